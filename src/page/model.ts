import { createExplorer, type GraphExplorer } from "../graph/explorer.ts";
import { createGraph } from "../graph/graph.ts";
import { flowKey } from "../model/keys.ts";
import type { Asset, Bundle } from "../model/model.ts";
import type { PageSubject } from "../report/page/overview.ts";
import type { PageAssetChange } from "../report/page/page-change.ts";
import type { PageData } from "../report/page/page-data.ts";
import { groupOf } from "../report/pictures/group-of.ts";
import type { AssetState } from "../selection/ast.ts";
import type { SelectionContext } from "../selection/context.ts";

/** The data of the page, indexed. */
export interface PageModel {
  readonly data: PageData;
  readonly explorer: GraphExplorer;
  readonly subject: PageSubject;
  readonly selection: SelectionContext;
  readonly asset: (id: string) => Asset | undefined;
  /** The namespace of an asset, or that of the flows that write it. */
  readonly namespaceOf: (asset: Asset) => string;
  readonly bundlesOf: (flow: { readonly namespace: string; readonly flow: string }) => readonly Bundle[];
  readonly changeOf: (id: string) => PageAssetChange | undefined;
}

export function createModel(data: PageData): PageModel {
  const graph = createGraph(data.inventory);
  const explorer = createExplorer(graph);
  const changes = new Map(data.change?.assets.map((change) => [change.id, change]));
  const owners = new Map(Object.entries(data.owners));
  const bundles = new Map<string, Bundle[]>();
  for (const bundle of data.inventory.bundles) {
    const key = flowKey(bundle);
    const known = bundles.get(key);
    if (known) known.push(bundle);
    else bundles.set(key, [bundle]);
  }
  return {
    data,
    explorer,
    subject: {
      inventory: data.inventory,
      links: [...explorer.patternPairs()],
      ...(data.change && { change: data.change }),
    },
    selection: {
      graph,
      ownersOf: ({ id }) => owners.get(id) ?? [],
      ...(data.change && { states: new Map([...changes].map(([id, { change }]) => [id, STATES[change]])) }),
    },
    asset: (id) => {
      const node = graph.nodeOf(id);
      return node === undefined ? undefined : graph.assets[node];
    },
    namespaceOf: (asset) => {
      const writers = explorer.usages(asset.id).writers.map(({ namespace }) => namespace);
      return groupOf(asset, "namespace", new Set(writers)) ?? "";
    },
    bundlesOf: (flow) => bundles.get(flowKey(flow)) ?? [],
    changeOf: (id) => changes.get(id),
  };
}

const STATES: Readonly<Record<PageAssetChange["change"], AssetState>> = {
  added: "new",
  removed: "removed",
  changed: "modified",
};

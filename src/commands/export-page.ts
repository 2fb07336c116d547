import type { ChangeReport } from "../changes/change-report.ts";
import { createExplorer } from "../graph/explorer.ts";
import { assetAt, createGraph } from "../graph/graph.ts";
import type { Inventory } from "../model/model.ts";
import { MAX_PAGE_ASSETS, pageData } from "../report/page/page-data.ts";
import { pageHtml } from "../report/page/page-html.ts";
import { restrict } from "../report/page/restrict.ts";
import { AssetsError, type ExitCode } from "../util/errors.ts";
import { count, grouped } from "../util/text.ts";
import { findAsset } from "../workspace/find-asset.ts";
import type { CommandContext } from "./context.ts";
import type { OptionsOf } from "./options.ts";

/** Writes the page of the inventory, or of a selection of it. */
export async function exportPage(
  context: CommandContext,
  selection: string | undefined,
  options: OptionsOf<"export">,
): Promise<ExitCode> {
  const workspace = await context.workspace();
  const { graph, nodes } = await workspace.select(selection === undefined ? [] : [selection], options);
  const keep = nodes[0] && new Set(nodes[0].map((node) => assetAt(graph, node).id));
  const inventory = keep === undefined ? graph.inventory : restrict(graph.inventory, keep);
  const [focus] = (options.focus ?? []).map((id) => findAsset(graph, id));
  const start =
    focus === undefined
      ? new URLSearchParams({ by: options.collapse === "layer" ? "layer" : "namespace" })
      : new URLSearchParams({ focus, steps: String(options.depth ?? 2), asset: focus });
  return writePage(context, { inventory, start: `#${start}`, output: options.output });
}

interface PageSubject {
  readonly inventory: Inventory;
  readonly start: string;
  readonly output: string | undefined;
  readonly report?: ChangeReport;
}

/** Writes a page. Throws an AssetsError for more assets than a browser can show. */
export async function writePage(
  context: CommandContext,
  { start, output, ...subject }: PageSubject,
): Promise<ExitCode> {
  const size = subject.inventory.assets.length;
  if (size > MAX_PAGE_ASSETS) {
    throw new AssetsError(
      `a page shows at most ${grouped(MAX_PAGE_ASSETS)} assets, but there are ${count(size, "asset")}`,
      { hint: "Narrow it with a selection, as in `assets export 'namespace:company.sales' --format html`." },
    );
  }
  const workspace = await context.workspace();
  const { inventory, report } = await workspace.withoutSecrets(subject);
  const graph = createGraph(inventory);
  const explorer = createExplorer(graph);
  const { parts, ...facts } = await workspace.pageContext(graph);
  const data = pageData({
    ...{ inventory, start },
    links: [...explorer.patternPairs()],
    coverage: explorer.coverage(),
    ...facts,
    ...(report && { report }),
  });
  await context.write(output, [pageHtml(data, parts)]);
  return 0;
}

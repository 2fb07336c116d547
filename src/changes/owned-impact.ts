import type { Impact, Reached, WalkEnd } from "../graph/answer.ts";
import { createExplorer } from "../graph/explorer.ts";
import { type Graph, requireNode } from "../graph/graph.ts";
import type { StartedFlows } from "../graph/started-flows.ts";
import type { Owner, Owners } from "../model/owners.ts";

/** The impact of one asset, with owners. */
export interface OwnedImpact extends Impact {
  readonly owners: readonly Owner[];
  readonly assets: readonly (Reached & { readonly owners: readonly Owner[] })[];
  /** The owners of a task are those of its flow. */
  readonly consumers: readonly (WalkEnd & { readonly owners: readonly Owner[] })[];
  /** Flows and assets started by the affected ones. */
  readonly activation: StartedFlows;
}

/**
 * Costs as much as `impact` and `startedFlows`. Throws a RangeError for an unknown id.
 *
 * @param options.activation walk through started flows
 */
export function ownedImpact(
  graph: Graph,
  id: string,
  owners: Owners,
  options: { readonly depth?: number; readonly activation?: boolean } = {},
): OwnedImpact {
  const explorer = createExplorer(graph);
  const answer = explorer.impact(id, options);
  const { assets, consumers } = answer;
  const reached = [id, ...answer.sameAs, ...assets.map(({ asset }) => asset.id)];
  const steps = [...assets.flatMap(({ hops }) => hops), ...consumers];
  const flows = steps.map(({ namespace, flow }) => ({ namespace, flow }));
  const impacted = { assets: reached.map((assetId) => requireNode(graph, assetId)), flows };
  const activation = explorer.started(impacted, options.activation);
  return {
    ...answer,
    owners: owners.ofAsset(answer.asset),
    assets: assets.map((found) => ({ ...found, owners: owners.ofAsset(found.asset) })),
    consumers: consumers.map((consumer) => ({ ...consumer, owners: owners.ofFlow(consumer) })),
    activation,
    unknown: explorer.unknownAround([...flows, ...activation.flows], ["down"]),
  };
}

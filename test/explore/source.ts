import type { OwnedImpact } from "../../src/changes/owned-impact.ts";
import { ownedImpact } from "../../src/changes/owned-impact.ts";
import type { ExploreSource } from "../../src/explore/source.ts";
import { createExplorer } from "../../src/graph/explorer.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { select } from "../../src/selection/select.ts";
import { smallInventory } from "../graph/small-inventory.ts";

/** A source of the terminal view, with a small inventory. */
export function smallSource(bundles: readonly string[]): ExploreSource {
  const graph = createGraph(smallInventory(bundles));
  return {
    explorer: createExplorer(graph),
    nodesOf: (text) => select(text, { graph, ownersOf: () => [], pathOf: (path) => path }).nodes,
    impactOf: async (id): Promise<OwnedImpact> =>
      ownedImpact(graph, id, { ofAsset: () => [], ofFlow: () => [] }),
  };
}

export const TAXI = ["pipe/stage: taxi -> trips", "pipe/avg: trips -> avg_count, avg_distance"];

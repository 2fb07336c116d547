import { type ChangeImpact, changeImpact } from "../changes/change-impact.ts";
import type { Graph } from "../graph/graph.ts";
import type { Project } from "./project.ts";
import { ownersOf } from "./select.ts";

/** Everything that follows from some assets, with the owners of what is affected. */
export async function impactOfAssets(
  project: Project,
  graph: Graph,
  starts: readonly number[],
  depth?: number,
): Promise<ChangeImpact> {
  const { inventory } = graph;
  return changeImpact({
    sides: { before: inventory, after: inventory },
    difference: { assets: [], flows: [], bundles: [], edges: [] },
    owners: await ownersOf(project, inventory),
    union: graph,
    starts,
    ...(depth !== undefined && { depth }),
  });
}

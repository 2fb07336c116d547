import { type ChangeImpact, changeImpact } from "../changes/change-impact.ts";
import { type OwnedImpact, ownedImpact } from "../changes/owned-impact.ts";
import type { Graph } from "../graph/graph.ts";
import type { FlowId } from "../model/model.ts";
import type { ActivationOptions, Project } from "./project.ts";
import { ownersIn } from "./select.ts";

export interface ImpactOptions extends ActivationOptions {
  readonly depth?: number;
}

/** The impact of one asset, with the owners of the affected assets and the started flows. */
export async function impactOfAsset(
  project: Project,
  graph: Graph,
  id: string,
  options: ImpactOptions = {},
): Promise<OwnedImpact> {
  return ownedImpact(graph, id, await ownersIn(project, graph), options);
}

/**
 * The impact of several assets together.
 *
 * @param changedFlows flows that changed themselves, in addition to their outputs
 */
export async function impactOfAssets(
  project: Project,
  graph: Graph,
  starts: readonly number[],
  {
    depth,
    activation,
    changedFlows = [],
  }: ImpactOptions & { readonly changedFlows?: readonly FlowId[] } = {},
): Promise<ChangeImpact> {
  const { inventory } = graph;
  return changeImpact({
    sides: { before: inventory, after: inventory },
    difference: { assets: [], flows: [], bundles: [], edges: [] },
    owners: await ownersIn(project, graph),
    union: graph,
    starts,
    changedFlows,
    ...(activation !== undefined && { through: activation }),
    ...(depth !== undefined && { depth }),
  });
}

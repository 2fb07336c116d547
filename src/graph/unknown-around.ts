import { hiddenSides } from "../model/hidden-sides.ts";
import { flowKey } from "../model/keys.ts";
import type { FlowId, Gap, Inventory } from "../model/model.ts";
import type { Direction, KnownGaps, Walk } from "./answer.ts";

/**
 * Known gaps of an answer: those of the flows in its steps, and those of other flows that could hide a step. A gap that
 * hides inputs may continue a walk downstream, one that hides outputs a walk upstream. All other gaps left a pattern,
 * which the walk follows, or concern rejected declarations. O(gaps).
 */
export function unknownAround(
  inventory: Inventory,
  steps: readonly FlowId[],
  directions: readonly Direction[],
): KnownGaps {
  const flows = new Set(steps.map(flowKey));
  const sides = directions.map((direction) => (direction === "down" ? "inputs" : "outputs"));
  const here = inventory.gaps.filter((gap) => isIn(gap, flows));
  const known = new Set(here);
  const elsewhere = inventory.gaps.filter(
    (gap) => !known.has(gap) && hiddenSides(gap).some((side) => sides.includes(side)),
  );
  return { here, elsewhere };
}

/** All tasks in walks. */
export function tasksInWalks(walks: readonly Pick<Walk, "assets" | "ends">[]): FlowId[] {
  return walks.flatMap(({ assets, ends }) => [...assets.flatMap(({ hops }) => hops), ...ends]);
}

function isIn({ namespace, flow }: Gap, flows: ReadonlySet<string>): boolean {
  return namespace !== undefined && flow !== undefined && flows.has(flowKey({ namespace, flow }));
}

import { hiddenSides } from "../model/hidden-sides.ts";
import { flowKey } from "../model/keys.ts";
import type { FlowId, Gap, Inventory } from "../model/model.ts";
import type { Direction, KnownGaps, Walk } from "./answer.ts";

/**
 * What an answer could not know: the gaps of every flow that its steps name, and of all other flows those that could hide a
 * step. Something that may read any asset may continue a walk down, something that may write any asset a walk up; every
 * other gap has left a pattern, which the walk follows, or concerns what Kestra will refuse. O(gaps).
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

/** Every task that walks name. */
export function stepsOf(walks: readonly Pick<Walk, "assets" | "ends">[]): FlowId[] {
  return walks.flatMap(({ assets, ends }) => [...assets.flatMap(({ hops }) => hops), ...ends]);
}

function isIn({ namespace, flow }: Gap, flows: ReadonlySet<string>): boolean {
  return namespace !== undefined && flow !== undefined && flows.has(flowKey({ namespace, flow }));
}

import type { Asset, FlowId, Gap, Inventory, TaskId } from "../model/model.ts";
import { isPattern, literalLength } from "../model/pattern.ts";
import type { Direction, Unknown, Walk } from "./answer.ts";

/**
 * What an answer could not know: the gaps of every flow that its steps name, and of all other flows those that could hide a
 * step. A file that could not be read may hold anything. A list that only a run decides, an id without a known
 * character and what `enableAuto` adds may name any asset. Every other gap has left a pattern, which the walk follows,
 * or concerns what Kestra will refuse. O(gaps), and once O(bundle entries) where a gap is an id known only at run time.
 */
export function unknownAround(
  inventory: Inventory,
  steps: readonly FlowId[],
  directions: readonly Direction[],
): Unknown {
  const flows = new Set(steps.map(flowKey));
  let known: SilentIds | undefined;
  const silent = () => {
    known ??= tasksWithSilentIds(inventory);
    return known;
  };
  const here: Gap[] = [];
  const elsewhere: Gap[] = [];
  for (const gap of inventory.gaps) {
    if (gap.flow !== undefined && flows.has(flowKey(gap))) here.push(gap);
    else if (mayHideStep(gap, directions, silent)) elsewhere.push(gap);
  }
  return { here, elsewhere };
}

/** Every task that walks name. */
export function stepsOf(walks: readonly Pick<Walk, "assets" | "ends">[]): FlowId[] {
  return walks.flatMap(({ assets, ends }) => [...assets.flatMap(({ hops }) => hops), ...ends]);
}

/** The tasks with an id that has no known character, by the side on which it stands: `up` for what they write. */
type SilentIds = Readonly<Record<Direction, ReadonlySet<string>>>;

function mayHideStep(gap: Gap, directions: readonly Direction[], silent: () => SilentIds): boolean {
  if (gap.kind === "file" || gap.kind === "dynamic" || gap.kind === "auto") return true;
  if (gap.kind !== "run-time") return false;
  const task = taskKey(gap);
  // An unknown input may continue a walk down, an unknown output a walk up.
  const sides = (["down", "up"] as const).filter((side) => silent()[side].has(task));
  return sides.length === 0 || sides.some((side) => directions.includes(side));
}

function tasksWithSilentIds(inventory: Inventory): SilentIds {
  const saysNothing = ({ id }: Pick<Asset, "id">) => isPattern(id) && literalLength(id) === 0;
  const of = (side: "inputs" | "outputs") =>
    new Set(inventory.bundles.filter((bundle) => bundle[side].some(saysNothing)).map(taskKey));
  return { down: of("inputs"), up: of("outputs") };
}

function flowKey({ namespace = "", flow = "" }: Partial<TaskId>): string {
  return `${namespace.length} ${namespace}/${flow}`;
}

function taskKey(task: Partial<TaskId>): string {
  return `${flowKey(task).length} ${flowKey(task)}/${task.task ?? ""}`;
}

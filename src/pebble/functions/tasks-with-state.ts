import type { Arguments, CallContext, FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { mapGet } from "../values/map-key.ts";
import { mapEntries } from "../values/map-order.ts";
import { findUnknown, unknown } from "../values/unknown.ts";
import { hashMap, list, string, type Value } from "../values/value.ts";

/**
 * `tasksWithState(state)`: a state that is null or no String is an error. Reads `tasks`, which is known only at
 * run time. reference: Kestra's TasksWithStateFunction
 */
export const tasksWithStateFunction: FunctionDefinition = {
  name: "tasksWithState",
  argumentNames: ["state"],
  purity: "runtime",
  summary: "The tasks of the execution in a state, as maps with `taskId`, `state` and, in loops, `value`.",
  apply: (args, context) => found(args, context),
};

function found([state]: Arguments, context: CallContext): Value {
  if (state === undefined) throw fail('the argument "state" is missing');
  if (state.kind !== "string") throw fail('the argument "state" must be a String');
  const tasks = context.variable("tasks");
  if (tasks === undefined || findUnknown(tasks) !== undefined)
    return unknown("tasksWithState() depends on the states of the tasks in the run");
  if (tasks.kind !== "map") return list([]);
  const wanted = state.value.toUpperCase();
  const result: Value[] = [];
  for (const task of mapEntries(tasks)) {
    if (task.value.kind !== "map") continue;
    for (const item of mapEntries(task.value)) {
      const direct = javaText(item.key) === "state" && item.value.kind === "string";
      const nested = item.value.kind === "map" ? mapGet(item.value, "state") : undefined;
      const own = direct ? item.value : nested;
      if (own?.kind !== "string" || own.value.toUpperCase() !== wanted) continue;
      const pairs: [Value, Value][] = [
        [string("taskId"), task.key],
        [string("state"), string(wanted)],
      ];
      if (!direct) pairs.push([string("value"), item.key]);
      result.push(hashMap(pairs));
    }
  }
  return list(result);
}

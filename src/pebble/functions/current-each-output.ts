import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { mapGet } from "../values/map-key.ts";
import { findUnknown, unknown } from "../values/unknown.ts";
import { type MapValue, NULL, type Value } from "../values/value.ts";

/**
 * `currentEachOutput(outputs)`: a map; null and all else is an error. Follows the values of the enclosing loops,
 * outermost first, into the outputs. reference: Kestra's CurrentEachOutputFunction
 */
export const currentEachOutputFunction: FunctionDefinition = {
  name: "currentEachOutput",
  argumentNames: ["outputs"],
  dialect: "1.x",
  purity: "runtime",
  summary:
    "The output of a task for the current iteration: `outputs[...][taskrun.value]` along the enclosing loops.",
  mayReturnNull: true,
  apply: ([outputs], context) => {
    if (outputs === undefined || outputs.kind !== "map") throw fail('the argument "outputs" must be a map');
    const parents = context.variable("parents");
    const taskrun = context.variable("taskrun");
    for (const known of [parents, taskrun]) {
      if (known !== undefined && findUnknown(known) !== undefined)
        return unknown("currentEachOutput() depends on the iteration of the run");
    }
    let at: MapValue = outputs;
    for (const parent of parents?.kind === "list" ? parents.items.toReversed() : []) {
      const run = parent.kind === "map" ? mapGet(parent, "taskrun") : undefined;
      if (run === undefined || run.kind === "null") continue;
      const next = mapGet(at, iterationOf(run));
      if (next?.kind !== "map") throw fail("the current iteration has no outputs");
      at = next;
    }
    if (taskrun === undefined) throw fail("no current iteration");
    return mapGet(at, iterationOf(taskrun)) ?? NULL;
  },
};

function iterationOf(taskrun: Value): string {
  const value = taskrun.kind === "map" ? mapGet(taskrun, "value") : undefined;
  if (value === undefined || value.kind === "null") throw fail("the task run has no value");
  return javaText(value);
}

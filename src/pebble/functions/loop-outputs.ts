import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { mapGet } from "../values/map-key.ts";
import { list, NULL, type Value } from "../values/value.ts";

/**
 * `loopOutputs(outputs, name)`: a list and a String, neither null, else errors. reference: Kestra's LoopOutputsFunction
 */
export const loopOutputsFunction: FunctionDefinition = {
  name: "loopOutputs",
  argumentNames: ["outputs", "name"],
  dialect: "2.0",
  purity: "pure",
  summary: "The output `name` of each iteration of a loop; null for an iteration without it.",
  apply: ([outputs, name]) => {
    if (outputs === undefined || outputs.kind === "null") throw fail('the argument "outputs" is missing');
    if (outputs.kind !== "list") throw fail('the argument "outputs" must be a List');
    if (name === undefined || name.kind === "null") throw fail('the argument "name" is missing');
    if (name.kind !== "string") throw fail('the argument "name" must be a String');
    return list(outputs.items.map((item) => outputOf(item, name.value)));
  },
};

function outputOf(iteration: Value, name: string): Value {
  const outputs = iteration.kind === "map" ? mapGet(iteration, "outputs") : undefined;
  return outputs?.kind === "map" ? (mapGet(outputs, name) ?? NULL) : NULL;
}

import type { TestDefinition } from "../definitions/definition.ts";
import { isCollection } from "../values/kind-guards.ts";

/** `x is iterable`: null is not; never an error but for undefined. reference: Pebble's IterableTest */
export const iterableTest: TestDefinition = {
  name: "iterable",
  purity: "pure",
  summary: "Whether the value is a list, set or array of objects. Maps, text and null are not.",
  apply: (input) => isCollection(input) || (input.kind === "array" && !/^[a-z]/.test(input.component)),
  partial: (input, args, context) =>
    input.kind === "unknown" ? (input.word ? false : undefined) : iterableTest.apply(input, args, context),
};

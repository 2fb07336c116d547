import type { TestDefinition } from "../definitions/definition.ts";
import { isOdd } from "./is-odd.ts";

/** `x is odd`: Integer or Long; null and everything else are errors. reference: Pebble's OddTest */
export const oddTest: TestDefinition = {
  name: "odd",
  purity: "pure",
  summary: "Whether a whole number is odd. Any value other than an Integer or Long is an error.",
  apply: (input) => isOdd(input),
};

import type { TestDefinition } from "../definitions/definition.ts";
import { isOdd } from "./is-odd.ts";

/** `x is even`: Integer or Long; null and everything else are errors. reference: Pebble's EvenTest */
export const evenTest: TestDefinition = {
  name: "even",
  purity: "pure",
  summary: "Whether a whole number is even. Any value other than an Integer or Long is an error.",
  apply: (input) => !isOdd(input),
};

import type { TestDefinition } from "../definitions/definition.ts";

/** `x is map`: null is not; never an error but for undefined. reference: Pebble's MapTest */
export const mapTest: TestDefinition = {
  name: "map",
  purity: "pure",
  summary: "Whether the value is a map.",
  apply: (input) => input.kind === "map",
  partial: (input) => (input.kind === "unknown" ? (input.word ? false : undefined) : input.kind === "map"),
};

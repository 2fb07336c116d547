import type { TestDefinition } from "../definitions/definition.ts";

/** `x is null`: an undefined variable is an error. reference: Pebble's NullTest */
export const nullTest: TestDefinition = {
  name: "null",
  purity: "pure",
  summary: "Whether the value is null. Undefined is an error.",
  apply: (input) => input.kind === "null",
  partial: (input) => (input.kind === "unknown" && input.maybeNull ? undefined : false),
};

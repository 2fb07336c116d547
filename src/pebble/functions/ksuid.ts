import { runtimeFunction } from "./runtime-function.ts";

/**
 * `ksuid()`: letters and digits in base 62, never null; arguments are ignored. reference: Kestra's KSUIDFunction
 */
export const ksuidFunction = runtimeFunction({
  name: "ksuid",
  summary: "A new K-sortable id: 27 letters and digits.",
  reason: "ksuid() is new in every run",
  word: true,
});

import { runtimeFunction } from "./runtime-function.ts";

/**
 * `id()`: letters and digits in base 62, never null; arguments are ignored. reference: Kestra's IDFunction and
 * IdUtils
 */
export const idFunction = runtimeFunction({
  name: "id",
  summary: "A new id of letters and digits.",
  reason: "id() is new in every run",
  word: true,
});

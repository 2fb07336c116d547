import { runtimeFunction } from "./runtime-function.ts";

/** `printContext()`: never null; an argument is an error. reference: Kestra's PrintContextFunction */
export const printContextFunction = runtimeFunction({
  name: "printContext",
  argumentNames: [],
  summary: "All variables of the run, as text.",
  reason: "printContext() prints all variables of the run",
});

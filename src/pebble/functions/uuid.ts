import { runtimeFunction } from "./runtime-function.ts";

/** `uuid()`: letters, digits and dashes. reference: Kestra's UUIDFunction */
export const uuid = runtimeFunction({
  name: "uuid",
  argumentNames: [],
  summary: "A new UUID.",
  reason: "uuid() is new in every run",
});

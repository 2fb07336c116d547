import { runtimeFunction } from "./runtime-function.ts";

/** `uuid()`: letters, digits and dashes, never null; an argument is an error. reference: Kestra's UUIDFunction */
export const uuidFunction = runtimeFunction({
  name: "uuid",
  argumentNames: [],
  summary: "A new UUID.",
  reason: "uuid() is new in every run",
});

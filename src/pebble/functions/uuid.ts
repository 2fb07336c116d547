import { runtimeFunction } from "./runtime-function.ts";

/** `uuid()`: letters, digits and dashes, never null; arguments are ignored. reference: Kestra's UUIDFunction */
export const uuidFunction = runtimeFunction({
  name: "uuid",
  summary: "A new UUID.",
  reason: "uuid() is new in every run",
});

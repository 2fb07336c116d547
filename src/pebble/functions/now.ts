import { runtimeFunction } from "./runtime-function.ts";

/**
 * `now(format, timeZone, existingFormat, locale)`: a String, never null; a malformed format is an error in the
 * engine, and unknown here. reference: Kestra's NowFunction
 */
export const nowFunction = runtimeFunction({
  name: "now",
  argumentNames: ["format", "timeZone", "existingFormat", "locale"],
  summary: "The time of the run, as text.",
  reason: "now() is the time of the run",
});

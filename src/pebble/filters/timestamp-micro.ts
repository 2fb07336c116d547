import { string } from "../values/value.ts";
import { defineTimestampFilter } from "./timestamp-filter.ts";

/** `x | timestampMicro(timeZone, existingFormat)`: null gives null; text that is not a date is an error. reference: Kestra's TimestampMicroFilter */
export const timestampMicroFilter = defineTimestampFilter(
  "timestampMicro",
  "Microseconds since 1970, as a String.",
  (seconds, nanos) => string((seconds * 1_000_000n + nanos / 1_000n).toString()),
);

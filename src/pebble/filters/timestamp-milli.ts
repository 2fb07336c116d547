import { long } from "../values/value.ts";
import { defineTimestampFilter } from "./timestamp-filter.ts";

/** `x | timestampMilli(timeZone, existingFormat)`: null gives null; text that is not a date is an error. reference: Kestra's TimestampMilliFilter */
export const timestampMilliFilter = defineTimestampFilter(
  "timestampMilli",
  "Milliseconds since 1970, as a Long.",
  (seconds, nanos) => long(seconds * 1_000n + nanos / 1_000_000n),
);

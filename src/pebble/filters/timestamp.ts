import { long } from "../values/value.ts";
import { defineTimestampFilter } from "./timestamp-filter.ts";

/** `x | timestamp(timeZone, existingFormat)`: null gives null; text that is not a date is an error. reference: Kestra's TimestampFilter */
export const timestampFilter = defineTimestampFilter(
  "timestamp",
  "Seconds since 1970, as a Long.",
  (seconds) => long(seconds),
);

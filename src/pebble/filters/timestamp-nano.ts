import { string } from "../values/value.ts";
import { defineTimestampFilter } from "./timestamp-filter.ts";

/** `x | timestampNano(timeZone, existingFormat)`: null gives null; text that is not a date is an error. reference: Kestra's TimestampNanoFilter */
export const timestampNanoFilter = defineTimestampFilter(
  "timestampNano",
  "Nanoseconds since 1970, as a String.",
  (seconds, nanos) => string((seconds * 1_000_000_000n + nanos).toString()),
);

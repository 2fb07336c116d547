import { edgeFilter } from "./edge-filter.ts";
import { startsWithKnown } from "./known-edge.ts";

/** `x | startsWith(value)`. reference: Kestra's StartsWithFilter */
export const startsWithFilter = edgeFilter(
  "startsWith",
  "starts",
  (text, value) => text.startsWith(value),
  startsWithKnown,
);

import { edgeFilter } from "./edge-filter.ts";
import { endsWithKnown } from "./known-edge.ts";

/** `x | endsWith(value)`. reference: Kestra's EndsWithFilter */
export const endsWithFilter = edgeFilter(
  "endsWith",
  "ends",
  (text, value) => text.endsWith(value),
  endsWithKnown,
);

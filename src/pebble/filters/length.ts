import type { FilterDefinition } from "../definitions/definition.ts";
import { isCollection } from "../values/kind-guards.ts";
import { findUnknown, findUnknownKeys, numberFrom } from "../values/unknown.ts";
import { integer, type TextWithHoles, type Value } from "../values/value.ts";

/** `x | length`: never an error; null and values without a size give 0. reference: Pebble's LengthFilter */
export const lengthFilter: FilterDefinition = {
  name: "length",
  purity: "pure",
  summary:
    "Characters of a String, items of a collection or array, entries of a map; 0 for null and everything else.",
  nullInput: "value",
  apply: (input) => integer(sizeOf(input)),
  partial: (input) => {
    if (isCollection(input) || input.kind === "array") return integer(sizeOf(input));
    if (input.kind === "text") return atLeast(input);
    if (input.kind !== "map" || findUnknownKeys(input) !== undefined) return undefined;
    return [...input.entries.values()].some((item) => findUnknown(item.key) !== undefined)
      ? undefined
      : integer(sizeOf(input));
  },
};

/** Text with holes is at least as long as its known parts. */
function atLeast(input: TextWithHoles): Value | undefined {
  const cause = findUnknown(input);
  const known = input.parts.map((part) => (typeof part === "string" ? part.length : part.word ? 1 : 0));
  return cause === undefined
    ? undefined
    : numberFrom(
        cause,
        known.reduce((sum, size) => sum + size, 0),
      );
}

function sizeOf(input: Value): number {
  if (input.kind === "string" || input.kind === "safe-string") return input.value.length;
  if (isCollection(input) || input.kind === "array") return input.items.length;
  return input.kind === "map" ? input.entries.size : 0;
}

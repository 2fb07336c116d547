import { isBlankText } from "../../java/white-space.ts";
import type { TestDefinition } from "../definitions/definition.ts";
import { isCollection } from "../values/kind-guards.ts";
import type { MapValue } from "../values/value.ts";

/** `x is empty`: null is; an undefined variable is an error. reference: Pebble's EmptyTest */
export const emptyTest: TestDefinition = {
  name: "empty",
  purity: "pure",
  summary:
    "Whether the value is null, blank text, or a collection or map without items. Always false for numbers and arrays.",
  apply: (input) => {
    if (input.kind === "null") return true;
    if (input.kind === "string") return isBlankText(input.value);
    if (isCollection(input)) return input.items.length === 0;
    return input.kind === "map" && input.entries.size === 0;
  },
  partial: (input) => {
    if (input.kind === "text") {
      const solid = input.parts.some((part) => (typeof part === "string" ? !isBlankText(part) : part.word));
      return solid ? false : undefined;
    }
    if (isCollection(input)) return input.items.length === 0;
    if (input.kind === "map") return hasCertainEntry(input) ? false : undefined;
    if (input.kind === "unknown") return input.word && !input.maybeNull ? false : undefined;
    return false;
  },
};

function hasCertainEntry(map: MapValue): boolean {
  return [...map.entries.values()].some(({ value }) => !(value.kind === "unknown" && value.maybeUndefined));
}

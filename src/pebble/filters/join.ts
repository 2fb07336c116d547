import type { FilterDefinition } from "../definitions/definition.ts";
import { javaParts } from "../values/java-text.ts";
import { isCollection } from "../values/kind-guards.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { NULL, type Parts, type Value } from "../values/value.ts";
import { optionalString, wrongInput } from "./input.ts";

/**
 * `x | join(separator='')`: a collection or array, else an error; null gives null; the separator must be a String.
 * reference: Pebble's JoinFilter
 */
export const joinFilter: FilterDefinition = {
  name: "join",
  argumentNames: ["separator"],
  purity: "pure",
  summary: "The Java texts of the items with `separator` between them; a null item prints `null`.",
  nullInput: "null",
  returnsText: true,
  apply: (input, [separator]) => {
    if (input.kind === "null") return NULL;
    return textWithHoles(joined(input, optionalString(separator, "separator") ?? ""));
  },
  partial: (input, [separator]) => {
    if (!(isCollection(input) || input.kind === "array")) return undefined;
    if (separator !== undefined && separator.kind !== "string" && separator.kind !== "null") return undefined;
    return textWithHoles(joined(input, optionalString(separator, "separator") ?? ""));
  },
};

function joined(input: Value, separator: string): Parts {
  if (!(isCollection(input) || input.kind === "array")) throw wrongInput("a collection or an array", input);
  return input.items.flatMap((item, index) => [
    ...(index === 0 ? [] : [separator]),
    ...(item.kind === "null" ? ["null"] : javaParts(item)),
  ]);
}

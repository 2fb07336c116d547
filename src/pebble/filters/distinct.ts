import type { FilterDefinition } from "../definitions/definition.ts";
import { javaEquals } from "../values/equality.ts";
import { mapKey } from "../values/map-key.ts";
import { list, string, type Value } from "../values/value.ts";
import { listInput } from "./input.ts";

/** `x | distinct`: a List, else an error; null gives the text "null". reference: Kestra's DistinctFilter */
export const distinctFilter: FilterDefinition = {
  name: "distinct",
  purity: "pure",
  summary:
    "The list without later items that equal an earlier one (Java's equals: 1 and 1.0 differ). Null gives the text `null`.",
  nullInput: "value",
  refusesText: true,
  apply: (input, _args, context) => {
    if (input.kind === "null") return string("null");
    const { items } = listInput(input);
    context.charge(items.length);
    const seen = new Map<string, Value[]>();
    return list(
      items.filter((item) => {
        const same = seen.get(mapKey(item)) ?? [];
        if (same.some((other) => javaEquals(item, other))) return false;
        seen.set(mapKey(item), [...same, item]);
        return true;
      }),
    );
  },
};

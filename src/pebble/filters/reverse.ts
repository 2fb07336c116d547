import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { NULL } from "../values/value.ts";
import { listInput } from "./input.ts";

/** `x | reverse`: a List, else an error; null gives null. Changes the list itself. reference: Pebble's ReverseFilter */
export const reverseFilter: FilterDefinition = {
  name: "reverse",
  purity: "pure",
  summary: "Reverses the list in place; this changes the variable.",
  nullInput: "null",
  refusesText: true,
  apply: (input, _args, context) => {
    if (input.kind === "null") return NULL;
    const of = listInput(input);
    if (of.immutable) throw fail("the list cannot be changed");
    context.charge(of.items.length);
    context.replaceItems(of, of.items.toReversed());
    return of;
  },
  partial: (input, args, context) =>
    input.kind === "list" ? reverseFilter.apply(input, args, context) : undefined,
};

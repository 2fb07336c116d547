import type { CallContext } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { compareNumbers } from "../values/numbers.ts";
import { derived, findUnknown } from "../values/unknown.ts";
import type { ArrayValue, ListValue, Value } from "../values/value.ts";
import { describe } from "./input.ts";

/**
 * Collections.sort on the list itself. Items of different classes, nulls and items without an order are errors; with
 * an unknown item every place is unknown.
 */
export function sortInPlace(of: ListValue | ArrayValue, descending: boolean, context: CallContext): Value {
  if (of.kind === "list" && of.immutable) throw fail("the list cannot be changed");
  context.charge(of.items.length);
  const cause = of.items.length < 2 ? undefined : findUnknown(of);
  if (cause !== undefined) {
    context.replaceItems(
      of,
      of.items.map(() => derived(cause)),
    );
    return of;
  }
  const sorted =
    of.items.length < 2
      ? of.items
      : of.items.toSorted((a, b) => (descending ? compare(b, a) : compare(a, b)));
  context.replaceItems(of, sorted);
  return of;
}

function compare(a: Value, b: Value): number {
  if (isNumber(a) && isNumber(b) && a.kind === b.kind) return compareNumbers(a, b);
  if ((a.kind === "string" && b.kind === "string") || (a.kind === "character" && b.kind === "character"))
    return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  if (a.kind === "boolean" && b.kind === "boolean") return Number(a.value) - Number(b.value);
  throw fail(`${describe(a)} and ${describe(b)} have no order`);
}

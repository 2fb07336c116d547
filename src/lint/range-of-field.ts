import { get } from "../flows/flow.ts";
import type { Place } from "../flows/place.ts";
import { type Range, rangeAt } from "./range.ts";
import type { FlowLint } from "./rule.ts";

/**
 * The range of a field of the entry whose id stands at a place. Where the list is itself text, the fields of its
 * entries have no place of their own, and it is the whole text.
 */
export function rangeOfField(
  { flow, declarations, rangeOf }: FlowLint,
  place: Place,
  field: "id" | "namespace" | "type",
): Range {
  for (const { site, entries } of declarations) {
    for (const { node } of entries) {
      const value = isAt(get(node, "id")) ? get(node, field) : undefined;
      if (value !== undefined) return rangeOf(value);
    }
    for (const side of ["inputs", "outputs"]) {
      const list = get(site.assets, side);
      if (list?.kind === "scalar" && isAt(list)) return rangeOf(list);
    }
  }
  return rangeAt(place);

  function isAt(node: { readonly span: { readonly start: number } } | undefined): boolean {
    if (node === undefined) return false;
    const { line, column } = flow.source.place(node.span.start);
    return line === place.line && column === place.column;
  }
}

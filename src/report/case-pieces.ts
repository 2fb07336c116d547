import { assumptionText } from "../inventory/assumption.ts";
import type { Assumption } from "../inventory/model.ts";
import type { Piece } from "./fill.ts";
import type { TextOptions } from "./options.ts";
import { visible } from "./visible.ts";
import { count } from "./words.ts";

/** What a step rests on: `if inputs.env = prod (choice)`, and in how many cases it is made. */
export function casePieces(
  step: { readonly cases: number; readonly assumptions: readonly Assumption[] },
  { style }: TextOptions,
): Piece[] {
  const facts = step.assumptions.map((assumption) => visible(assumptionText(assumption)));
  const pieces: Piece[] = [];
  if (facts.length > 0) pieces.push({ text: `if ${facts.join(", ")}`, paint: style.faint });
  if (step.cases > 1) {
    const text = facts.length > 0 ? `and in ${count(step.cases - 1, "more case")}` : `in ${step.cases} cases`;
    pieces.push({ text, paint: style.faint });
  }
  return pieces;
}

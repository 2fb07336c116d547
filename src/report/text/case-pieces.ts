import { assumptionText } from "../../model/assumption.ts";
import type { Assumption } from "../../model/model.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import type { TextOptions } from "../options.ts";
import type { Segment } from "./fill.ts";

/** The assumptions of a step, such as `if inputs.env = prod (choice)`, and its number of cases. */
export function casePieces(
  step: {
    readonly cases: number;
    readonly assumptions: readonly Assumption[];
    readonly origin?: "inferred";
    readonly evidence?: string;
    readonly via?: readonly string[];
  },
  { style }: TextOptions,
): Segment[] {
  const facts = step.assumptions.filter((assumption) => !isInWords(assumption)).map(factText);
  const words = step.assumptions.filter(isInWords).map((branch) => escapeControlChars(branch.condition));
  const pieces: Segment[] = [];
  if (step.origin !== undefined) {
    const words = step.evidence === undefined ? "" : `: ${escapeControlChars(step.evidence)}`;
    pieces.push({ text: `inferred${words}`, paint: style.faint });
  }
  if (step.via !== undefined)
    pieces.push({ text: `through ${step.via.map(escapeControlChars).join(", ")}`, paint: style.faint });
  const before = pieces.length;
  if (facts.length > 0) pieces.push({ text: `if ${facts.join(", ")}`, paint: style.faint });
  for (const text of words) pieces.push({ text, paint: style.faint });
  if (step.cases > 1) {
    const text =
      pieces.length > before ? `and in ${count(step.cases - 1, "more case")}` : `in ${step.cases} cases`;
    pieces.push({ text, paint: style.faint });
  }
  return pieces;
}

type Branch = Assumption & { readonly kind: "branch" };

/** A branch without an expression, such as `after a failure`. */
function isInWords(assumption: Assumption): assumption is Branch {
  return assumption.kind === "branch" && !assumption.negated && !assumption.condition.includes("{{");
}

function factText(assumption: Assumption): string {
  if (assumption.kind !== "branch") return escapeControlChars(assumptionText(assumption));
  return escapeControlChars(`${assumption.negated ? "not " : ""}${assumption.condition}`);
}

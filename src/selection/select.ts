import type { Selection } from "./ast.ts";
import type { SelectionContext } from "./context.ts";
import { type EvaluatedSelection, evaluateSelection } from "./evaluate.ts";
import { parseSelection } from "./parse.ts";
import { SelectionError } from "./selection-error.ts";

/** Parses and evaluates a selection. Throws a SelectionError for an invalid one, or a missing base. */
export function select(text: string, context: SelectionContext): EvaluatedSelection {
  const selection = parseSelection(text);
  const state = baseNeededAt(selection);
  if (state !== undefined && context.states === undefined) {
    throw new SelectionError(
      text,
      state,
      '"state:" needs a base revision',
      'Set one with --base, as in "--base main".',
    );
  }
  return evaluateSelection(selection, context);
}

/** Position of the first `state:`, which needs a base. */
export function baseNeededAt(selection: Selection): number | undefined {
  switch (selection.kind) {
    case "atom":
      return selection.method === "state" ? selection.at : undefined;
    case "and":
    case "or":
      return selection.items.map(baseNeededAt).find((at) => at !== undefined);
    case "not":
    case "walk":
    case "roots":
    case "sinks":
      return baseNeededAt(selection.of);
    default:
      return undefined;
  }
}

import { NOT_SET, SET } from "../model/assumption.ts";
import { NULL, type Unknown, unknown, type Value } from "../pebble/index.ts";
import type { Alternative, Choice } from "./choice.ts";
import { Evaluation } from "./evaluation.ts";
import type { Input } from "./input.ts";
import { isEnabled } from "./input-enabled.ts";
import { existenceChoice } from "./started.ts";

/**
 * The choice between a variable without a value and one with any value: an optional input, or a variable that only some
 * kinds of start set. Opened only if an expression fails without a value, because Kestra then drops a side of the
 * declaration.
 *
 * @param unknowns of the open parts of the declaration
 * @param drops whether an evaluation drops a side that is kept otherwise
 */
export function missingChoice(
  unknowns: Iterable<Unknown>,
  evaluation: Evaluation,
  drops: (evaluation: Evaluation) => boolean,
): Choice | undefined {
  const { assignment, context, loops } = evaluation;
  for (const origin of new Set([...unknowns].map((unknown) => unknown.origin))) {
    if (origin === undefined || assignment.has(origin)) continue;
    const choice = inputChoice(origin, evaluation) ?? existenceChoice(origin, context);
    const isDropped = choice?.alternatives.some(
      (alternative) =>
        isMissing(alternative) &&
        drops(new Evaluation(context, new Map([...assignment, [origin, alternative]]), loops)),
    );
    if (isDropped) return choice;
  }
  return undefined;
}

function isMissing({ value }: Alternative): boolean {
  return value === "absent" || value === NULL;
}

function inputChoice(origin: string, evaluation: Evaluation): Choice | undefined {
  const input = evaluation.context.inputs.find(({ id }) => `input:${id}` === origin);
  if (input === undefined) return undefined;
  const variable = `inputs.${input.id}`;
  const given = unknown(`${variable} is set at the start of an execution`);
  return {
    key: origin,
    alternatives: [
      { value: given, assumption: { kind: "choice", variable, value: SET } },
      ...missingValues(input, evaluation).map((value) => ({
        value,
        assumption: { kind: "choice" as const, variable, value: NOT_SET },
        ...(value === "absent" && { disabled: true as const }),
      })),
    ],
    exhaustive: true,
  };
}

/** The values of an input for which an execution has none: null if it is optional, undefined if it may be disabled. */
function missingValues(input: Input, evaluation: Evaluation): (Value | "absent")[] {
  return [
    ...(!input.required && input.defaults === undefined ? [NULL] : []),
    ...(isEnabled(input, evaluation).kind === "open" ? (["absent"] as const) : []),
  ];
}

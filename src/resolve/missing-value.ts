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
  const choices = [...new Set([...unknowns].map(({ origin }) => origin))].flatMap(
    (origin) => choiceFor(origin, evaluation) ?? [],
  );
  const { assignment, context, loops } = evaluation;
  const dropsWith = (assigned: readonly (readonly [string, Alternative])[]) =>
    drops(new Evaluation(context, new Map([...assignment, ...assigned]), loops));
  const missing = choices.map(({ key, alternatives }) =>
    alternatives.filter(isMissing).map((alternative) => [key, alternative] as const),
  );
  const alone = choices.find((_, index) => missing[index]?.some((one) => dropsWith([one])));
  // `a ?? b` fails only if both are missing.
  const all = missing.flatMap(([first]) => (first ? [first] : []));
  if (alone || all.length < 2 || !dropsWith(all)) return alone;
  return choices.find(({ key }) => key === all[0]?.[0]);
}

function choiceFor(origin: string | undefined, evaluation: Evaluation): Choice | undefined {
  if (origin === undefined || evaluation.assignment.has(origin)) return undefined;
  return inputChoice(origin, evaluation) ?? existenceChoice(origin, evaluation.context);
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

import { NOT_SET, SET } from "../model/assumption.ts";
import { NULL, type Unknown, unknown, type Value } from "../pebble/index.ts";
import type { Alternative, Choice } from "./choice.ts";
import { Evaluation } from "./evaluation.ts";
import type { Input } from "./input.ts";
import { isEnabled } from "./input-enabled.ts";
import { type CaseMode, nextSplit } from "./next-split.ts";
import { existenceChoice } from "./started.ts";

/**
 * The choice that decides whether an expression fails, because Kestra then drops a side of the declaration: an optional
 * input or a variable of some kinds of start with or without a value, or the item of a loop.
 *
 * @param unknowns of the open parts of the declaration
 * @param drops whether an evaluation drops a side that is kept otherwise
 */
export function failingChoice(
  unknowns: Iterable<Unknown>,
  evaluation: Evaluation,
  mode: CaseMode,
  drops: (evaluation: Evaluation) => boolean,
): Choice | undefined {
  const byOrigin = new Map([...unknowns].map((unknown) => [unknown.origin, unknown]));
  const choices = [...byOrigin.values()].flatMap((unknown) => choiceFor(unknown, evaluation, mode) ?? []);
  const { assignment, context, loops } = evaluation;
  const dropsWith = (assigned: readonly (readonly [string, Alternative])[]) =>
    drops(new Evaluation(context, new Map([...assignment, ...assigned]), loops));
  const picks = choices.flatMap(({ key, alternatives }) =>
    alternatives.filter((one) => isMissing(one) || one.item !== undefined).map((one) => [key, one] as const),
  );
  const items = picks.filter(([, { item }]) => item !== undefined);
  const missing = choices
    .map(({ key }) => picks.find(([of, one]) => of === key && isMissing(one)))
    .filter((pick) => pick !== undefined);
  // `a ?? b` fails only if both are missing.
  const together = [missing, ...items.map((item) => [item, ...missing])];
  const found = [...picks.map((pick) => [pick]), ...together.filter(({ length }) => length > 1)].find(
    dropsWith,
  );
  return found && choices.find(({ key }) => key === found[0]?.[0]);
}

function choiceFor(unknown: Unknown, evaluation: Evaluation, mode: CaseMode): Choice | undefined {
  const { origin } = unknown;
  if (origin === undefined || evaluation.assignment.has(origin)) return undefined;
  if (origin.startsWith("loop:")) return nextSplit([unknown], evaluation, mode);
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

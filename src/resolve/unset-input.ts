import { NOT_SET, SET } from "../model/assumption.ts";
import { NULL, type Unknown, unknown, type Value } from "../pebble/index.ts";
import type { Choice } from "./choice.ts";
import { Evaluation } from "./evaluation.ts";
import type { Input } from "./input.ts";
import { isEnabled } from "./input-enabled.ts";

/**
 * The choice between an input without a value and one with any value. Opened only if an expression fails without a
 * value, because Kestra then drops a side of the declaration.
 *
 * @param unknowns of the open parts of the declaration
 * @param drops whether an evaluation drops a side that is kept otherwise
 */
export function unsetChoice(
  unknowns: Iterable<Unknown>,
  evaluation: Evaluation,
  drops: (evaluation: Evaluation) => boolean,
): Choice | undefined {
  const { assignment, context, loops } = evaluation;
  for (const origin of new Set([...unknowns].map((unknown) => unknown.origin))) {
    const input = context.inputs.find(({ id }) => `input:${id}` === origin);
    if (input === undefined || origin === undefined || assignment.has(origin)) continue;
    const missing = missingValues(input, evaluation);
    const isDropped = missing.some((value) =>
      drops(new Evaluation(context, new Map([...assignment, [origin, { value }]]), loops)),
    );
    if (!isDropped) continue;
    const variable = `inputs.${input.id}`;
    const given = unknown(`${variable} is set at the start of an execution`);
    return {
      key: origin,
      alternatives: [
        { value: given, assumption: { kind: "choice", variable, value: SET } },
        ...missing.map((value) => ({
          value,
          assumption: { kind: "choice" as const, variable, value: NOT_SET },
          ...(value === "absent" && { disabled: true as const }),
        })),
      ],
      exhaustive: true,
    };
  }
  return undefined;
}

/** The values of an input for which an execution has none: null if it is optional, undefined if it may be disabled. */
function missingValues(input: Input, evaluation: Evaluation): (Value | "absent")[] {
  return [
    ...(!input.required && input.defaults === undefined ? [NULL] : []),
    ...(isEnabled(input, evaluation).kind === "open" ? (["absent"] as const) : []),
  ];
}

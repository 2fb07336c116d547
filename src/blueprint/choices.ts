import { type GivenArguments, isList } from "./argument-values.ts";
import type { Blueprint, BlueprintArgument } from "./read-blueprint.ts";

/** Arguments for the renderings of a blueprint. */
export interface ArgumentChoices {
  readonly given: readonly GivenArguments[];
  /** The arguments with several values: the choices. */
  readonly chosen: readonly string[];
}

/** Renderings of one blueprint. Together they contain each value of each argument. */
const MOST = 64;

/**
 * The combinations of the values of all arguments: each value of a SELECT, both values of a BOOL, each single value of a
 * MULTISELECT and all together. Beyond 64 combinations, each value occurs in at least one. Other arguments have their
 * default or a sample.
 */
export function argumentChoices({ arguments: all }: Blueprint, sampleOf = sample): ArgumentChoices {
  const offered = all.map((argument) => ({ id: argument.id, values: valuesOf(argument, sampleOf) }));
  const combinations = offered.reduce((product, { values }) => Math.min(product * values.length, MOST), 1);
  const longest = offered.reduce((most, { values }) => Math.max(most, values.length), 1);
  const each = Array.from({ length: Math.min(longest, MOST) }, (_, row) =>
    offered.map(({ values }) => row % values.length),
  );
  const rows = new Map(
    [...each, ...product(offered.map(({ values }) => values.length))].map((row) => [row.join(), row]),
  );
  return {
    given: [...rows.values()].slice(0, Math.max(combinations, each.length)).map(
      (row) =>
        new Map(
          offered.flatMap(({ id, values }, at) => {
            const texts = values[row[at] ?? 0];
            return texts === undefined ? [] : [[id, texts] as const];
          }),
        ),
    ),
    chosen: offered.filter(({ values }) => values.length > 1).map(({ id }) => id),
  };
}

/** The first combinations, as positions of values. */
function product(lengths: readonly number[]): number[][] {
  return Array.from({ length: MOST }, (_, number) => {
    let rest = number;
    return lengths.map((length) => {
      const position = rest % length;
      rest = Math.floor(rest / length);
      return position;
    });
  });
}

/** The possible texts of an argument; undefined stands for its default. */
function valuesOf(
  argument: BlueprintArgument,
  sampleOf: (argument: BlueprintArgument) => readonly string[] | undefined,
): readonly (readonly string[] | undefined)[] {
  const { type, values = [], required, defaults } = argument;
  if (type === "BOOL" || type === "BOOLEAN") return [["true"], ["false"]];
  if (values.length > 0) {
    const single = values.map((value) => [value]);
    return isList(argument) && values.length > 1 ? [...single, values] : single;
  }
  return [defaults !== undefined || !required ? undefined : sampleOf(argument)];
}

const SAMPLES: Readonly<Record<string, string>> = {
  INT: "1",
  FLOAT: "1.5",
  DATE: "2026-01-31",
  TIME: "10:30:00",
  DATETIME: "2026-01-31T10:30:00Z",
  DURATION: "PT1H",
  EMAIL: "team@example.com",
  JSON: "{}",
};

/** A plain text: its own name. */
function sample({ id, type }: BlueprintArgument): readonly string[] {
  return [SAMPLES[type] ?? id];
}

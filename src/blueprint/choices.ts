import { type GivenArguments, isList } from "./argument-values.ts";
import type { Blueprint, BlueprintArgument } from "./read-blueprint.ts";

/** Arguments for the renderings of a blueprint. */
export interface ArgumentChoices {
  readonly given: readonly GivenArguments[];
  /** The number of all combinations. */
  readonly possible: number;
  /** The arguments with several values: the choices. */
  readonly chosen: readonly BlueprintArgument[];
}

/** Renderings of one blueprint. Together they contain each of the first 64 values of each argument. */
const MAX_RENDERINGS = 64;

/** The texts of an argument without offered values; undefined when there are none. */
export type FindTexts = (argument: BlueprintArgument) => readonly string[] | undefined;

/**
 * The combinations of the values of all arguments: each value of a SELECT, both values of a BOOL, and the values of a
 * MULTISELECT, all together and each alone. Beyond 64 combinations, each value occurs in at least one. Other arguments
 * have their default or a sample.
 *
 * @param pinned texts that replace all values of an argument
 */
export function argumentChoices(
  { arguments: all }: Blueprint,
  pinned: FindTexts = () => undefined,
  sampleOf: FindTexts = sample,
): ArgumentChoices {
  const offered = all.map((argument) => {
    const own = pinned(argument);
    return { argument, values: own === undefined ? valuesOf(argument, sampleOf) : [own] };
  });
  const lengths = offered.map(({ values }) => values.length);
  const possible = lengths.reduce((product, length) => product * length, 1);
  const longest = Math.min(Math.max(1, ...lengths), MAX_RENDERINGS);
  const cycled = Array.from({ length: longest }, (_, row) => lengths.map((length) => row % length));
  const rows = new Map([...cycled, ...product(lengths)].map((row) => [row.join(), row]));
  const given = [...rows.values()].slice(0, Math.min(possible, MAX_RENDERINGS)).map(
    (row) =>
      new Map(
        offered.flatMap(({ argument: { id }, values }, at) => {
          const texts = values[row[at] ?? 0];
          return texts === undefined ? [] : [[id, texts] as const];
        }),
      ),
  );
  return {
    given,
    possible,
    chosen: offered.flatMap(({ argument, values }) => (values.length > 1 ? [argument] : [])),
  };
}

/** The first combinations, as positions of values. */
function product(lengths: readonly number[]): number[][] {
  return Array.from({ length: MAX_RENDERINGS }, (_, number) => {
    let rest = number;
    return lengths.map((length) => {
      const position = rest % length;
      rest = Math.floor(rest / length);
      return position;
    });
  });
}

/** The possible texts of an argument; undefined means its default. */
function valuesOf(
  argument: BlueprintArgument,
  sampleOf: FindTexts,
): readonly (readonly string[] | undefined)[] {
  const { type, values = [], required, defaults } = argument;
  if (type === "BOOL" || type === "BOOLEAN") return [["true"], ["false"]];
  if (values.length > 0) {
    const single = values.map((value) => [value]);
    return isList(argument) && values.length > 1 ? [values, ...single] : single;
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

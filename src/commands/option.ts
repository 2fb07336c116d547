import { kestraRelease, lineOfRelease } from "../config/config.ts";
import type { KestraLine } from "../model/model.ts";

/** A value that an option does not take; the message gives the remedy. */
export class OptionValueError extends Error {}

/** One option of a command, for `--help`, parsing and completion. */
export interface Option<Value> {
  /** `-o, --output <file>`, in commander's syntax. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: Value;
  /** Heading of the option in `--help`. */
  readonly group?: string;
  /**
   * The value of one occurrence. Throws an OptionValueError with the remedy.
   *
   * @param before value of earlier occurrences
   */
  parse?(text: string, before: Value | undefined): Value;
}

/** The options of one command by the name of their property. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** The same options under a heading of `--help`. */
export function optionGroup<Table extends OptionTable>(group: string, table: Table): Table {
  return Object.fromEntries(
    Object.entries(table).map(([name, option]) => [name, { ...option, group }]),
  ) as unknown as Table;
}

/** The parsed values of a table of options. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]?: Table[Name] extends Option<infer Value> ? Value : never;
};

/** A switch. `--no-x` is the switch `x` with the default true. */
export function flag(flags: string, description: string): Option<boolean> {
  return { flags, description };
}

export function text(flags: string, description: string): Option<string> {
  return { flags, description };
}

export function oneOf<const Choice extends string>(
  flags: string,
  description: string,
  choices: readonly Choice[],
  initial?: Choice,
): Option<Choice> {
  return { flags, description, choices, ...(initial !== undefined && { default: initial }) };
}

/** Every occurrence, each one of the choices. */
export function someOf<const Choice extends string>(
  flags: string,
  description: string,
  choices: readonly Choice[],
): Option<readonly Choice[]> {
  return {
    ...{ flags, description, choices },
    parse(value, before) {
      const choice = choices.find((candidate) => candidate === value);
      if (choice === undefined) throw new OptionValueError(`Allowed choices are ${choices.join(", ")}.`);
      return [...(before ?? []), choice];
    },
  };
}

/** Every occurrence, in order. */
export function listOption(flags: string, description: string): Option<readonly string[]> {
  return { flags, description, parse: (value, before) => [...(before ?? []), value] };
}

/** `key=value`, repeatable. */
export function pairs(flags: string, description: string): Option<Readonly<Record<string, string>>> {
  return {
    flags,
    description,
    parse(value, before) {
      const at = value.indexOf("=");
      if (at < 1) throw new OptionValueError('Write a name, "=" and a value.');
      return { ...before, [value.slice(0, at)]: value.slice(at + 1) };
    },
  };
}

/** `key=value`, where a repeated key has several values. */
export function listPairs(
  flags: string,
  description: string,
): Option<ReadonlyMap<string, readonly string[]>> {
  return {
    flags,
    description,
    parse(value, before = new Map()) {
      const at = value.indexOf("=");
      if (at < 1) throw new OptionValueError('Write a name, "=" and a value.');
      const key = value.slice(0, at);
      return new Map([...before, [key, [...(before.get(key) ?? []), value.slice(at + 1)]]]);
    },
  };
}

/** A whole number from 0. */
export function wholeNumber(flags: string, description: string): Option<number> {
  return { flags, description, parse: toWholeNumber };
}

/** A whole number from 1. */
export function positiveNumber(flags: string, description: string): Option<number> {
  return {
    flags,
    description,
    parse(value) {
      const number = toWholeNumber(value);
      if (number === 0) throw new OptionValueError("Write a whole number, 1 or more.");
      return number;
    },
  };
}

function toWholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new OptionValueError("Write a whole number, 0 or more.");
  return Number(value);
}

/** A tenant in Kestra's syntax. */
export function tenantName(flags: string, description: string): Option<string> {
  return {
    flags,
    description,
    parse(value) {
      if (/^[a-z0-9][a-z0-9_-]*$/.test(value)) return value;
      throw new OptionValueError(
        'Lower-case letters, digits, "_" and "-", beginning with a letter or digit.',
      );
    },
  };
}

/** The line of a Kestra release. */
export function kestraLine(flags: string, description: string): Option<KestraLine> {
  return {
    flags,
    description,
    parse(value) {
      const release = kestraRelease(value);
      if (release === undefined) throw new OptionValueError("Write 1.2, 1.3, 1.x, 2.0 or 2.x.");
      return lineOfRelease(release);
    },
  };
}

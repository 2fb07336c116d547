import { AssetsError } from "../util/errors.ts";
import { quotedList } from "../util/text.ts";
import type { Blueprint, BlueprintArgument } from "./read-blueprint.ts";

/** Texts of the command line by argument; lists repeat the option. */
export type GivenArguments = ReadonlyMap<string, readonly string[]>;

/** The arguments without a given value or a default. */
export function missingArguments(
  { arguments: all }: Blueprint,
  given: GivenArguments,
): readonly BlueprintArgument[] {
  return all.filter(({ id, required, defaults }) => required && defaults === undefined && !given.has(id));
}

/**
 * The values of all arguments as the template sees them: a BOOL is a Boolean, because the text "false" is true in
 * Pebble. Throws an AssetsError for an unknown or missing argument, and for a value against its type or `values`.
 */
export function argumentValues(blueprint: Blueprint, given: GivenArguments): Map<string, unknown> {
  const known = new Set(blueprint.arguments.map(({ id }) => id));
  const unknown = [...given.keys()].find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new AssetsError(`the blueprint "${blueprint.source.file}" has no argument "${unknown}"`, {
      hint: known.size === 0 ? "It has no arguments." : `It has ${quotedList([...known])}.`,
    });
  }
  const [missing] = missingArguments(blueprint, given);
  if (missing !== undefined) {
    throw new AssetsError(`the argument "${missing.id}" of the blueprint is missing`, {
      hint: `Set it with --arg ${missing.id}=<value>${missing.values ? `: ${quotedList(missing.values, "or")}` : ""}.`,
    });
  }
  return new Map(
    blueprint.arguments.map((argument) => {
      const texts = given.get(argument.id);
      if (texts !== undefined) return [argument.id, argumentValue(argument, texts)];
      return [argument.id, argument.defaults === undefined ? null : defaultOf(argument)];
    }),
  );
}

function defaultOf(argument: BlueprintArgument): unknown {
  const { defaults } = argument;
  if (Array.isArray(defaults) || typeof defaults === "object") return defaults;
  return argumentValue(argument, [String(defaults)]);
}

/** Whether an argument takes several values. */
export function isList({ type }: Pick<BlueprintArgument, "type">): boolean {
  return type === "MULTISELECT" || type === "ARRAY";
}

/** The value of one argument. Throws an AssetsError for a value against its type or `values`. */
export function argumentValue(argument: BlueprintArgument, texts: readonly string[]): unknown {
  const { id, type, values, allowCustomValue } = argument;
  const offered = values !== undefined && !allowCustomValue;
  const unlisted = offered ? texts.find((text) => !values.includes(text)) : undefined;
  if (offered && unlisted !== undefined) {
    throw new AssetsError(`"${unlisted}" is not among the values of the argument "${id}"`, {
      hint: `Use ${quotedList(values, "or")}.`,
    });
  }
  const [only = "", another] = texts;
  if (isList(argument)) return texts;
  if (another !== undefined) {
    throw new AssetsError(`the argument "${id}" of type ${type} has several values`, {
      hint: `Set --arg ${id}=<value> once; only MULTISELECT and ARRAY take several.`,
    });
  }
  const read = READERS[type];
  if (read === undefined) return only;
  const value = read(only);
  if (value === undefined) {
    throw new AssetsError(`"${only}" is not a value of type ${type}, the type of the argument "${id}"`, {
      hint: `Set --arg ${id}=<value> with ${EXAMPLES[type] ?? "a value of this type"}.`,
    });
  }
  return value;
}

/** By type; undefined for a text of another type. Types without an entry are text. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  BOOL: readBoolean,
  BOOLEAN: readBoolean,
  INT: (text) => (/^-?\d{1,18}$/.test(text) ? BigInt(text) : undefined),
  FLOAT: (text) => (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined),
  DATE: matching(/^\d{4}-\d\d-\d\d$/),
  TIME: matching(/^\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/),
  DATETIME: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/),
  DURATION: matching(/^-?P(?=.)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/),
  EMAIL: matching(/^[^@\s]+@[^@\s]+$/),
  JSON: readJson,
};

const EXAMPLES: Readonly<Record<string, string>> = {
  BOOL: "true or false",
  BOOLEAN: "true or false",
  INT: "a whole number",
  FLOAT: "a number",
  DATE: "a date such as 2026-11-27",
  TIME: "a time such as 10:30:00",
  DATETIME: "an instant such as 2026-11-27T10:30:00Z",
  DURATION: "a duration such as PT1H",
  EMAIL: "an email address",
  JSON: "JSON",
};

function readBoolean(text: string): boolean | undefined {
  return text === "true" ? true : text === "false" ? false : undefined;
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text : undefined);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

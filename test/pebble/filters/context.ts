import { jsonText } from "../../../src/pebble/codecs/json-text.ts";
import type { CallContext, FilterDefinition } from "../../../src/pebble/definitions/definition.ts";
import { DEFAULT_LIMITS } from "../../../src/pebble/definitions/limits.ts";
import { applyFilter, applyFunction } from "../../../src/pebble/evaluate/apply.ts";
import { FILTERS } from "../../../src/pebble/filters/index.ts";
import { FUNCTIONS } from "../../../src/pebble/functions/index.ts";
import { Failure } from "../../../src/pebble/values/failure.ts";
import { javaText } from "../../../src/pebble/values/java-text.ts";
import { textWithHoles } from "../../../src/pebble/values/text-with-holes.ts";
import type { Value } from "../../../src/pebble/values/value.ts";

/** The context of a call in the evaluator, with the given variables in scope. */
export function callContext(variables: Readonly<Record<string, Value>> = {}, zoned = true): CallContext {
  return {
    dialect: "2.0",
    limits: DEFAULT_LIMITS,
    timeZone: zoned ? "UTC" : undefined,
    locale: zoned ? "en-US" : undefined,
    variable: (name) => variables[name],
    variables: () => new Map(Object.entries(variables)),
    charge: () => undefined,
    replaceItems: (of, items) => {
      of.items = items;
    },
  };
}

function filterNamed(name: string): FilterDefinition {
  const found = FILTERS.find((filter) => filter.name === name);
  if (found === undefined) throw new Error(`unknown filter ${name}`);
  return found;
}

/** Applies a filter by name, like the evaluator. */
export function filtered(
  name: string,
  input: Value,
  args: readonly (Value | undefined)[] = [],
  zoned = true,
): Value {
  return applyFilter(filterNamed(name), input, args, callContext({}, zoned));
}

/** Calls a function by name, like the evaluator. */
export function called(
  name: string,
  args: readonly (Value | undefined)[] = [],
  variables: Readonly<Record<string, Value>> = {},
): Value {
  const found = FUNCTIONS.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`unknown function ${name}`);
  return applyFunction(found, args, callContext(variables));
}

/**
 * The output of a value in `{{ }}`: holes as `*`, words as `+`, unknown values as `<reason>`, errors as `error:
 * message`.
 */
export function shown(action: () => Value): string {
  let value: Value;
  try {
    value = action();
  } catch (error) {
    if (error instanceof Failure) return `error: ${error.message}`;
    throw error;
  }
  switch (value.kind) {
    case "null":
      return "null";
    case "unknown":
      return `<${value.reason}>`;
    case "text":
      return value.parts.map((part) => (typeof part === "string" ? part : part.word ? "+" : "*")).join("");
    case "list":
    case "array":
    case "set":
    case "values":
      return `[${value.items.map((item) => shown(() => item)).join(", ")}]`;
    case "map":
      return jsonText(value);
    default:
      return javaText(value);
  }
}

/** Text with holes from a notation: `*` is a hole, `+` a word. */
export function parseNotation(picture: string, hole: Value, word: Value): Value {
  if (hole.kind !== "unknown" || word.kind !== "unknown") throw new Error("holes must be unknown");
  return textWithHoles(
    picture
      .split(/([*+])/)
      .filter((part) => part !== "")
      .map((part) => (part === "*" ? hole : part === "+" ? word : part)),
  );
}

import type { Passed, PassedValues } from "../model/links.ts";
import { textWithHoles, toData, unknown, type Value } from "../pebble/index.ts";
import type { Input } from "./input.ts";
import { convertGiven } from "./input-value.ts";
import { valueOfPassed } from "./passed-value.ts";

/** Values of inputs by their ids. */
export type InputArguments = ReadonlyMap<string, Value>;

/** The given values of the inputs of a flow, converted to their types. */
export function argumentsFor(inputs: readonly Input[], given: PassedValues): InputArguments {
  const found = new Map<string, Value>();
  for (const input of inputs) {
    const passed = passedFor(input.id, given);
    if (passed !== undefined) found.set(input.id, argumentValue(input, passed));
  }
  return found;
}

/** `a.b` is given under that name, or as `b` in a mapping `a`. */
export function passedFor(id: string, given: PassedValues): Passed | undefined {
  if (Object.hasOwn(given, id)) return given[id];
  for (let dot = id.indexOf("."); dot > 0; dot = id.indexOf(".", dot + 1)) {
    const outer = Object.hasOwn(given, id.slice(0, dot)) ? given[id.slice(0, dot)] : undefined;
    if (outer === undefined) continue;
    if (!("value" in outer)) return outer;
    const inner = outer.value;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return undefined;
    const values = Object.entries(inner).map(([key, value]) => [key, { value }] as const);
    return passedFor(id.slice(dot + 1), Object.fromEntries(values));
  }
  return undefined;
}

function argumentValue(input: Input, passed: Passed): Value {
  const name = `inputs.${input.id}`;
  const value = valueOfPassed(passed, name);
  if (value.kind === "unknown") return value;
  // Text with holes is text for certain; another type is known once the whole text is.
  if (value.kind === "text")
    return AS_TEXT.has(input.type) ? value : unknown(`${name} is known only at run time`);
  const converted = convertGiven(input, toData(value));
  if (converted.kind === "known") return converted.value;
  return converted.kind === "holes" ? textWithHoles(converted.parts) : unknown(converted.reason);
}

const AS_TEXT: ReadonlySet<string> = new Set(["STRING", "SELECT", "ENUM", "EMAIL", "URI"]);

import { compileRegex, matchesWhole } from "../java/regex/regex.ts";
import { toData, type Value } from "../pebble/index.ts";
import type { InputLimit, TypedInput } from "./input.ts";
import { shorten } from "./shorten.ts";
import { durationSeconds, isoInstant, isoTime } from "./time-values.ts";

/**
 * The reason why Kestra refuses a value of the right type: the bounds, the pattern or the format of the input. Bounds
 * that are expressions are not checked. Source: `validate` of Kestra's classes in io.kestra.core.models.flows.input.
 *
 * @param value a value of the input's type, as `convertText` returns it
 * @param text the value as given, for the message
 */
export function constraintProblem(input: TypedInput, value: Value, text: string): string | undefined {
  const data = toData(value);
  switch (input.type) {
    case "INT":
    case "FLOAT":
      return outside(input, data, text, ["min", "max"], numberOf);
    case "DURATION":
      return outside(input, data, text, ["min", "max"], durationSeconds);
    case "DATE":
      return outside(input, data, text, ["after", "before"], (bound) => bound);
    case "TIME":
      return outside(input, data, text, ["after", "before"], isoTime);
    case "DATETIME":
      return outside(input, data, text, ["after", "before"], isoInstant);
    case "STRING": {
      const pattern = input.limits.validator;
      if (pattern === undefined || matches(pattern, text)) return undefined;
      return `"${shorten(text)}" does not match the "validator" ${shorten(pattern)}`;
    }
    case "EMAIL":
      return EMAIL.test(text) ? undefined : `"${shorten(text)}" is not an EMAIL`;
    case "URI":
      return ABSOLUTE_URI.test(text) ? undefined : `"${shorten(text)}" is not a URI with a scheme`;
    default:
      return undefined;
  }
}

/** Source: Kestra's EmailInput, with its typographic apostrophe. */
const EMAIL = /^$|^[a-zA-Z0-9_!#$%&’*+/=?`{|}~^.-]+@[a-zA-Z0-9.-]+$/;
/** The characters that java.net.URI accepts. */
const ABSOLUTE_URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/;

/** Both bounds belong to the range. */
function outside<T extends number | string>(
  input: TypedInput,
  value: unknown,
  text: string,
  [least, most]: readonly [InputLimit, InputLimit],
  boundOf: (text: string) => T | undefined,
): string | undefined {
  const comparable = (bound: T | undefined): bound is T => typeof bound === typeof value;
  const { [least]: low, [most]: high } = input.limits;
  const from = low === undefined ? undefined : boundOf(low);
  if (comparable(from) && isBefore(value, from)) return `"${shorten(text)}" is outside "${least}: ${low}"`;
  const to = high === undefined ? undefined : boundOf(high);
  if (comparable(to) && isBefore(to, value)) return `"${shorten(text)}" is outside "${most}: ${high}"`;
  return undefined;
}

function isBefore(one: unknown, other: unknown): boolean {
  return typeof one === "number" && typeof other === "number"
    ? one < other
    : typeof one === "string" && typeof other === "string" && one < other;
}

function numberOf(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** True for a pattern that cannot be decided here. */
function matches(pattern: string, text: string): boolean {
  try {
    return matchesWhole(compileRegex(pattern), text, { left: MATCH_STEPS });
  } catch {
    return true;
  }
}

const MATCH_STEPS = 100_000;

import { Failure } from "../values/failure.ts";
import { findUnknown, unknown } from "../values/unknown.ts";
import type { Value } from "../values/value.ts";
import { parseJson as readJson } from "./json-parse.ts";
import { jsonText } from "./json-text.ts";

/**
 * JSON as Kestra's Jackson reads it (see `json-parse.ts`); undefined for text that is not JSON, and
 * unknown for JSON too deep or too large to be read here.
 */
export function tryParseJson(text: string): Value | undefined {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof Failure) return error.kind === "limit" ? unknown(error.message) : undefined;
    throw error;
  }
}

/** Compact JSON as Kestra prints it; undefined when any part of the value is unknown. */
export function printJson(value: Value): string | undefined {
  return findUnknown(value) === undefined ? jsonText(value) : undefined;
}

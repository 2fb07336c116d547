import {
  fromData,
  type Rendered,
  render,
  type Unknown,
  unknown,
  type Value,
} from "../../src/pebble/index.ts";

export type Dialect = "2.0" | "1.x";

/** Variables from plain data, which can contain unknowns. */
export function variables(data: Readonly<Record<string, unknown>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, fromData(value)]));
}

/** A short form of a rendering: its text with `*` for a hole and `+` for a word, or `error: ...`. */
export function rendered(
  template: string,
  data: Readonly<Record<string, unknown>> = {},
  dialect: Dialect = "2.0",
): string {
  return short(render(template, { variables: variables(data), dialect }));
}

export function short(result: Rendered): string {
  switch (result.kind) {
    case "known":
      return result.text;
    case "holes":
      return result.parts.map((part) => (typeof part === "string" ? part : part.word ? "+" : "*")).join("");
    case "error":
      return `error: ${result.error.message}`;
  }
}

/** An unknown that is not null or undefined. */
export const anything: Unknown = unknown("known only at run time");
export const word: Unknown = unknown("an identifier made at run time", { word: true });
export const maybeNull: Unknown = unknown("may be null", { maybeNull: true });
export const maybeMissing: Unknown = unknown("may be undefined", { maybeNull: true, maybeUndefined: true });

import type { Value } from "../values/value.ts";

/**
 * Variables created on first use: most templates use one of about twenty. A list among them must be made by
 * `givenList`, or before any rendering begins.
 */
export abstract class LazyVariables {
  /** The variable of a name, always the same instance; undefined if there is none. */
  abstract variable(name: string): Value | undefined;
  /** All variables by name, for a template that uses all of them. */
  abstract all(): Readonly<Record<string, Value>>;
}

/** The variables that a caller can pass to a template. */
export type GivenVariables = Readonly<Record<string, Value>> | LazyVariables;

export function givenVariable(given: GivenVariables, name: string): Value | undefined {
  if (given instanceof LazyVariables) return given.variable(name);
  return Object.hasOwn(given, name) ? given[name] : undefined;
}

export function allGiven(given: GivenVariables): Readonly<Record<string, Value>> {
  return given instanceof LazyVariables ? given.all() : given;
}

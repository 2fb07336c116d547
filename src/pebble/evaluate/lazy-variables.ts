import type { Value } from "../values/value.ts";

/**
 * Variables of which each is made when a template asks for it: most templates ask for one of some twenty. A list among
 * them must be made by `givenList`, or before any rendering begins.
 */
export abstract class LazyVariables {
  /** The variable of a name, the same one each time; undefined when there is none. */
  abstract variable(name: string): Value | undefined;
  /** Every variable by name, for a template that asks for all. */
  abstract all(): Readonly<Record<string, Value>>;
}

/** What a template can be given. */
export type GivenVariables = Readonly<Record<string, Value>> | LazyVariables;

export function givenVariable(given: GivenVariables, name: string): Value | undefined {
  if (given instanceof LazyVariables) return given.variable(name);
  return Object.hasOwn(given, name) ? given[name] : undefined;
}

export function allGiven(given: GivenVariables): Readonly<Record<string, Value>> {
  return given instanceof LazyVariables ? given.all() : given;
}

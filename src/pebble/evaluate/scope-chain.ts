import { joinValues } from "../values/join.ts";
import { derived } from "../values/unknown.ts";
import type { Unknown, Value } from "../values/value.ts";
import { allGiven, type GivenVariables, givenVariable } from "./lazy-variables.ts";

/** One scope of variables. The chain ends at the variables the template was given, or at a macro's own scope. */
export interface VariableScope {
  readonly variables: Map<string, Value>;
  /** The given variables; only at the end of the chain. Values of `set` that override them are in `variables`. */
  readonly given?: GivenVariables;
  /** Absent at the end of the chain; a macro has no access to outer scopes. */
  readonly parent?: VariableScope;
}

export function baseFrame(given: GivenVariables): VariableScope {
  return { variables: new Map(), given };
}
export function innerFrame(parent: VariableScope): VariableScope {
  return { variables: new Map(), parent };
}

/** The value of a variable as the template sees it. A null in an inner scope does not hide an outer value. */
export function lookUp(frame: VariableScope | undefined, name: string): Value | undefined {
  if (frame === undefined) return undefined;
  const own = ownValue(frame, name);
  if (own === undefined) return lookUp(frame.parent, name);
  if (frame.parent === undefined) return own;
  if (own.kind === "null") return lookUp(frame.parent, name) ?? own;
  if (own.kind !== "unknown" || !(own.maybeNull || own.maybeUndefined)) return own;
  const outer = lookUp(frame.parent, name);
  if (outer === undefined || (outer.kind === "null" && !own.maybeUndefined)) return own;
  const joined = joinValues(own, outer, own);
  if (joined.kind !== "unknown" || !own.maybeUndefined || !isMaybeUndefined(outer)) return joined;
  return { ...joined, maybeUndefined: true };
}

function isMaybeUndefined(value: Value | undefined): value is Unknown {
  return value?.kind === "unknown" && value.maybeUndefined;
}

function ownValue(frame: VariableScope, name: string): Value | undefined {
  const set = frame.variables.get(name);
  if (set !== undefined || frame.given === undefined) return set;
  return givenVariable(frame.given, name);
}

/** `set`: assigns in the nearest scope that has the name, else in the innermost one. */
export function assign(frame: VariableScope, name: string, value: Value): void {
  const holder = holderOf(frame, name) ?? frame;
  const before = ownValue(holder, name);
  if (holder === frame || !isMaybeUndefined(before)) {
    holder.variables.set(name, value);
    return;
  }
  // The branch assigns an outer or a local variable: the value is known from here on and uncertain outside.
  forget(frame, name, before);
  frame.variables.set(name, value);
}

function holderOf(frame: VariableScope | undefined, name: string): VariableScope | undefined {
  if (frame === undefined || ownValue(frame, name) !== undefined) return frame;
  return holderOf(frame.parent, name);
}

/** Assigns an unknown to an existing variable; a missing one stays missing. */
export function forget(frame: VariableScope, name: string, cause: Unknown): void {
  for (let at = holderOf(frame, name); at !== undefined; at = holderOf(at.parent, name)) {
    const maybeUndefined = isMaybeUndefined(ownValue(at, name));
    at.variables.set(name, { ...derived(cause, { maybeNull: true }), maybeUndefined });
    if (!maybeUndefined) return;
  }
}

/** A copy whose variables change independently. */
export function copyChain(frame: VariableScope): VariableScope {
  return {
    variables: new Map(frame.variables),
    ...(frame.given === undefined ? {} : { given: frame.given }),
    ...(frame.parent === undefined ? {} : { parent: copyChain(frame.parent) }),
  };
}

/** Sets the variables of a chain to those of a copy of it. */
export function adopt(frame: VariableScope, copy: VariableScope): void {
  frame.variables.clear();
  for (const [name, value] of copy.variables) frame.variables.set(name, value);
  if (frame.parent !== undefined && copy.parent !== undefined) adopt(frame.parent, copy.parent);
}

/** Sets the variables of a chain to what holds after either of two branches, run on copies of it. */
export function adoptEither(frame: VariableScope, a: VariableScope, b: VariableScope, cause: Unknown): void {
  for (const name of new Set([...a.variables.keys(), ...b.variables.keys()])) {
    frame.variables.set(name, either(ownValue(a, name), ownValue(b, name), cause));
  }
  if (frame.parent !== undefined && a.parent !== undefined && b.parent !== undefined) {
    adoptEither(frame.parent, a.parent, b.parent, cause);
  }
}

function either(a: Value | undefined, b: Value | undefined, cause: Unknown): Value {
  if (a === undefined || b === undefined)
    return { ...derived(cause, { maybeNull: true }), maybeUndefined: true };
  const joined = joinValues(a, b, cause);
  const maybeUndefined =
    (a.kind === "unknown" && a.maybeUndefined) || (b.kind === "unknown" && b.maybeUndefined);
  return joined.kind === "unknown" && maybeUndefined ? { ...joined, maybeUndefined } : joined;
}

/** Every variable in sight, for a template rendered inside this one. */
export function flattenScopes(frame: VariableScope): VariableScope {
  const variables = new Map<string, Value>();
  let given: GivenVariables = {};
  for (let at: VariableScope | undefined = frame; at !== undefined; at = at.parent) {
    for (const name of at.variables.keys()) {
      const value = variables.has(name) ? undefined : lookUp(frame, name);
      if (value !== undefined) variables.set(name, value);
    }
    given = at.given ?? given;
  }
  return { variables, given };
}

/** Every variable in sight, by name. */
export function allVariables(frame: VariableScope): ReadonlyMap<string, Value> {
  const { variables, given } = flattenScopes(frame);
  return new Map([...Object.entries(allGiven(given ?? {})), ...variables]);
}

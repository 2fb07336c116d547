import { stepsLeft } from "../../java/budget.ts";
import type { CallContext } from "../definitions/definition.ts";
import type { Limits } from "../definitions/limits.ts";
import type { Dialect } from "../syntax/dialect.ts";
import type { Body, Template } from "../syntax/syntax-tree.ts";
import { Failure, limitExceeded, restated } from "../values/failure.ts";
import { derived, unknown } from "../values/unknown.ts";
import {
  type ArrayValue,
  type ListValue,
  latestAllocation,
  setItems,
  type Unknown,
  type Value,
} from "../values/value.ts";
import type { Output } from "./output-type.ts";
import { allVariables, lookUp, type VariableScope } from "./scope-chain.ts";

/** State shared by all templates of one rendering: counters, and the lists to restore at its end. */
export interface RenderState {
  readonly dialect: Dialect;
  readonly limits: Limits;
  readonly recursive: boolean;
  readonly timeZone: string | undefined;
  readonly locale: string | undefined;
  readonly onUnknown: ((unknown: Unknown) => void) | undefined;
  steps: number;
  depth: number;
  /** Nesting of macro and block calls. */
  calls: number;
  /** Nesting of render() in render(). */
  renderDepth: number;
  /**
   * -1 where what is evaluated certainly happens. In a branch that may not happen: the number of the youngest list
   * made before it. Lists that are not younger must not be changed in place there.
   */
  speculativeSince: number;
  readonly changed: ChangedLists;
  readonly allocatedBefore: number;
}

/** Lists of the caller that were changed in place, with their previous items; absent while there are none. */
export interface ChangedLists {
  before: Map<ListValue | ArrayValue, readonly Value[]> | undefined;
}

/** The evaluation of one template. */
export interface Run extends CallContext {
  readonly state: RenderState;
  readonly template: Template;
  frame: VariableScope;
  /** Set if a value consulted since the last reset may have been undefined; used by `??` and similar operators. */
  maybeMissing: Unknown | undefined;
  readonly execute: (run: Run, body: Body, out: Output) => void;
  readonly renderInside: (run: Run, value: Value, recursive: boolean) => Value;
}

export function createRenderState(
  options: Pick<
    RenderState,
    "dialect" | "limits" | "recursive" | "timeZone" | "locale" | "onUnknown" | "changed"
  >,
): RenderState {
  return {
    dialect: options.dialect,
    limits: withinBudget(options.limits),
    recursive: options.recursive,
    timeZone: options.timeZone,
    locale: options.locale,
    onUnknown: options.onUnknown,
    steps: 0,
    depth: 0,
    calls: 0,
    renderDepth: 0,
    speculativeSince: -1,
    changed: options.changed,
    allocatedBefore: latestAllocation(),
  };
}

/** A rendering may use no more steps than the surrounding work has left. */
function withinBudget(limits: Limits): Limits {
  const steps = stepsLeft();
  return steps < limits.steps ? { ...limits, steps } : limits;
}

type RunParts = Pick<Run, "execute" | "renderInside">;

/** A class, because one is created for every rendered template: closures would be created each time. */
class TemplateRun implements Run {
  readonly execute: RunParts["execute"];
  readonly renderInside: RunParts["renderInside"];
  readonly state: RenderState;
  readonly template: Template;
  frame: VariableScope;
  maybeMissing: Unknown | undefined;

  constructor(state: RenderState, template: Template, frame: VariableScope, parts: RunParts) {
    this.execute = parts.execute;
    this.renderInside = parts.renderInside;
    this.state = state;
    this.template = template;
    this.frame = frame;
    this.maybeMissing = undefined;
  }

  get dialect() {
    return this.state.dialect;
  }
  get limits() {
    return this.state.limits;
  }
  get timeZone() {
    return this.state.timeZone;
  }
  get locale() {
    return this.state.locale;
  }
  variable(name: string): Value | undefined {
    return lookUp(this.frame, name);
  }
  variables(): ReadonlyMap<string, Value> {
    return allVariables(this.frame);
  }
  charge(steps: number): void {
    chargeSteps(this.state, steps);
  }
  replaceItems(of: ListValue | ArrayValue, items: readonly Value[]): void {
    replaceItems(this.state, of, items);
  }
}

export function createRun(
  state: RenderState,
  template: Template,
  frame: VariableScope,
  parts: RunParts,
): Run {
  return new TemplateRun(state, template, frame, parts);
}

export function chargeSteps(state: RenderState, steps: number): void {
  state.steps += steps;
  if (state.steps > state.limits.steps) {
    throw limitExceeded(`the template needs more than ${state.limits.steps} evaluation steps`);
  }
}

/** To be called before each further level of evaluation; the caller decrements `depth` afterwards. */
export function enterLevel(state: RenderState): void {
  state.depth += 1;
  if (state.depth > state.limits.nesting)
    throw limitExceeded(`evaluation is nested deeper than ${state.limits.nesting} levels`);
}

const MAX_CALLS = 40;
/** To be called before a macro or block runs; the caller decrements `calls` afterwards. */
export function enterCall(state: RenderState): void {
  state.calls += 1;
  if (state.calls > MAX_CALLS)
    throw limitExceeded(`macros and blocks call each other deeper than ${MAX_CALLS} levels`);
}

/** The work of going through a value once. */
function costOf(value: Value | undefined): number {
  if (value === undefined) return 0;
  if ("weight" in value) return value.weight;
  return value.kind === "string" ? value.value.length >> 5 : 0;
}

/** Uses the work of going through each of the values once. */
export function chargeValues(run: Run, values: readonly (Value | undefined)[]): void {
  let cost = 0;
  for (const value of values) cost += costOf(value);
  if (cost > 0) run.charge(cost);
}

export function checkSize(state: RenderState, length: number): void {
  if (length > state.limits.outputSize) {
    throw limitExceeded(`the template makes a text of more than ${state.limits.outputSize} characters`);
  }
}

function replaceItems(state: RenderState, of: ListValue | ArrayValue, items: readonly Value[]): void {
  if (state.speculativeSince >= 0 && of.allocation <= state.speculativeSince) {
    throw limitExceeded("a list may be changed in place");
  }
  if (items.some((item) => contains(item, of))) throw limitExceeded("a list is put into itself");
  if (of.allocation <= state.allocatedBefore) {
    state.changed.before ??= new Map();
    if (!state.changed.before.has(of)) state.changed.before.set(of, of.items);
  }
  setItems(of, items);
}

function contains(value: Value, wanted: Value): boolean {
  if (value === wanted) return true;
  switch (value.kind) {
    case "list":
    case "array":
    case "set":
    case "values":
      return value.items.some((item) => contains(item, wanted));
    case "map":
      return [...value.entries.values()].some((item) => contains(item.value, wanted));
    default:
      return false;
  }
}

/** Undoes what templates did to the lists they were given. */
export function restoreLists(changed: ChangedLists): void {
  for (const [list, items] of changed.before ?? []) setItems(list, items);
  changed.before = undefined;
}

/**
 * To be called for every value read from a variable or an attribute: reports an unknown, notes that it may be
 * undefined, and gives it as something that then is defined.
 */
export function consult(run: Run, value: Value): Value {
  if (value.kind !== "unknown") return value;
  run.state.onUnknown?.(value);
  if (!value.maybeUndefined) return value;
  run.maybeMissing ??= value;
  return derived(value, { maybeNull: value.maybeNull, word: value.word });
}

/** The value as it is; an unknown is reported first. */
export function reported(run: Run, value: Value): Value {
  if (value.kind === "unknown") run.state.onUnknown?.(value);
  return value;
}

/** The outcome of an evaluation. `value` is absent if a part of it is certainly undefined. */
export interface Attempt {
  readonly value?: Value;
  /** Set if a part of it may be undefined. */
  readonly maybeMissing: Unknown | undefined;
}

/** Evaluates and catches undefined, as `??`, `default` and `is defined` do; other failures pass through. */
export function attempt(run: Run, evaluation: () => Value): Attempt {
  const { maybeMissing } = run;
  const before = position(run);
  run.maybeMissing = undefined;
  try {
    const value = evaluation();
    return { value, maybeMissing: run.maybeMissing };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === "limit" || error.kind === "syntax") throw error;
    const cause = run.maybeMissing;
    if (error.kind !== "missing" && cause === undefined) throw error;
    Object.assign(run.state, before.counters);
    run.frame = before.frame;
    if (error.kind === "missing") return { maybeMissing: cause };
    // A possible undefined comes before a failure: the failure happens only if the value is defined.
    return { value: derived(cause ?? NOTHING, { maybeNull: true }), maybeMissing: cause };
  } finally {
    run.maybeMissing = maybeMissing;
  }
}

const NOTHING = unknown("nothing is known");

/** Evaluates with undefined values turned into an error that nothing catches. */
export function strictly<T>(run: Run, evaluation: () => T): T {
  const { maybeMissing } = run;
  try {
    return evaluation();
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== "missing") throw error;
    throw restated(error, { kind: "runtime" });
  } finally {
    run.maybeMissing = maybeMissing;
  }
}

function position(run: Run) {
  const { depth, calls, renderDepth } = run.state;
  return { frame: run.frame, counters: { depth, calls, renderDepth } };
}

/** The outcome of a branch that may not run. */
export type UncertainBranch<T> =
  | { readonly ok: true; readonly result: T; readonly maybeMissing: Unknown | undefined }
  | { readonly ok: false; readonly failure: Failure; readonly maybeMissing: Unknown | undefined };

/** Evaluates a branch that may or may not run. */
export function inBranch<T>(run: Run, evaluation: () => T): UncertainBranch<T> {
  const { maybeMissing, state } = run;
  const { speculativeSince } = state;
  const before = position(run);
  run.maybeMissing = undefined;
  state.speculativeSince = latestAllocation();
  try {
    const result = evaluation();
    return { ok: true, result, maybeMissing: run.maybeMissing };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === "limit") throw error;
    Object.assign(state, before.counters);
    run.frame = before.frame;
    return { ok: false, failure: error, maybeMissing: run.maybeMissing };
  } finally {
    run.maybeMissing = maybeMissing;
    state.speculativeSince = speculativeSince;
  }
}

/**
 * Records for the enclosing `??` that a branch may be undefined, or that one of the branches is. Throws if both fail in
 * the same way.
 */
export function noteBranches(run: Run, branches: readonly UncertainBranch<unknown>[], cause: Unknown): void {
  const failures = branches.flatMap((branch) => (branch.ok ? [] : [branch.failure]));
  const [first] = failures;
  for (const branch of branches) noteMissing(run, branch.maybeMissing);
  if (first === undefined) return;
  const open = branches.some((branch) => branch.maybeMissing !== undefined);
  const same =
    failures.length === branches.length && failures.every((failure) => failure.kind === first.kind);
  if (same && (first.kind === "missing" || !open)) throw first;
  if (failures.some((failure) => failure.kind === "missing")) noteMissing(run, cause);
}

/** Records for the enclosing `??` that a value may have been undefined. */
export function noteMissing(run: Run, cause: Unknown | undefined): void {
  if (cause !== undefined) run.maybeMissing ??= cause;
}

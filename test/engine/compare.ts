import type { KestraLine } from "../../src/flows/flow.ts";
import type { DeclaredBundle } from "../../src/model/declared.ts";
import { hiddenSides } from "../../src/model/hidden-sides.ts";
import { idProblem } from "../../src/model/id.ts";
import type { Assumption, Bundle, BundleEntry, Gap, Side } from "../../src/model/model.ts";

/** The emission of the engine for one task run. */
export interface Emit {
  readonly task: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** One execution of the engine. */
export interface Ran {
  readonly line: KestraLine;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly emits: readonly Emit[];
  /** Whether it reached its end. */
  readonly complete: boolean;
  /** The tasks with a run that failed or did not end. */
  readonly unfinished: readonly string[];
}

export interface Ours {
  readonly bundles: readonly DeclaredBundle[];
  readonly gaps: readonly Gap[];
}

/**
 * The differences between our result and one execution of the engine, in words; empty if they agree. They agree if
 * - each emit is one of our bundles, with the same ids, whose assumptions are true of the inputs of the execution,
 * - each of our bundles whose ids are known and whose assumptions are all true was emitted.
 * The second holds for executions and tasks that reached their end only, and for bundles that no branch decides.
 * A gap that hides assets may stand for any ids of its side.
 */
export function differences(ours: Ours, { line, inputs, emits, complete, unfinished }: Ran): string[] {
  const found: string[] = [];
  const has = (of: string, kind: Gap["kind"]) =>
    ours.gaps.some((gap) => gap.task === of && gap.kind === kind);
  const hidden = (of: string) =>
    new Set(ours.gaps.flatMap((gap) => (gap.task === of ? hiddenSides(gap) : [])));
  const accepted = emits.flatMap((emit) => (has(emit.task, "invalid") ? withoutInvalid(emit) : [emit]));
  for (const emit of accepted) {
    const own = ours.bundles.filter(({ task }) => task === emit.task);
    const same = own.filter((bundle) => isBundle(bundle, emit, hidden(emit.task)));
    if (same.length === 0) {
      if (own.length > 0 || !isHidden(emit, hidden(emit.task)))
        found.push(`emitted, but not ours: ${emitLine(emit)}`);
    } else if (!same.some((bundle) => bundle.assumptions.every((assumption) => mayHold(assumption, inputs))))
      found.push(`emitted, but none of our assumptions is true: ${emitLine(emit)}`);
  }
  if (!complete) return found;
  for (const bundle of ours.bundles) {
    const ids = [...bundle.inputs, ...bundle.outputs];
    if (unfinished.includes(bundle.task) || ids.some(({ certainty }) => certainty === "pattern")) continue;
    // 1.3.0 drops both sides where one fails or an output has no type (`faults.engine.ts`).
    const isTyped = bundle.outputs.every(({ claim }) => claim.type !== undefined);
    if (line === "1.x" && (has(bundle.task, "error") || !isTyped)) continue;
    if (!bundle.assumptions.every((assumption) => holds(assumption, inputs))) continue;
    if (!accepted.some((emit) => isBundle(bundle, emit, hidden(bundle.task))))
      found.push(`ours, but not emitted: ${emitLine(idsOf(bundle))}`);
  }
  return found;
}

export function emitLine({ task, inputs, outputs }: Emit): string {
  return `${task}: ${[...inputs].sort().join(", ")} -> ${[...outputs].sort().join(", ")}`;
}

function idsOf({ task, inputs, outputs }: Bundle): Emit {
  return { task, inputs: inputs.map(({ id }) => id), outputs: outputs.map(({ id }) => id) };
}

function isBundle(bundle: Bundle, emit: Emit, hidden: ReadonlySet<Side>): boolean {
  return (
    bundle.task === emit.task &&
    areIds(bundle.inputs, emit.inputs, hidden.has("inputs")) &&
    areIds(bundle.outputs, emit.outputs, hidden.has("outputs"))
  );
}

/** Without the ids that the Enterprise Edition rejects: the open-source worker does not check them. */
function withoutInvalid({ task, inputs, outputs }: Emit): Emit[] {
  const valid = (ids: readonly string[]) => ids.filter((id) => idProblem(id) === undefined);
  const kept = { task, inputs: valid(inputs), outputs: valid(outputs) };
  return kept.inputs.length + kept.outputs.length > 0 ? [kept] : [];
}

/** Whether gaps stand for all ids of an emission. */
function isHidden({ inputs, outputs }: Emit, hidden: ReadonlySet<Side>): boolean {
  return (inputs.length === 0 || hidden.has("inputs")) && (outputs.length === 0 || hidden.has("outputs"));
}

/** Each id is one of the entries, and each entry one of the ids. On a side with a gap, entries may be missing. */
function areIds(entries: readonly BundleEntry[], ids: readonly string[], open: boolean): boolean {
  return (
    (open || ids.every((id) => entries.some((entry) => isId(entry, id)))) &&
    entries.every((entry) => ids.some((id) => isId(entry, id)))
  );
}

function isId({ id, certainty }: BundleEntry, emitted: string): boolean {
  if (certainty !== "pattern") return id === emitted;
  const parts = id.split("*").map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(emitted);
}

/** Branches that a run decides may hold. */
function mayHold(assumption: Assumption, inputs: Readonly<Record<string, unknown>>): boolean {
  return !isOfInput(assumption) || holds(assumption, inputs);
}

type OfInput = Extract<Assumption, { kind: "default" | "choice" | "override" }>;

/** About the inputs of an execution. */
function isOfInput(assumption: Assumption): assumption is OfInput {
  return "variable" in assumption;
}

function holds(assumption: Assumption, inputs: Readonly<Record<string, unknown>>): boolean {
  if (!isOfInput(assumption)) return false;
  const id = /^inputs\.(.*)$/.exec(assumption.variable)?.[1];
  const value = id === undefined ? undefined : inputs[id];
  switch (assumption.kind) {
    case "default":
      return value === undefined || printed(value) === assumption.value;
    case "override":
      return value !== undefined && printed(value) !== assumption.default;
    case "choice":
      if (assumption.includes) return Array.isArray(value) && value.includes(assumption.value);
      if (assumption.value === "(not set)") return value === undefined;
      if (assumption.value === "(set)") return value !== undefined;
      return value !== undefined && printed(value) === assumption.value;
  }
}

function printed(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

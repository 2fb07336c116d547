import type { Assumption, Bundle, BundleEntry, Gap } from "../../src/model/model.ts";

/** The emission of the engine for one task run. */
export interface Emit {
  readonly task: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface Ours {
  readonly bundles: readonly Bundle[];
  readonly gaps: readonly Gap[];
}

/**
 * The differences between our result and one execution of the engine, in words; empty if they agree. They agree if
 * - each emit is one of our bundles, with the same ids, whose assumptions are true of the inputs of the execution,
 * - each of our bundles whose ids are known and whose assumptions are all true was emitted.
 * The second holds for executions that reached their end only (`complete`), and for bundles that no branch decides.
 * A gap may stand for anything.
 */
export function differences(
  ours: Ours,
  emits: readonly Emit[],
  inputs: Readonly<Record<string, unknown>>,
  complete: boolean,
): string[] {
  const found: string[] = [];
  const open = new Set(ours.gaps.map(({ task }) => task));
  for (const emit of emits) {
    const same = ours.bundles.filter((bundle) => isBundle(bundle, emit, open.has(emit.task)));
    if (same.length === 0) {
      if (!open.has(emit.task) || ours.bundles.some(({ task }) => task === emit.task))
        found.push(`emitted, but not ours: ${emitLine(emit)}`);
    } else if (!same.some((bundle) => bundle.assumptions.every((assumption) => mayHold(assumption, inputs))))
      found.push(`emitted, but none of our assumptions is true: ${emitLine(emit)}`);
  }
  if (!complete) return found;
  for (const bundle of ours.bundles) {
    const ids = [...bundle.inputs, ...bundle.outputs];
    if (open.has(bundle.task) || ids.some(({ certainty }) => certainty === "pattern")) continue;
    if (!bundle.assumptions.every((assumption) => holds(assumption, inputs))) continue;
    if (!emits.some((emit) => isBundle(bundle, emit, false)))
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

function isBundle(bundle: Bundle, emit: Emit, open: boolean): boolean {
  return (
    bundle.task === emit.task &&
    areIds(bundle.inputs, emit.inputs, open) &&
    areIds(bundle.outputs, emit.outputs, open)
  );
}

/**
 * Each id is one of the entries, and each entry one of the ids. Where a gap is, ids may be missing here. The expression
 * of a pattern may fail, and with it its whole side (docs/resolution.md#patterns).
 */
function areIds(entries: readonly BundleEntry[], ids: readonly string[], open: boolean): boolean {
  if (ids.length === 0 && entries.some(({ certainty }) => certainty === "pattern")) return true;
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
      return value !== undefined && printed(value) === assumption.value;
  }
}

function printed(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

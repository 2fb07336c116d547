import type { KestraLine } from "../../src/flows/flow.ts";
import type { DeclaredBundle, DeclaredEntry, FlowGap } from "../../src/model/declared.ts";
import { hiddenSides } from "../../src/model/hidden-sides.ts";
import { idProblem } from "../../src/model/id.ts";
import type { Assumption, Bundle, BundleEntry, Gap, Side } from "../../src/model/model.ts";
import { excludesHand, holds, mayHold } from "./assumptions.ts";

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
  readonly gaps: readonly FlowGap[];
}

/**
 * The differences between our result and one execution of the engine, in words; empty if they agree. They agree if
 * - each emit is one of our bundles, with the same ids, whose assumptions are true of the execution, or the side that
 *   a failure without `trigger` leaves (`isLeftByHand`),
 * - each of our bundles whose ids are known and whose assumptions are all true was emitted.
 * The second holds for executions and tasks that reached their end only, and for bundles that no branch decides.
 * A gap that hides assets may stand for any ids of its side. All compared executions are started by hand.
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
    const isTrue = same.some((bundle) =>
      bundle.assumptions.every((assumption) => mayHold(assumption, inputs)),
    );
    if (isTrue || own.some((bundle) => isLeftByHand(bundle, emit, hidden(emit.task), inputs))) continue;
    if (same.length > 0) found.push(`emitted, but none of our assumptions is true: ${emitLine(emit)}`);
    else if (own.length > 0 || !isHidden(emit, hidden(emit.task)))
      found.push(`emitted, but not ours: ${emitLine(emit)}`);
  }
  // In 2.0 such a task fails; under `finally`, the execution then ends without the rest of its list.
  if (!complete || unfinished.some((task) => has(task, "invalid"))) return found;
  for (const bundle of ours.bundles) {
    const ids = [...bundle.inputs, ...bundle.outputs];
    if (unfinished.includes(bundle.task) || ids.some(isPattern)) continue;
    if (line === "1.x" && isLostIn13(bundle, ours)) continue;
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

/** Whether 1.3.0 drops a bundle because one side fails or cannot be read, or an output has no type (`faults.engine.ts`). */
function isLostIn13(bundle: DeclaredBundle, { bundles, gaps }: Ours): boolean {
  return (
    gaps.some(({ task, kind, about }) => task === bundle.task && (kind === "error" || about === "field")) ||
    bundle.outputs.some(({ claim }) => claim.type === undefined) ||
    bundles.some((other) => isRestByHand(other, idsOf(bundle)))
  );
}

/**
 * Whether an emission is the rest of a bundle of starts by a trigger: after a start by hand, the only ids of one side
 * fail, and Kestra drops this side alone (docs/resolution.md#start-of-an-execution).
 */
function isLeftByHand(
  bundle: DeclaredBundle,
  emit: Emit,
  hidden: ReadonlySet<Side>,
  inputs: Ran["inputs"],
): boolean {
  return (
    isRestByHand(bundle, emit, hidden) &&
    SIDES.every((side) => emit[side].length > 0 || needsTrigger(bundle[side])) &&
    bundle.assumptions.every(
      (assumption) =>
        excludesHand(assumption) || isOfStart(assumption, bundle) || mayHold(assumption, inputs),
    )
  );
}

/** Whether an assumption is about an input that a known start sets. */
function isOfStart({ kind }: Assumption, { assumptions }: Bundle): boolean {
  return kind === "choice" && assumptions.some((other) => other.kind === "start");
}

/** Whether an emission is a bundle of starts by a trigger without a side that depends on them. */
function isRestByHand(bundle: DeclaredBundle, emit: Emit, hidden: ReadonlySet<Side> = new Set()): boolean {
  return (
    bundle.assumptions.some(excludesHand) &&
    SIDES.some(
      (side) => bundle[side].some(isOfSomeCases) && isBundle({ ...bundle, [side]: [] }, emit, hidden),
    )
  );
}

const SIDES: readonly Side[] = ["inputs", "outputs"];

function isPattern({ certainty }: BundleEntry): boolean {
  return certainty === "pattern";
}

function isOfSomeCases({ certainty }: BundleEntry): boolean {
  return certainty === "pattern" || certainty === "choice";
}

/**
 * Whether each entry of a list may fail without a trigger: in its id, or in a field, which then stays as written. A type
 * or a namespace does not, so a single entry needs no such field.
 */
function needsTrigger(entries: readonly DeclaredEntry[]): boolean {
  if (entries.length === 1) return entries.every(isOfSomeCases);
  return entries.every(
    (entry) => isPattern(entry) || /\b(?:trigger|schedule|files)\b/.test(JSON.stringify(entry.claim)),
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

function isId(entry: BundleEntry, emitted: string): boolean {
  const { id } = entry;
  if (!isPattern(entry)) return id === emitted;
  const parts = id.split("*").map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(emitted);
}

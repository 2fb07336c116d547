import type { DeclaredEntry } from "../model/declared.ts";
import type { Assumption, Place, Side } from "../model/model.ts";
import type { Unknown } from "../pebble/index.ts";
import type { Choice } from "./choice.ts";
import type { CaseGap } from "./gaps.ts";

/** An entry in one case, as certain as its text is: the choices that its part depends on can make it weaker. */
export interface ResolvedEntry {
  readonly declared: DeclaredEntry;
  readonly side: Side;
  /** Its position in the list of that side. */
  readonly index: number;
}

/** An entry for data instead of an asset: cases with other data are other cases. */
export function dataEntry(data: unknown, place: Place): ResolvedEntry {
  const declared: DeclaredEntry = { id: JSON.stringify(data), certainty: "exact", place, claim: {} };
  return { declared, side: "outputs", index: 0 };
}

/** The part of a declaration that brought an entry, as `Emitted` names it: `inputs:0`. */
export function partOf({ side, index }: Pick<ResolvedEntry, "side" | "index">): string {
  return `${side}:${index}`;
}

/** The side of a part. */
export function sideOf(part: string): string {
  return part.replace(/:.*/, "");
}

export interface Emitted {
  readonly kind: "emits";
  readonly inputs: readonly ResolvedEntry[];
  readonly outputs: readonly ResolvedEntry[];
  /** Assumptions of descriptive fields only; they do not affect the certainty of the ids. */
  readonly descriptiveAssumptions: readonly Assumption[];
  /** The choices that a part depends on (a side as a whole, or one entry of it), besides those that it waited for. */
  readonly dependsOn: ReadonlyMap<string, readonly string[]>;
  /** Parts that fail and thereby drop their side, each with the choices that the failure depends on. Absent: none. */
  readonly dropped?: ReadonlyMap<string, readonly string[]>;
  /** Parts that are patterns, each with its unknowns. Absent: none. */
  readonly open?: ReadonlyMap<string, readonly Unknown[]>;
  readonly gaps: readonly CaseGap[];
}

/** The assets emitted by a reached task in a case. */
export type EmissionOf<E extends Emitted> =
  | E
  /** Open a case for each alternative; `parts` of the declaration wait for it. */
  | { readonly kind: "split"; readonly choice: Choice; readonly parts: readonly string[] };

export type CaseResult = EmissionOf<Emitted>;

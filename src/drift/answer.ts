import type { Asset, Certainty, Gap, Place, TaskId } from "../model/model.ts";
import type { Recorded } from "./recorded.ts";

/** The categories of drift. */
export const DRIFT_CATEGORIES = ["never-recorded", "undeclared", "different", "edges"] as const;
export type DriftCategory = (typeof DRIFT_CATEGORIES)[number];

/** A declared asset without a record. */
export interface DeclaredAsset extends Pick<Asset, "id" | "certainty" | "type" | "external"> {
  /** The tasks that write it, else those that read it; the first in order. */
  readonly by: readonly DeclaredBy[];
}

export interface DeclaredBy extends TaskId {
  readonly place: Place;
}

/** A recorded asset without a declaration. */
export interface UndeclaredAsset {
  readonly id: string;
  readonly type?: string;
  /** Task of a record with the asset; absent for a stored asset without one. */
  readonly by?: TaskId;
  /** The gap of this task that hides the asset. */
  readonly gap?: Gap["kind"];
}

/** A recorded asset with other fields than declared. */
export interface DifferentAsset {
  readonly id: string;
  /** The declared id, if it differs: a pattern or another name. */
  readonly declaredAs?: string;
  readonly by: readonly DeclaredBy[];
  readonly fields: readonly DifferentField[];
}

export interface DifferentField {
  /** `type`, `namespace`, or `metadata.` with a key. */
  readonly field: string;
  /** Absent: not declared. */
  readonly declared?: unknown;
  /** Absent: not recorded. */
  readonly recorded?: unknown;
}

/** A declared edge without a record. */
export interface DeclaredEdge {
  readonly from: string;
  readonly to: string;
  readonly certainty: Certainty;
  readonly by: DeclaredBy;
}

/** A recorded edge without a declaration. */
export interface UndeclaredEdge {
  readonly from: string;
  readonly to: string;
  readonly by: TaskId;
  /** Set if the edge is inferred. */
  readonly inferred?: true;
  /** The gap of this task that hides the edge. */
  readonly gap?: Gap["kind"];
}

/** The lists of an answer; `summary` has their lengths. */
export const DRIFT_LISTS = [
  "neverRecorded",
  "undeclared",
  "different",
  "edgesNeverRecorded",
  "edgesUndeclared",
  "choices",
  "patterns",
  "edgesOfChoices",
] as const;

/** The differences between declarations and records. All lists are sorted by id. */
export interface Drift {
  readonly records: Omit<Recorded, "assets" | "edges"> & { readonly assets: number; readonly edges: number };
  readonly summary: Readonly<Record<(typeof DRIFT_LISTS)[number], number>>;
  readonly neverRecorded: readonly DeclaredAsset[];
  readonly undeclared: readonly UndeclaredAsset[];
  readonly different: readonly DifferentAsset[];
  readonly edgesNeverRecorded: readonly DeclaredEdge[];
  readonly edgesUndeclared: readonly UndeclaredEdge[];
  /** Without a record, but declared only for a choice of an input: no drift. */
  readonly choices: readonly DeclaredAsset[];
  /** Patterns without a matching record: no drift. */
  readonly patterns: readonly DeclaredAsset[];
  /** Edges without a record, with a choice or a pattern at one end: no drift. */
  readonly edgesOfChoices: readonly DeclaredEdge[];
  /** Gaps of the inventory: what they hide seems undeclared. */
  readonly gaps: number;
}

/** Whether this task may have assets without a declaration, and why. */
export type GapOf = (task: TaskId) => Gap["kind"] | undefined;

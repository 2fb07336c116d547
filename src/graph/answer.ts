import type { Asset, Assumption, Certainty, Gap, Place, TaskId } from "../model/model.ts";
import type { PossibleMatch } from "./possible-matches.ts";

/** Answers of queries: plain data, independent of their computation. */

export type Direction = "up" | "down";

/** A task (or trigger) in an answer, with the place of the asset. */
export interface TaskRef extends TaskId {
  readonly trigger?: true;
  readonly taskType: string;
  /** Set for an inferred one. */
  readonly origin?: "inferred";
  /** The part of the task that contains an inferred asset. */
  readonly evidence?: string;
  /** Earlier tasks that pass on the data of the asset. */
  readonly via?: readonly string[];
  readonly place: Place;
}

/** The step to a reached asset. The cases of one declaration are one hop. */
export interface Hop extends TaskRef {
  /** Number of steps from the start if this hop is the last one. */
  readonly distance: number;
  /** The weakest step of the strongest shortest path that ends with this hop. */
  readonly certainty: Certainty;
  /** The input assets of this hop on the side of the start, nearest first. */
  readonly from: readonly string[];
  /** Number of omitted input assets. */
  readonly moreFrom?: number;
  /** Number of cases of the declaration with this step. */
  readonly cases: number;
  /** The assumptions of the strongest case. */
  readonly assumptions: readonly Assumption[];
}

/** A reached asset. */
export interface Reached {
  readonly asset: Asset;
  /** Exact breadth-first distance from the start, in tasks. */
  readonly distance: number;
  /** The weakest step of the strongest shortest path. */
  readonly certainty: Certainty;
  /** All hops to the asset, shortest first. Empty for an asset reached only as `sameAs` of another. */
  readonly hops: readonly Hop[];
  /** Reached assets that may be the same at run time (one of the two is a pattern). */
  readonly sameAs: readonly string[];
  /** How many more there are, where there are more than are listed. */
  readonly moreSameAs?: number;
}

/**
 * A reached task without further assets. Downstream: it reads an asset and writes none. Upstream: it writes an asset
 * and reads none.
 */
export interface WalkEnd extends TaskRef {
  /** One more than the distance of its nearest asset. */
  readonly distance: number;
  readonly certainty: Certainty;
  /** Its assets on the side of the start, nearest first. */
  readonly from: readonly string[];
  /** Its assets on the far side that were already reached: the start, or assets it both reads and writes. */
  readonly back: readonly string[];
  readonly cases: number;
  readonly assumptions: readonly Assumption[];
}

/** Everything upstream or downstream of one asset. */
export interface Walk {
  readonly start: Asset;
  readonly direction: Direction;
  /** Possible matches of the start, whose connections count too. */
  readonly sameAs: readonly string[];
  /** By distance, then id. */
  readonly assets: readonly Reached[];
  /** By distance, then flow and place. */
  readonly ends: readonly WalkEnd[];
  /** Number of assets beyond the requested depth. */
  readonly beyond: number;
}

/** Known gaps of an answer. */
export interface KnownGaps {
  /** Gaps in the flows of the answer. */
  readonly here: readonly Gap[];
  /** Gaps in other flows that may affect the answer. */
  readonly elsewhere: readonly Gap[];
}

/** The impact of one asset. */
export interface Impact {
  readonly asset: Asset;
  readonly sameAs: readonly string[];
  readonly assets: readonly Reached[];
  /** Affected tasks without outputs. */
  readonly consumers: readonly WalkEnd[];
  readonly beyond: number;
  readonly unknown: KnownGaps;
  /** Tables that may be one of these: the impact may continue there. Absent without any. */
  readonly possibleMatches?: readonly PossibleMatch[];
}

/** Upstream and downstream of an asset. A direction that was not requested is absent. */
export interface Lineage {
  readonly asset: Asset;
  readonly up?: Walk;
  readonly down?: Walk;
  readonly unknown: KnownGaps;
  /** Tables that may be one of these. Absent without any. */
  readonly possibleMatches?: readonly PossibleMatch[];
}

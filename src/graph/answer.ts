import type { Asset, Assumption, Certainty, Gap, Place, TaskId } from "../model/model.ts";

/** What queries answer. Plain data: reports print it, nothing else depends on how it was found. */

export type Direction = "up" | "down";

/** A task (or trigger) that an answer names, with the line that names the asset in question. */
export interface TaskRef extends TaskId {
  readonly trigger?: true;
  readonly taskType: string;
  /** Set when it was worked out from what the task does. */
  readonly origin?: "inferred";
  /** The words of the task that name the asset, where it is inferred. */
  readonly evidence?: string;
  /** Tasks before this one that read the asset it comes from and handed it on. */
  readonly via?: readonly string[];
  readonly place: Place;
}

/**
 * The step by which an asset was reached. The cases of one declaration are one hop.
 */
export interface Hop extends TaskRef {
  /** Steps from the start to the reached asset when the last one is this hop. */
  readonly distance: number;
  /** The weakest part of the strongest of the shortest paths that end with this hop. */
  readonly certainty: Certainty;
  /** The assets on the side of the start that lead into this hop, nearest first. */
  readonly from: readonly string[];
  /** How many more there are, where a task reads more than are listed. */
  readonly moreFrom?: number;
  /** How many cases of the declaration make this step. */
  readonly cases: number;
  /** What the strongest of these cases rests on. */
  readonly assumptions: readonly Assumption[];
}

/** An asset that a walk came to. */
export interface Reached {
  readonly asset: Asset;
  /** Exact breadth-first distance from the start, in tasks. */
  readonly distance: number;
  /** The weakest part of the strongest of the shortest paths. */
  readonly certainty: Certainty;
  /** Every step that leads here, shortest first. Empty when the asset was reached only as `sameAs` another. */
  readonly hops: readonly Hop[];
  /** Reached assets that may turn out to be this one at run time (one of the two is a pattern). */
  readonly sameAs: readonly string[];
  /** How many more there are, where there are more than are listed. */
  readonly moreSameAs?: number;
}

/**
 * A task that a walk came to and that leads to no other asset. Downstream: it reads an asset and writes none.
 * Upstream: it writes an asset and reads none.
 */
export interface WalkEnd extends TaskRef {
  /** One more than the distance of the nearest of its assets. */
  readonly distance: number;
  readonly certainty: Certainty;
  /** Its assets on the side of the start, nearest first. */
  readonly from: readonly string[];
  /** Assets on its far side that the walk had already: the start, or those that it both reads and writes. */
  readonly back: readonly string[];
  readonly cases: number;
  readonly assumptions: readonly Assumption[];
}

/** Everything up or down from one asset. */
export interface Walk {
  readonly start: Asset;
  readonly direction: Direction;
  /** Assets that may turn out to be the start; what they lead to counts as well. */
  readonly sameAs: readonly string[];
  /** By distance, then id. */
  readonly assets: readonly Reached[];
  /** By distance, then flow and place. */
  readonly ends: readonly WalkEnd[];
  /** Assets that lie further than the asked depth. */
  readonly beyond: number;
}

/** What an answer could not know. */
export interface KnownGaps {
  /** Gaps in the flows that the answer names. */
  readonly here: readonly Gap[];
  /** Gaps in other places that could touch the answer's assets as well. */
  readonly elsewhere: readonly Gap[];
}

/** What is affected when one asset changes. */
export interface Impact {
  readonly asset: Asset;
  readonly sameAs: readonly string[];
  readonly assets: readonly Reached[];
  /** Tasks that only read: affected, but nothing follows from them. */
  readonly consumers: readonly WalkEnd[];
  readonly beyond: number;
  readonly unknown: KnownGaps;
}

/** What feeds an asset and what it feeds. A direction that was not asked for is absent. */
export interface Lineage {
  readonly asset: Asset;
  readonly up?: Walk;
  readonly down?: Walk;
  readonly unknown: KnownGaps;
}

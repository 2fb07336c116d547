import type { Activation, Assumption, Certainty, FlowId } from "../model/model.ts";
import type { KnownGaps, TaskRef } from "./answer.ts";

/** The shortest paths between two selections. Plain data. */
export interface Paths {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Whether Flow triggers, subflow calls and asset triggers counted as steps. */
  readonly activation: boolean;
  /** Length of the shortest paths; absent without one. */
  readonly length?: number;
  /** Number of paths of that length. */
  readonly count: number;
  /** Set if counting stopped at `count`. */
  readonly more?: true;
  /** The requested number of paths, the most certain ones first. */
  readonly paths: readonly Path[];
  /** Set if a path exists only in the other direction. */
  readonly backwards?: true;
  readonly unknown: KnownGaps;
}

export interface Path {
  /** Certainty of its weakest step. */
  readonly certainty: Certainty;
  readonly steps: readonly PathStep[];
}

export type PathNode = { readonly asset: string } | { readonly flow: FlowId };

/**
 * task: the task reads `from` and writes `to`. same: both may be the same asset at run time (no length). run: in a run
 * of the flow `to`, the task reads or writes `from`. start: `from` starts the flow `to`. write: the started flow `from`
 * writes `to`.
 */
export type PathStep = TaskStep | SameStep | StartStep;

interface StepEnds {
  readonly from: PathNode;
  readonly to: PathNode;
  readonly certainty: Certainty;
}

export interface TaskStep extends StepEnds {
  readonly kind: "task" | "run" | "write";
  /** With the place of the asset at the end of the step (for `run`: at its start). */
  readonly task: TaskRef;
  readonly cases: number;
  /** The assumptions of the strongest case. */
  readonly assumptions: readonly Assumption[];
}

export interface SameStep extends StepEnds {
  readonly kind: "same";
}

export interface StartStep extends StepEnds {
  readonly kind: "start";
  readonly how: Activation["kind"];
  /** The trigger, or the calling task. */
  readonly by: TaskRef;
}

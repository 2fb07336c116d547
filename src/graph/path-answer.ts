import type { Activation, Assumption, Certainty, FlowId } from "../model/model.ts";
import type { KnownGaps, TaskRef } from "./answer.ts";

/** Why two selections are connected: the shortest paths from any asset of one to any of the other. Plain data. */
export interface Paths {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Whether Flow triggers, calls of subflows and triggers on assets counted as steps. */
  readonly activation: boolean;
  /** Steps of each of the shortest paths; absent when nothing connects the two. */
  readonly length?: number;
  /** How many paths have that length. */
  readonly count: number;
  /** Set when there are more than `count`, which is then only how far they were counted. */
  readonly more?: true;
  /** As many of them as were asked for, the most certain ones first. */
  readonly paths: readonly Path[];
  /** Set when nothing leads from one to the other, but something leads back. */
  readonly backwards?: true;
  readonly unknown: KnownGaps;
}

export interface Path {
  /** Of its weakest step. */
  readonly certainty: Certainty;
  readonly steps: readonly PathStep[];
}

export type PathNode = { readonly asset: string } | { readonly flow: FlowId };

/**
 * task: the task reads `from` and writes `to`. same: at run time the two may be the same asset (no step of its own in the
 * length). run: in a run of the flow `to`, the task reads or writes `from`. start: `from` starts the flow `to`.
 * write: the flow `from`, once started, writes `to`.
 */
export type PathStep = TaskStep | SameStep | StartStep;

interface StepEnds {
  readonly from: PathNode;
  readonly to: PathNode;
  readonly certainty: Certainty;
}

export interface TaskStep extends StepEnds {
  readonly kind: "task" | "run" | "write";
  /** With the line that names the asset the step leads to (for `run`: the one it comes from). */
  readonly task: TaskRef;
  readonly cases: number;
  /** What the strongest of these cases rests on. */
  readonly assumptions: readonly Assumption[];
}

export interface SameStep extends StepEnds {
  readonly kind: "same";
}

export interface StartStep extends StepEnds {
  readonly kind: "start";
  readonly how: Activation["kind"];
  /** The trigger, or the task that calls. */
  readonly by: TaskRef;
}

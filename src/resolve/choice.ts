import type { Assumption } from "../model/model.ts";
import type { Value } from "../pebble/index.ts";
import type { KnownStart } from "./known-start.ts";

/** A variable with a finite set of known values, of which a case picks one. */
export interface Choice {
  /** `input:env`, `label:team`, `loop:...`: the origin of the unknown that represents the variable. */
  readonly key: string;
  readonly alternatives: readonly Alternative[];
  /** Whether no other value is possible. If all alternatives then have the same result, the choice is irrelevant. */
  readonly exhaustive: boolean;
  /** How an execution is started: cases of several starts that are the same count once. */
  readonly ofStarts?: true;
  /** A variable that only other kinds of start set. Executions that fail without it are ignored, unless other ids are lost. */
  readonly mayFailWithout?: string;
}

export interface Alternative {
  /** `absent`: the variable is undefined. */
  readonly value: Value | "absent";
  /** The assumption of a case that picks this alternative. Loop items have none, because all of them run. */
  readonly assumption?: Assumption;
  /** The assumed member of a MULTISELECT, if only one is assumed. */
  readonly member?: string;
  /** The input is disabled: inputs that depend on it do not exist, regardless of its value. */
  readonly disabled?: true;
  /** For the choice of the start of an execution: a start that supplies values. */
  readonly start?: KnownStart;
  /** For a loop item: its position and, in a loop over a map, its key. */
  readonly item?: { readonly index: number; readonly key?: Value };
}

/** The alternatives picked by a case so far, by choice key. */
export type Assignment = ReadonlyMap<string, Alternative>;

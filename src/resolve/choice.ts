import type { Assumption } from "../model/model.ts";
import type { Value } from "../pebble/index.ts";
import type { KnownStart } from "./starts.ts";

/** A variable with finitely many known values; a case picks one of them. */
export interface Choice {
  /** `input:env`, `label:team`, `loop:...`: what the unknown that stands for it carries as its origin. */
  readonly key: string;
  readonly alternatives: readonly Alternative[];
  /** No other value is possible: where all alternatives give the same result, the choice does not matter. */
  readonly exhaustive: boolean;
  /** How an execution is started: cases of several starts that are the same count once. */
  readonly ofStarts?: true;
  /** An execution that fails for want of this variable, which another way of being started brings, is left aside. */
  readonly mayFailWithout?: string;
}

export interface Alternative {
  /** `absent`: the variable is undefined. */
  readonly value: Value | "absent";
  /** The assumption that a case rests on when it picks this. Loop items have none: every one of them happens. */
  readonly assumption?: Assumption;
  /** For a MULTISELECT of which only one member is assumed: that member. */
  readonly member?: string;
  /** The input is disabled: nothing that needs it exists, whatever value it has. */
  readonly disabled?: true;
  /** For the choice how an execution is started: one that brings values. */
  readonly start?: KnownStart;
  /** For a loop item: its position and, in a loop over a map, its key. */
  readonly item?: { readonly index: number; readonly key?: Value };
}

/** What a case has picked so far, by choice key. */
export type Assignment = ReadonlyMap<string, Alternative>;

import type { StartAssumption } from "../model/model.ts";
import type { Value } from "../pebble/index.ts";
import type { CalledBy } from "./environment.ts";

/** A start that supplies values: a call, or a trigger with inputs or outputs. */
export interface KnownStart {
  readonly assumption: StartAssumption;
  /** The variable `trigger`. */
  readonly trigger: Value;
  /** By the id of the input. */
  readonly inputs: ReadonlyMap<string, Value>;
  readonly labels: ReadonlyMap<string, Value>;
  /** Absent for a trigger. */
  readonly call?: CalledBy;
}

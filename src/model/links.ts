import type { Json } from "../util/json.ts";
import type { FlowId, Place } from "./model.ts";

/*
 * The links between flows: the calls by the tasks of a flow, and the outputs of its executions. Plain data, cached with
 * the results of a file and not part of the inventory.
 */

/** A value that one flow passes to another. */
export type Passed =
  | { readonly value: Json }
  /** Text; null for a part known only at run time. */
  | { readonly parts: readonly (string | null)[] }
  | { readonly reason: string };

export type PassedValues = Readonly<Record<string, Passed>>;

/** A call of a flow by a task, in one of its cases. */
export interface Call {
  readonly task: string;
  /** Of the task. */
  readonly place: Place;
  readonly to: FlowId;
  readonly inputs: PassedValues;
  /** Labels of the started execution, besides those of its own flow. */
  readonly labels?: PassedValues;
  /** The number of calls before it, from an execution started by hand or by a trigger. */
  readonly depth: number;
  /** False: the caller continues without its outputs. */
  readonly waits: boolean;
}

/** The outputs of the executions of a flow with one way of being started. */
export interface FlowResult {
  /** The arguments of the call behind it, see `argumentsKey`; absent: started by hand or by a trigger. */
  readonly call?: string;
  readonly outputs: PassedValues;
}

/** The part of a flow that other flows depend on. */
export interface FlowLinks {
  readonly calls: readonly Call[];
  readonly results: readonly FlowResult[];
  /** Exact flows whose outputs its Flow triggers pass on. */
  readonly follows: readonly FlowId[];
  /** Whether it uses facts about its caller besides the arguments. */
  readonly asksForCaller: boolean;
  /** Its queries for assets, as JSON. */
  readonly queries: readonly string[];
}

/** The fields of an entry that a query can select. */
export interface AssetClaim {
  readonly id: string;
  readonly type?: string;
  readonly namespace?: string;
  readonly metadata?: Readonly<Record<string, Json>>;
}

/** The links of the flows of a file. */
export interface FileLinks {
  readonly flows: readonly LinkedFlow[];
  /** Their claims about assets. Absent: not known yet. */
  readonly claims?: readonly AssetClaim[];
  /** Evaluation steps of reading the file. Absent: unknown, of files without an environment. */
  readonly steps?: number;
}

/** A flow with its links. */
export interface LinkedFlow extends FlowId {
  readonly links: FlowLinks;
}

import type { PassedValues } from "../model/links.ts";
import type { FlowId, Inventory } from "../model/model.ts";
import type { FlowSignature } from "../resolve/call-problem.ts";
import type { RawFinding } from "./finding.ts";
import type { Range } from "./range.ts";
import type { Suppression } from "./suppression.ts";

/*
 * The facts of a file for lint, without its tree: small, plain data that depends only on the file and the settings of
 * the scan, so it can be cached.
 */

export interface LintInput {
  readonly files: readonly FileFacts[];
  /** The inventory of the same files. */
  readonly inventory: Inventory;
}

export interface FileFacts {
  readonly file: string;
  readonly flows: readonly FlowFacts[];
  /** Findings of a file without flows: a blueprint. */
  readonly findings?: readonly RuleFinding[];
  /** Why the file, or one of its documents, is unreadable. */
  readonly problems: readonly FileProblem[];
  readonly suppressions: readonly Suppression[];
}

export interface RuleFinding extends RawFinding {
  readonly rule: string;
}

export interface FileProblem {
  readonly message: string;
  readonly range: Range;
  /** The file contains tasks and a namespace, so it is probably a flow. */
  readonly meantAsFlow: boolean;
}

export interface FlowFacts {
  readonly namespace: string;
  readonly flow: string;
  /** Of the flow's id. */
  readonly range: Range;
  /** Findings of rules about single flows. */
  readonly findings: readonly RuleFinding[];
  readonly entries: readonly EntryFacts[];
  /** Its requirements on calls. */
  readonly signature: FlowSignature;
  readonly calls: readonly CallFacts[];
}

/** A call of another flow, in one of its cases. */
export interface CallFacts {
  /** Of the value of `flowId`. */
  readonly range: Range;
  readonly task: string;
  readonly to: FlowId;
  readonly inputs: PassedValues;
}

/** Places of the parts of one entry of `inputs` or `outputs`. */
export interface EntryFacts {
  /** Of the value of `id`. */
  readonly id: Range;
  /** Of the value, if present. */
  readonly type?: Range;
  readonly namespace?: Range;
  /** For an output without a type: the insertion of one. Offset -1 if the insertion is not simple. */
  readonly typeInsertion?: TypeInsertion;
}

export interface TypeInsertion {
  readonly offset: number;
  /** Text before the type: a line break and the indentation, or a comma. */
  readonly before: string;
}

/** The key of the facts of an entry: the place of its id in a bundle. */
export function placeKey(place: {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}): string {
  return `${place.line}:${place.column}:${place.file}`;
}

import type { Problem } from "../flows/problem.ts";
import type { Json } from "../util/json.ts";
import type { FlowLinks } from "./links.ts";
import type {
  Activation,
  AssetRelation,
  Bundle,
  BundleEntry,
  FlowRecord,
  Gap,
  InertDeclaration,
  KestraLine,
  Side,
  TaskId,
  TaskRecord,
  Tie,
} from "./model.ts";

/** Fields of an entry of `inputs` or `outputs` besides the id. Absent: unset or unknown. */
export interface EntryClaim {
  readonly type?: string;
  readonly namespace?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly status?: string;
  readonly ttl?: string;
  readonly owner?: string;
  readonly partOf?: AssetRelation;
  readonly relatedTo?: readonly AssetRelation[];
  readonly metadata?: Readonly<Record<string, Json>>;
}

export interface DeclaredEntry extends BundleEntry {
  readonly claim: EntryClaim;
  /** Further entries of the same list and id: one entry of the bundle, with all their fields. */
  readonly others?: readonly Pick<DeclaredEntry, "claim" | "place">[];
  /** Of an inferred entry: another id of the asset, shared by quoted and unquoted names. */
  readonly sameAs?: string;
  /** Of an inferred entry, on request: its id and fields with the expressions of the text in place of their values. */
  readonly written?: WrittenEntry;
}

/** An entry as the text of a task has it: `{{ taskrun.value }}` in place of an item. */
export interface WrittenEntry {
  readonly id: string;
  readonly claim: EntryClaim;
}

/** A bundle before the merge, with the claims of its entries. */
export interface DeclaredBundle extends Omit<Bundle, "inputs" | "outputs"> {
  readonly inputs: readonly DeclaredEntry[];
  readonly outputs: readonly DeclaredEntry[];
}

/** A gap before the merge, with its subject. */
export interface FlowGap extends Gap {
  /** Subject of an invalid part: a whole list, an entry, or a field of one. Absent: another subject. */
  readonly about?: "list" | "entry" | "id" | "type" | "namespace" | "ttl" | "field";
  /** Of a failing expression: its message, and the missing name, if that is the reason. */
  readonly error?: ExpressionError;
  /** The Kestra line with this gap, if a flow runs on both and only one has it. */
  readonly line?: KestraLine;
}

export interface ExpressionError {
  readonly message: string;
  readonly cause?: { readonly kind: string; readonly name: string };
}

/** An access of a task that declares other assets on this side. */
export interface UndeclaredAccess extends TaskId {
  readonly side: Side;
  readonly entry: DeclaredEntry;
  /** False for an asset of some items of a loop or some values of an input. */
  readonly inEveryCase: boolean;
}

/** The contribution of one flow to an inventory. */
export interface ResolvedFlow {
  readonly record: FlowRecord;
  readonly tasks: readonly TaskRecord[];
  readonly bundles: readonly DeclaredBundle[];
  readonly activations: readonly Activation[];
  readonly gaps: readonly FlowGap[];
  readonly inert: readonly InertDeclaration[];
  /** Evidence that two ids belong to one asset. */
  readonly ties?: readonly Tie[];
  /** Accesses missing in its declarations. Absent: none. */
  readonly undeclared?: readonly UndeclaredAccess[];
  /** Its links to other flows. Absent: none. */
  readonly links?: FlowLinks;
}

/** The contribution of one file. It depends only on the contents, the name and the options. */
export interface FileResult {
  readonly flows: readonly ResolvedFlow[];
  /** Evaluation steps that this took. */
  readonly steps: number;
  readonly gaps: readonly Gap[];
  /** Kind of each document other than flows. */
  readonly others: readonly string[];
  /** Text with a possibly unexpected meaning. */
  readonly notes: readonly Problem[];
  readonly unreadable: boolean;
}

import type { Problem } from "../flows/problem.ts";
import type { Json } from "../util/json.ts";
import type {
  Activation,
  AssetRelation,
  Bundle,
  BundleEntry,
  FlowRecord,
  Gap,
  InertDeclaration,
  KestraLine,
  TaskRecord,
  Tie,
} from "./model.ts";

/** What one entry of `inputs` or `outputs` says about its asset, besides the id. Absent: not said, or not known. */
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
  /** Further entries of the same list and id: one entry of the bundle, but what they say counts too. */
  readonly others?: readonly Pick<DeclaredEntry, "claim" | "place">[];
  /** Of an inferred entry: another id of the asset, by which names with and without quotes meet. */
  readonly sameAs?: string;
}

/** A bundle before the merge: its entries still carry what they say about their assets. */
export interface DeclaredBundle extends Omit<Bundle, "inputs" | "outputs"> {
  readonly inputs: readonly DeclaredEntry[];
  readonly outputs: readonly DeclaredEntry[];
}

/** A gap before the merge: it still knows what it is about. */
export interface FlowGap extends Gap {
  /** For what is not valid: a list as a whole, an entry of one, or the id of one. Absent: something else. */
  readonly about?: "list" | "entry" | "id";
  /** Where an expression fails: its own message, and the name that stands for nothing, where that is why. */
  readonly error?: ExpressionError;
  /** The line of Kestra on which it is one, where a flow runs on both and it is none on the other. */
  readonly line?: KestraLine;
}

export interface ExpressionError {
  readonly message: string;
  readonly cause?: { readonly kind: string; readonly name: string };
}

/** Everything one flow contributes to an inventory. */
export interface ResolvedFlow {
  readonly record: FlowRecord;
  readonly tasks: readonly TaskRecord[];
  readonly bundles: readonly DeclaredBundle[];
  readonly activations: readonly Activation[];
  readonly gaps: readonly FlowGap[];
  readonly inert: readonly InertDeclaration[];
  /** What shows that two ids name one asset. */
  readonly ties?: readonly Tie[];
}

/** What one file adds to an inventory. It depends on the file's contents, its name and the options alone. */
export interface FileResult {
  readonly flows: readonly ResolvedFlow[];
  readonly gaps: readonly Gap[];
  /** For each document that is not a flow, what it is. */
  readonly others: readonly string[];
  /** What was read, but may not mean what its author thinks. */
  readonly notes: readonly Problem[];
  readonly unreadable: boolean;
}

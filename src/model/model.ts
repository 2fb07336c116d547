import type { KestraLine } from "../flows/flow.ts";
import type { Place } from "../flows/place.ts";
import type { Json } from "../util/json.ts";

export type { KestraLine, Place };

/** Raised whenever a reader of version 1 would misread the file. */
export const INVENTORY_VERSION = 1;

/** From strong to weak; an answer is as certain as its weakest part. */
export const CERTAINTIES = ["exact", "default", "choice", "pattern"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** The result of a scan, and the content of the store. Sorted, and independent of time and machine. */
export interface Inventory {
  readonly version: typeof INVENTORY_VERSION;
  readonly tenant: string;
  /** The scanned files and folders, relative to the folder of the store's owner, with POSIX separators. */
  readonly roots: readonly string[];
  /** Scan options from the command line, for later scans. Absent: none. */
  readonly settings?: ScanSettings;
  readonly files: FileCounts;
  /** Of several repositories, merged: each path begins with the name of its own. Sorted by name. */
  readonly repositories?: readonly RepositoryRecord[];
  readonly flows: readonly FlowRecord[];
  /** The tasks and triggers that declare assets. */
  readonly tasks: readonly TaskRecord[];
  readonly assets: readonly Asset[];
  readonly bundles: readonly Bundle[];
  /** The causes that start flows. Shown apart from the edges between assets, and walked only on request. */
  readonly activations: readonly Activation[];
  readonly gaps: readonly Gap[];
  /**
   * Declarations that no execution can ever emit anything for: disabled, on a container, behind a condition that is
   * never true, or naming no asset.
   */
  readonly inert: readonly InertDeclaration[];
  /** Evidence that two ids name one asset. Absent: none. */
  readonly ties?: readonly Tie[];
}

/** One repository of a merged inventory, with the head of its own inventory. */
export interface RepositoryRecord {
  readonly name: string;
  /** Relative to the repository. */
  readonly roots: readonly string[];
  readonly settings?: ScanSettings;
  readonly files: FileCounts;
}

export interface ScanSettings {
  readonly kestra?: KestraLine;
  /** Inputs pinned to one value, by id, sorted. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly maxCases?: number;
  readonly exclude?: readonly string[];
  /** Files with values of the server, relative like the roots; later ones win. */
  readonly values?: readonly string[];
  /** A file export of recorded assets, relative like the roots; its assets also answer `assets()`. */
  readonly live?: string;
}

export interface FileCounts {
  /** YAML files found. */
  readonly found: number;
  /** Files with at least one flow. */
  readonly withFlows: number;
  /** Documents that are not flows, by kind (`kubernetes`, `docker-compose`, `empty` ...), sorted by kind. */
  readonly otherDocuments: Readonly<Record<string, number>>;
  /** Files that could not be read; each has a gap of kind `file`. */
  readonly unreadable: number;
}

/** Which flow, by its coordinates in Kestra. */
export interface FlowId {
  readonly namespace: string;
  readonly flow: string;
}

/** Which task (or trigger) of which flow. */
export interface TaskId extends FlowId {
  readonly task: string;
}

export interface FlowRecord extends FlowId {
  readonly place: Place;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly disabled?: true;
  /** Tasks at any depth, containers included. */
  readonly tasks: number;
  /** `assets` blocks on its tasks and triggers. */
  readonly declarations: number;
  /** In the order of the file. */
  readonly triggers?: readonly TriggerRecord[];
}

export interface TriggerRecord {
  readonly id: string;
  readonly type: string;
  readonly disabled?: true;
}

/** A task or trigger with an `assets` block: the facts about the job, besides its bundles. */
export interface TaskRecord extends TaskId {
  /** Set when this is a trigger; `task` is then the trigger's id. */
  readonly trigger?: true;
  readonly type: string;
  /** Of the task itself. */
  readonly place: Place;
  readonly description?: string;
  /** The property `sql` as written, with its expressions. */
  readonly sql?: string;
}

export interface Asset {
  /** For a pattern: the id with `*` for each part known only at run time. */
  readonly id: string;
  /** The strongest certainty of the places that write it; of an external asset, of those that read it. */
  readonly certainty: Certainty;
  /** Set when no flow declares it: its id is by OpenLineage's naming, `s3://bucket/key`. */
  readonly origin?: "inferred";
  /** Read by some flow, written by none (and no pattern that is written can match it). */
  readonly external: boolean;
  readonly type?: string;
  readonly namespace?: string;
  readonly displayName?: string;
  readonly description?: string;
  /** `active` when absent, `deprecated` ... Like `ttl` and `owner`, a field of Kestra's newest releases. */
  readonly status?: string;
  /** When it expires, in UTC. */
  readonly ttl?: string;
  /** By convention `user:<id>` or `group:<id>`. */
  readonly owner?: string;
  readonly partOf?: AssetRelation;
  readonly relatedTo?: readonly AssetRelation[];
  /** Values that keep `{{ ... }}` are known only at run time. */
  readonly metadata: Readonly<Record<string, Json>>;
  /** Other ids of the same asset; only in answers, see `Tie`. */
  readonly names?: readonly AssetName[];
  /** Present where declarations disagree: every claim for that field with its place, the one in force first. */
  readonly claims?: readonly Claim[];
}

/** Another id of an asset, with the evidence. */
export interface AssetName {
  readonly id: string;
  readonly reason: Tie["reason"] | "metadata" | "alias";
}

/** Another asset that one names, without a task between them. Source: Kestra's AssetRelationRef. */
export interface AssetRelation {
  readonly id: string;
  readonly namespace?: string;
  readonly role?: string;
}

export interface Claim extends TaskId {
  readonly field: "type" | "namespace";
  readonly value: string;
  readonly place: Place;
}

/** Something that shows that two ids name one asset. Neither id changes. */
export interface Tie extends TaskId {
  /** In the order of their texts. */
  readonly ids: readonly [string, string];
  /** task: a task shows both names. case: names that the system treats as equal. */
  readonly reason: "task" | "case";
  readonly place: Place;
}

/** A declaration resolved in one case. Edges exist only inside a bundle: each input feeds each output. */
export interface Bundle extends TaskId {
  /** Set for the declaration of a trigger; `task` is then the trigger's id. */
  readonly trigger?: true;
  /** Set for a bundle derived from the properties of the task; absent: declared by an `assets` block. */
  readonly origin?: "inferred";
  /** The type of the task or trigger. */
  readonly taskType: string;
  /** Of the key `assets` (or of the place in `pluginDefaults` it came from). */
  readonly place: Place;
  readonly inputs: readonly BundleEntry[];
  readonly outputs: readonly BundleEntry[];
  readonly assumptions: readonly Assumption[];
}

export interface BundleEntry {
  readonly id: string;
  readonly certainty: Certainty;
  /** The id as written, when it is not the id itself. */
  readonly expression?: string;
  /** Of an inferred entry: the words that name the asset, `INSERT INTO orders` or `key: orders.csv`. */
  readonly evidence?: string;
  /** Of an input passed on by other tasks of the flow: those tasks, the reader first. */
  readonly via?: readonly string[];
  readonly place: Place;
}

/**
 * One declaration that starts flows, kept as declared: which flows and assets it means is decided against the whole
 * inventory, by the queries.
 */
export type Activation = FlowTrigger | FlowCall | AssetTrigger | AssetAction;

interface ActivationSource extends TaskId {
  /** The type of the trigger (`task` is then the trigger's id) or of the calling task. */
  readonly taskType: string;
  /** Of the trigger or task. */
  readonly place: Place;
}

/** This flow starts after executions of any of `flows`. */
export interface FlowTrigger extends ActivationSource {
  readonly kind: "flow-trigger";
  readonly flows: readonly FlowMatch[];
}

/** The task starts the one flow that `flows` names (several where the choices of an input name several). */
export interface FlowCall extends ActivationSource {
  readonly kind: "call";
  readonly flows: readonly FlowMatch[];
}

/** This flow starts on events (or the age) of the assets that match. */
export interface AssetTrigger extends ActivationSource {
  readonly kind: "asset-trigger";
  readonly assets: AssetMatch;
}

/** A person can start `flows` from the page of the assets that match. `task` declares the asset. */
export interface AssetAction extends ActivationSource {
  readonly kind: "asset-action";
  readonly flows: readonly FlowMatch[];
  readonly assets: AssetMatch;
}

/** Each text may contain `*` for a part known only at run time, or for a condition on a prefix or suffix. Absent: any. */
export interface FlowMatch {
  readonly namespace?: string;
  readonly flow?: string;
  /** `pattern` for an absent field or one with `*`. */
  readonly certainty: Certainty;
}

export interface AssetMatch {
  readonly id?: string;
  readonly namespace?: string;
  readonly type?: string;
  readonly metadata?: readonly MetadataCondition[];
  /** `pattern` for an absent `id` or one with `*`. */
  readonly certainty: Certainty;
}

export interface MetadataCondition {
  /** A dotted path. */
  readonly field: string;
  /** EQUAL_TO, NOT_EQUAL_TO, IS_ONE_OF ... as written. */
  readonly operator: string;
  readonly value: Json;
}

/** One fact behind a case. */
export type Assumption =
  /** `file`: source of a server value. */
  | {
      readonly kind: "default";
      readonly variable: string;
      readonly value: string;
      readonly file?: string;
    }
  | { readonly kind: "choice"; readonly variable: string; readonly value: string; readonly includes?: true }
  | { readonly kind: "override"; readonly variable: string; readonly default: string }
  /** `condition` is the expression, or words such as "after a failure" where no expression decides. */
  | { readonly kind: "branch"; readonly condition: string; readonly negated?: true }
  /** The assets that a query finds are those of the scan, and of an export with `--live`; `query` is the call of `assets()`. */
  | { readonly kind: "inventory"; readonly query: string }
  | StartAssumption;

/** The execution is started by this task of another flow, or by this trigger of its own. */
export interface StartAssumption extends TaskId {
  readonly kind: "start";
  readonly by: "call" | "trigger";
  /** Of the task or trigger. */
  readonly place: Place;
  /** The number of further calls with the same arguments. Absent: none. */
  readonly others?: number;
  /** Of a Flow trigger: the flow that ran before. */
  readonly after?: FlowId;
}

export const GAP_KINDS = [
  "file",
  "loop",
  "dynamic",
  "auto",
  "error",
  "invalid",
  "bound",
  "run-time",
  "undeclared",
] as const;

/**
 * file: unreadable. loop: unknown values. dynamic: unknown list of inputs or outputs. auto: `enableAuto`. error: an
 * expression always fails. invalid: Kestra rejects the id. bound: too many cases. run-time: an id without any literal
 * character. undeclared: a task without a declaration and with unknown data access.
 */
export type GapKind = (typeof GAP_KINDS)[number];

/** Something known to be unknown. */
export interface Gap {
  readonly kind: GapKind;
  readonly namespace?: string;
  readonly flow?: string;
  readonly task?: string;
  readonly place: Place;
  /** One sentence for the user: the unknown part, with the reason. */
  readonly message: string;
  /** The sides on which the task may have any asset, if the kind alone does not determine them; see `hiddenSides`. */
  readonly hides?: readonly Side[];
}

/** The two lists of a declaration. */
export type Side = "inputs" | "outputs";

export interface InertDeclaration extends TaskId {
  readonly place: Place;
  readonly reason: "disabled" | "container" | "never" | "empty";
}

import type { KestraLine } from "../flows/flow.ts";

/** Releases of Kestra whose rules differ. */
export type KestraRelease = "1.2" | "1.3" | "2.0";

/** The release that a text names; `1.x` and `2.x` mean the newest of their line. Undefined for any other text. */
export function kestraRelease(text: string): KestraRelease | undefined {
  if (text === "1.2" || text === "1.3" || text === "2.0") return text;
  if (text === "1.x") return "1.3";
  return text === "2" || text === "2.x" ? "2.0" : undefined;
}

/** The line that a release belongs to. */
export function lineOfRelease(release: KestraRelease): KestraLine {
  return release === "2.0" ? "2.0" : "1.x";
}

/** Values that inputs are pinned to, by input id. */
export type InputValues = Readonly<Record<string, unknown>>;

/** What `assets.config.yaml` says, with the default of everything it leaves out. */
export interface Config {
  /** Absolute folder that `paths`, `exclude` and `store` start from: that of the file, or the current one without. */
  readonly folder: string;
  /** The file, absolute; absent when there is none. */
  readonly file?: string;
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly tenant: string;
  /** Absent: whatever any release accepts. */
  readonly kestra?: KestraRelease;
  /** In every flow that has such an input. */
  readonly inputs: InputValues;
  /** By `namespace.id` of a flow; these come before those for every flow. */
  readonly flows: Readonly<Record<string, FlowConfig>>;
  readonly maxCases: number;
  /** Values of the server. */
  readonly values?: ServerFile;
  /** Plugin defaults of the server. */
  readonly pluginDefaults?: readonly ServerDefaults[];
  /** The namespace of flows that do not say theirs, by file, folder or glob. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** What is inferred of tasks that declare nothing. False: nothing. */
  readonly infer: false | InferConfig;
  readonly store: string;
  /** By rule of the lint. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly overrides: readonly RuleOverride[];
  readonly policies: readonly PolicyConfig[];
  readonly suppressions: { readonly requireReason: boolean };
  /** A file of findings that are not shown. */
  readonly baseline?: string;
  /** For OpenLineage: by asset type, which metadata key fills which field. */
  readonly mappings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Values of the server by kind: `kv`, `envs`, `globals`, `variables` of the namespace. */
export type ConfiguredValues = Readonly<
  Partial<Record<"kv" | "envs" | "globals" | "variables", Readonly<Record<string, unknown>>>>
>;

export interface ServerFile extends ConfiguredValues {
  /** Of one namespace and those below it. */
  readonly namespaces?: Readonly<Record<string, ConfiguredValues>>;
}

export interface ServerDefaults {
  readonly type: string;
  readonly forced?: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

export type RuleLevel = "error" | "warning" | "notice" | "off";

export interface RuleOverride {
  /** Globs. */
  readonly paths: readonly string[];
  readonly rules: Readonly<Record<string, RuleLevel>>;
}

/** Demands on the assets that a selection means. */
export interface PolicyConfig {
  readonly select: string;
  readonly require?: readonly string[];
  readonly idPattern?: string;
  readonly allowedTypes?: readonly string[];
  readonly mustNotRead?: string;
  readonly severity?: "error" | "warning" | "notice";
  readonly reason?: string;
}

export interface InferConfig {
  /** Groups of the catalogue of task types that are off by default. */
  readonly groups: readonly string[];
  /** Further types of tasks, in the form of the catalogue. */
  readonly types: readonly Readonly<Record<string, unknown>>[];
  /** Lists of ids that name one asset. */
  readonly aliases: readonly (readonly string[])[];
}

export interface FlowConfig {
  readonly inputs: InputValues;
}

/** The configuration of a folder without a file. */
export function defaultConfig(folder: string): Config {
  return {
    folder,
    paths: ["."],
    exclude: [],
    tenant: "main",
    inputs: {},
    flows: {},
    maxCases: 1000,
    infer: { groups: [], types: [], aliases: [] },
    store: ".assets/inventory.json",
    rules: {},
    overrides: [],
    policies: [],
    suppressions: { requireReason: false },
  };
}

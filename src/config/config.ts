import type { KestraLine } from "../flows/flow.ts";

/** Releases of Kestra with different rules. */
export type KestraRelease = "1.2" | "1.3" | "2.0";

/** The release of a text; `1.x` and `2.x` are the newest of their line. Undefined for other text. */
export function kestraRelease(text: string): KestraRelease | undefined {
  if (text === "1.2" || text === "1.3" || text === "2.0") return text;
  if (text === "1.x") return "1.3";
  return text === "2" || text === "2.x" ? "2.0" : undefined;
}

/** The line of a release. */
export function lineOfRelease(release: KestraRelease): KestraLine {
  return release === "2.0" ? "2.0" : "1.x";
}

/** Pinned input values, by input id. */
export type InputValues = Readonly<Record<string, unknown>>;

/** The contents of `assets.config.yaml`, with all defaults. */
export interface Config {
  /** Absolute base folder of `paths`, `exclude` and `store`: that of the file, or the current one without a file. */
  readonly folder: string;
  /** The file, absolute; absent without one. */
  readonly file?: string;
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly tenant: string;
  /** Absent: any release. */
  readonly kestra?: KestraRelease;
  /** For every flow with such an input. */
  readonly inputs: InputValues;
  /** By `namespace.id` of a flow; they override those for every flow. */
  readonly flows: Readonly<Record<string, FlowConfig>>;
  readonly maxCases: number;
  /** Server values. */
  readonly values?: ServerFile;
  /** Plugin defaults of the server. */
  readonly pluginDefaults?: readonly ServerDefaults[];
  /** Namespace of flows without one, by file, folder or glob. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** Whether the renderings of blueprints are flows of the inventory. */
  readonly blueprints: "include" | "exclude";
  /** Inference for tasks without declarations. False: disabled. */
  readonly infer: false | InferConfig;
  readonly store: string;
  /** By lint rule. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly overrides: readonly RuleOverride[];
  readonly policies: readonly PolicyConfig[];
  readonly suppressions: { readonly requireReason: boolean };
  /** File of hidden findings. */
  readonly baseline?: string;
  /** For OpenLineage: metadata key of each field, by asset type. */
  readonly mappings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Server values by kind: `kv`, `envs`, `globals`, `variables` of the namespace. */
export type ConfiguredValues = Readonly<
  Partial<Record<"kv" | "envs" | "globals" | "variables", Readonly<Record<string, unknown>>>>
>;

export interface ServerFile extends ConfiguredValues {
  /** Of a namespace and those below it. */
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

/** Requirements for the assets of a selection. */
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
  /** Groups of the catalogue that are disabled by default. */
  readonly groups: readonly string[];
  /** Additional task types, in the format of the catalogue. */
  readonly types: readonly Readonly<Record<string, unknown>>[];
  /** Lists of ids of the same asset. */
  readonly aliases: readonly (readonly string[])[];
  /** Manifests of dbt projects; those in folders `target` when empty. */
  readonly manifests: readonly string[];
}

export interface FlowConfig {
  readonly inputs?: InputValues;
  /** Only other flows and its triggers start it. */
  readonly internal?: boolean;
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
    blueprints: "exclude",
    infer: { groups: [], types: [], aliases: [], manifests: [] },
    store: ".assets/inventory.json",
    rules: {},
    overrides: [],
    policies: [],
    suppressions: { requireReason: false },
  };
}

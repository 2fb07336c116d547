import type { KestraLine } from "../flows/flow.ts";
import type { FlowEnvironment } from "./environment.ts";
import type { ValueSet } from "./given-values.ts";

/** What a scan is told about the server that its files do not say. */
export interface ResolveOptions {
  readonly tenant: string;
  /** Absent: each flow by the line whose syntax it uses. */
  readonly line?: KestraLine;
  /** Inputs pinned by the user, by id; for one flow only when the key is `<namespace>/<flow>` or `<namespace>.<flow>`. */
  readonly pins: Pins;
  /** At most this many cases a declaration. */
  readonly maxCases: number;
  /** Values of the server, file for file; later ones win. */
  readonly values?: readonly ValueSet[];
  /** What other flows say to those of the file, by `flowKey`. */
  readonly environments?: Readonly<Record<string, FlowEnvironment>>;
  /** The namespace of flows that do not say theirs, by file or folder. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** Plugin defaults of the server, as JSON data. */
  readonly pluginDefaults?: readonly PluginDefaults[];
}

export interface PluginDefaults {
  readonly type: string;
  readonly forced?: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Pins {
  readonly all: Readonly<Record<string, unknown>>;
  readonly byFlow: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const DEFAULT_MAX_CASES = 1000;

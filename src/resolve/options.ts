import type { KestraLine } from "../flows/flow.ts";
import type { FlowEnvironment } from "./environment.ts";
import type { ValueSet } from "./given-values.ts";

/** Facts about the server that the files of a scan do not contain. */
export interface ResolveOptions {
  readonly tenant: string;
  /** Absent: the line is detected from the syntax of each flow. */
  readonly line?: KestraLine;
  /**
   * Inputs pinned by the user, by id; for one flow only when the key is `<namespace>/<flow>` or `<namespace>.<flow>`.
   */
  readonly pins: Pins;
  /** Maximum cases per declaration. */
  readonly maxCases: number;
  /** Values of the server, file for file; later ones win. */
  readonly values?: readonly ValueSet[];
  /** The environments of the flows of the file, by `flowKey`. */
  readonly environments?: Readonly<Record<string, FlowEnvironment>>;
  /** Flows that only other flows and their triggers start: names as in `Pins`. */
  readonly internal?: readonly string[];
  /** The namespace of flows without one, by file or folder. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** Renderings of blueprints count as flows. Absent: blueprints are left out. */
  readonly blueprints?: "include";
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

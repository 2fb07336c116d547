import type { Environment } from "../cache/cache-folder.ts";
import type { Config } from "../config/config.ts";
import type { FilePath } from "./file-path.ts";
import type { ScanProgress } from "./scan-options.ts";

/** An opened project, the basis of all operations. */
export interface Project {
  /** Absolute current folder, the base of paths in arguments and messages. */
  readonly folder: string;
  readonly config: Config;
  /** Whether the user named the configuration file, so that no search for one is needed. */
  readonly isConfigNamed: boolean;
  /** Whether the user named the inventory; otherwise the configuration does. */
  readonly isStoreNamed: boolean;
  /** Location of the inventory. */
  readonly store: FilePath;
  /** Whether links out of the working tree are followed. */
  readonly followLinks: boolean;
  readonly environment: Environment;
  /** A note for the user, separate from the result: one line. */
  readonly note: (line: string) => void;
  /** Progress of a long run; undefined at the end. */
  readonly progress: (progress: ScanProgress | undefined) => void;
}

/** Whether an answer includes started flows. */
export interface ActivationOptions {
  readonly activation?: boolean;
}

/** Values files of the command line. */
export interface ValuesOptions {
  /** Relative to the current folder; later files take precedence. Absent: those of the stored inventory. */
  readonly values?: readonly string[];
}

/** An export of the command line. */
export interface LiveOptions {
  /** An export of Kestra's AssetShipper, whose assets answer `assets()`; relative to the current folder. */
  readonly live?: string;
}

/** Options for reading the two states of a comparison. */
export interface RevisionOptions extends ValuesOptions {
  /** The index instead of the working tree. */
  readonly staged?: boolean;
  /** The settings for both states: those of the base (default) or the current ones. */
  readonly settings?: "base" | "now";
  /** Compare inferred assets too, and not only what flows declare. */
  readonly includeInferred?: boolean;
}

import type { Environment } from "../cache/cache-folder.ts";
import type { Config } from "../config/config.ts";
import type { FilePath } from "./file-path.ts";
import type { ScanProgress } from "./scan-options.ts";

/** An opened project: what every engine of the workspace starts from. */
export interface Project {
  /** Absolute current folder: start of the paths that the user names and sees. */
  readonly folder: string;
  readonly config: Config;
  /** The user names the configuration file: it is not searched for. */
  readonly isConfigNamed: boolean;
  /** Where the inventory is stored. */
  readonly store: FilePath;
  /** Links that lead out of the working tree are followed. */
  readonly followLinks: boolean;
  readonly environment: Environment;
  /** Something the user should know beside the result: one line. */
  readonly note: (line: string) => void;
  /** Progress of a long run; undefined at its end. */
  readonly progress: (progress: ScanProgress | undefined) => void;
}

/** Whether an answer goes on through what is started. */
export interface ActivationOptions {
  readonly activation?: boolean;
}

/** What a comparison of two states reads. */
export interface RevisionOptions {
  /** Up to the index instead of the working tree. */
  readonly staged?: boolean;
  /** Whose settings both states are read by: those of the state before, or those of today. `base` when absent. */
  readonly settings?: "base" | "now";
}

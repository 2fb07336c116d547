import type { CheckSettings } from "./ci-base.ts";
import type { ValuesOptions } from "./project.ts";

export interface LintRequest extends ValuesOptions, CheckSettings {
  /** Run only these rules. */
  readonly rule?: readonly string[];
  readonly pedantic?: boolean;
  /**
   * Folders and files, relative to the current folder; `-` for standard input. Empty: all paths of the configuration.
   */
  readonly paths: readonly string[];
  readonly exclude?: readonly string[];
  /** The file name for `-`. */
  readonly stdinFilename?: string;
  /** Reads standard input, for `-`. */
  readonly readStdin?: () => Uint8Array;
  readonly fix?: boolean;
  /** With fix: only report the changes. */
  readonly dryRun?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

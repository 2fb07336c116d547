export interface LintRequest {
  /** Ask these rules only. */
  readonly rule?: readonly string[];
  readonly pedantic?: boolean;
  /** Folders and files, relative to the current folder; `-` for standard input. All of the configuration when empty. */
  readonly paths: readonly string[];
  /** Configuration and baseline of the merge base of this revision and HEAD, instead of those of the working tree. */
  readonly settingsFrom?: string;
  readonly exclude?: readonly string[];
  /** The file that `-` stands for. */
  readonly stdinFilename?: string;
  /** Reads standard input, for `-`. */
  readonly readStdin?: () => Uint8Array;
  readonly fix?: boolean;
  /** With fix: only say what would change. */
  readonly dryRun?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

import type { TextOptions } from "../../report/options.ts";

/** What every command is given besides its own options. */
export interface Program {
  /** Absolute folder that paths on the command line are relative to, and that shown paths start from. */
  readonly folder: string;
  readonly format: OutputFormat;
  /** How text looks on stdout. */
  readonly text: TextOptions;
  /** Results. */
  readonly print: (text: string) => void;
  /** Something the user should know that is not the result: one line on stderr. */
  readonly note: (line: string) => void;
  /** A line on stderr that replaces itself, on a terminal only; "" takes it away. */
  readonly progress: (line: string) => void;
}

/** Markdown is what `diff` and `impact --since` print for a pull request. */
export const OUTPUT_FORMATS = ["text", "json", "markdown"] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

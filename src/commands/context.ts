import type { TextOptions } from "../report/options.ts";
import type { Report } from "../report/report.ts";
import type { ExitCode } from "../util/errors.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { CommandName, OptionsOf } from "./options.ts";

/** Text of a result, or bytes of a picture or a binary file. */
export type Chunks = Iterable<string | Uint8Array>;

export interface CommandWriteOptions {
  /** Name of bytes that are not written to a terminal, such as "a PNG". */
  readonly binary?: string | undefined;
  /** Create missing folders of the file (default). */
  readonly makeFolders?: boolean;
}

/** The process from the point of view of a command. */
export interface CommandContext {
  /** Absolute current folder: start of the paths on the command line and of the paths in text. */
  readonly folder: string;
  /** All values of `--format`, or the default of the command. */
  readonly formats: readonly string[];
  /** The effective format: the last one given. */
  readonly format: string;
  /** Style of text on stdout. */
  readonly text: TextOptions;
  /** Whether a person can press keys: standard input and output are a terminal. */
  readonly isInteractive: boolean;
  /** Path from the root of the git repository to the folder of the places; set once the project is open. */
  readonly pathPrefix: string;
  /** Opens the project of a folder (default: the current one), by the global options `--config` and `--store`. */
  readonly workspace: (folder?: string) => Promise<Workspace>;
  /** The answer of a person at the terminal; see `isInteractive`. */
  readonly ask: (question: string) => Promise<string>;
  /** Prints a report and returns its exit code. */
  readonly print: (report: Report) => ExitCode;
  /** One line on stderr, separate from the result. */
  readonly note: (line: string) => void;
  /**
   * Writes a result in chunks: atomically to a file, or to stdout.
   *
   * @param file relative to the current folder; stdout when absent
   */
  readonly write: (file: string | undefined, chunks: Chunks, options?: CommandWriteOptions) => Promise<void>;
  /** All of standard input. */
  readonly readStdin: () => Uint8Array;
}

/** The implementation of a command. */
export type CommandAction<Name extends CommandName, Arguments extends readonly unknown[] = []> = (
  context: CommandContext,
  options: OptionsOf<Name>,
  ...args: Arguments
) => Promise<ExitCode>;

import { readFileSync } from "node:fs";
import type { CommandContext } from "../commands/context.ts";
import { DEFAULT_WIDTH } from "../report/options.ts";
import { plainStyle } from "../report/style.ts";
import { AssetsError, systemErrorReason } from "../util/errors.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import { openWorkspace } from "../workspace/workspace.ts";
import { writeOutput } from "./output.ts";
import { createProgress } from "./progress.ts";
import { styleOf } from "./style.ts";

/** Options of every command. */
export interface GlobalOptions {
  readonly format?: readonly string[];
  readonly color: boolean;
  readonly debug?: boolean;
  readonly store?: string;
  readonly config?: string;
  readonly followLinks?: boolean;
}

/** Connects a command to this process: its folder and its streams. */
export async function createContext(
  { color, config, followLinks, store }: GlobalOptions,
  formats: readonly string[],
  writeCommands: (text: string) => void,
): Promise<CommandContext> {
  const { stdout, stderr } = process;
  const folder = process.cwd();
  const note = (line: string) => void stderr.write(`${escapeControlChars(line)}\n`);
  const format = formats.at(-1) ?? "text";
  let pathPrefix = "";
  return {
    folder,
    formats,
    format,
    get pathPrefix() {
      return pathPrefix;
    },
    text: {
      style: color ? await styleOf("stdout") : plainStyle,
      width: stdout.isTTY ? stdout.columns || DEFAULT_WIDTH : DEFAULT_WIDTH,
      isTerminal: stdout.isTTY,
    },
    isInteractive: stdout.isTTY && process.stdin.isTTY,
    ask: async (question) => (await import("./ask.ts")).ask(question, stderr),
    workspace: async (from = folder) => {
      const workspace = await openWorkspace({
        folder: from,
        environment: process.env,
        note,
        progress: createProgress(stderr),
        ...(config !== undefined && { config }),
        ...(store !== undefined && { store }),
        ...(followLinks !== undefined && { followLinks }),
      });
      // Paths in text are relative to the folder of the configuration.
      if (formats.some((chosen) => chosen !== "text")) pathPrefix = await workspace.pathPrefix();
      return workspace;
    },
    print: ({ output, exitCode, commands }) => {
      if (commands) writeCommands(output);
      else stdout.write(output);
      return exitCode;
    },
    note,
    write: (file, chunks, options) =>
      writeOutput(folder, file, chunks, { ...options, ...(followLinks !== undefined && { followLinks }) }),
    readStdin,
  };
}

function readStdin(): Uint8Array {
  try {
    return readFileSync(0);
  } catch (error) {
    throw new AssetsError(`cannot read standard input: ${systemErrorReason(error)}`, {
      hint: "Pipe the text of the file into the command.",
      cause: error,
    });
  }
}

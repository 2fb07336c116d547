import { CommanderError } from "commander";
import { AssetsError } from "../util/errors.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import { createProgram } from "./create-program.ts";
import { guardLog } from "./workflow-commands.ts";

/**
 * The program: parses, runs a command, and turns errors into exit codes.
 *
 * @param args without the interpreter and the script
 */
export async function main(args: readonly string[]): Promise<void> {
  quietWhenPipeCloses();
  const writeCommands = guardLog(process.env, [process.stdout, process.stderr]);
  const program = createProgram(args[0], writeCommands);
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = report(error, args.includes("--debug"));
  }
}

/** `assets list | head` closes the pipe early, which is not an error. */
function quietWhenPipeCloses(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  }
}

/** Prints an error for the user and returns the exit code. An unexpected error keeps its stack for --debug. */
function report(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const known = error instanceof AssetsError;
  const message = error instanceof Error ? error.message : String(error);
  const lines = [`error: ${message.split("\n").map(escapeControlChars).join("\n  ")}`];
  if (known && error.hint !== undefined) lines.push(`  ${escapeControlChars(error.hint)}`);
  if (!known && !debug) lines.push("  This is a bug in the program. --debug prints the stack.");
  if (debug && error instanceof Error) lines.push(stacks(error));
  process.stderr.write(`${lines.join("\n")}\n`);
  return known ? error.exitCode : 2;
}

function stacks(error: Error): string {
  const own = error.stack ?? String(error);
  return error.cause instanceof Error ? `${own}\ncaused by ${stacks(error.cause)}` : own;
}

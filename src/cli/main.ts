import { CommanderError } from "commander";
import { COMMANDS } from "../commands/options.ts";
import { plainStyle } from "../report/style.ts";
import { AssetsError } from "../util/errors.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import { suggestWord } from "../util/suggest.ts";
import { createProgram } from "./create-program.ts";
import { quietWhenPipeCloses } from "./quiet-when-pipe-closes.ts";
import { styleOf } from "./style.ts";
import { guardLog } from "./workflow-commands.ts";

/**
 * The program: parses, runs a command, and turns errors into exit codes.
 *
 * @param args without the interpreter and the script
 */
export async function main(args: readonly string[]): Promise<void> {
  quietWhenPipeCloses();
  const writeCommands = guardLog(process.env, [process.stdout, process.stderr]);
  let usage = "";
  const writeErr = (text: string) => {
    usage += text;
  };
  const program = createProgram(args[0], { writeCommands, writeErr });
  try {
    checkHelp(args);
    const [first, second] = args;
    if (first === undefined || (first === "help" && second === "help")) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
  } catch (error) {
    const { text, exitCode } = report(error, usage, args.includes("--debug"));
    process.exitCode = exitCode;
    process.stderr.write(text && (await painted(text, args)));
  }
}

/** Commander answers `help` about an unknown command with the help of the program, without an error. */
function checkHelp([first, name]: readonly string[]): void {
  if (first !== "help" || name === undefined || name.startsWith("-") || name === "help") return;
  if (Object.hasOwn(COMMANDS, name)) return;
  const near = suggestWord(name, Object.keys(COMMANDS));
  throw new AssetsError(`unknown command "${name}"`, {
    hint: near === undefined ? "`assets help` lists the commands." : `Did you mean "${near}"?`,
  });
}

/** An error with a coloured first word, on a terminal with colours. */
async function painted(text: string, args: readonly string[]): Promise<string> {
  const style = args.includes("--no-color") ? plainStyle : await styleOf("stderr");
  return text.replace(/^error:/, style.error("error:"));
}

/**
 * The text and exit code of an error. An unexpected error keeps its stack for --debug.
 *
 * @param usage text of commander about an error in the arguments
 */
function report(error: unknown, usage: string, debug: boolean): { text: string; exitCode: number } {
  if (error instanceof CommanderError)
    return { text: printable(usage), exitCode: error.exitCode === 0 ? 0 : 2 };
  const known = error instanceof AssetsError;
  const message = error instanceof Error ? error.message : String(error);
  const lines = [`error: ${message.split("\n").map(escapeControlChars).join("\n  ")}`];
  if (known && error.hint !== undefined)
    lines.push(`  ${error.hint.split("\n").map(escapeControlChars).join("\n  ")}`);
  if (!known && !debug) lines.push("  This is a bug in the program. --debug prints the stack.");
  // A stack begins with the message.
  if (debug && error instanceof Error) lines.push(printable(stacks(error)));
  return { text: `${lines.join("\n")}\n`, exitCode: known ? error.exitCode : 2 };
}

/** Several lines for a terminal. Messages quote files and arguments, which a shell may have made from file names. */
function printable(text: string): string {
  return text.split("\n").map(escapeControlChars).join("\n");
}

function stacks(error: Error): string {
  const own = error.stack ?? String(error);
  return error.cause instanceof Error ? `${own}\ncaused by ${stacks(error.cause)}` : own;
}

import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import type { ImpactOptions } from "./commands/impact.ts";
import type { LineageOptions } from "./commands/lineage.ts";
import type { ListOptions } from "./commands/list.ts";
import type { ScanCommandOptions } from "./commands/scan.ts";
import type { QueryOptions } from "./commands/support/current-inventory.ts";
import {
  collect,
  kestraLine,
  pair,
  positiveNumber,
  tenant,
  wholeNumber,
} from "./commands/support/option-values.ts";
import type { OutputFormat, Program } from "./commands/support/program.ts";
import { AssetsError, type ExitCode } from "./errors.ts";
import { CERTAINTIES } from "./inventory/model.ts";
import { visible } from "./report/visible.ts";

/**
 * The program: options, lazy commands, errors to exit codes. A command's own code is loaded only when it runs.
 *
 * @param args without the interpreter and the script
 */
export async function main(args: readonly string[]): Promise<void> {
  quietWhenPipeCloses();
  const program = createCommand();
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = report(error, args.includes("--debug"));
  }
}

/** `assets list | head` closes the pipe early; that is no error. */
function quietWhenPipeCloses(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  }
}

interface GlobalOptions {
  readonly format: OutputFormat;
  readonly color: boolean;
  readonly debug?: boolean;
  readonly store?: string;
  readonly config?: string;
}

function createCommand(): Command {
  const program = new Command("assets");
  program
    .description(
      "Inventory, lineage and impact of the assets that Kestra flows declare, from their YAML alone.",
    )
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .addOption(
      new Option("--format <format>", "how results are printed").choices(["text", "json"]).default("text"),
    )
    .option("--store <file>", "where the inventory is; .ion for Ion (default: .assets/inventory.json)")
    .option("--config <file>", "the configuration (default: assets.config.yaml here or above)")
    .option("--no-color", "print without colours")
    .option("--debug", "print where an error comes from")
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: (text) => void process.stderr.write(text) })
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .addHelpText(
      "after",
      `
Begin with
  assets scan flows             read the flows and store what they declare
  assets impact <asset>         what is affected when this changes

Exit codes: 0 fine, 1 differences or unreadable files, 2 wrong usage or configuration, 3 nothing to work on.`,
    )
    .action(() => program.outputHelp());

  scanCommand(program);
  queryCommand(program, "list", "list assets, with type, namespace, layer, producers and consumers")
    .option("--type <type>", "whole type, or its last part such as Table")
    .option("--namespace <prefix>", "this namespace and those below it")
    .option("--meta <key=value>", "metadata that must hold (repeatable)", pair)
    .option("--external", "only assets that no flow writes")
    .addOption(new Option("--certainty <certainty>", "only this certainty").choices(CERTAINTIES))
    .action(async (_options: object, command: Command) => {
      const { run } = await import("./commands/list.ts");
      await finish<ListOptions>(command, (inside, options) => run(inside, options));
    });
  queryCommand(program, "show", "show one asset: its fields, and every place that writes or reads it")
    .argument("<asset>", "id of an asset")
    .action(async (id: string, _options: object, command: Command) => {
      const { run } = await import("./commands/show.ts");
      await finish<QueryOptions>(command, (inside, options) => run(inside, id, options));
    });
  queryCommand(program, "lineage", "show what feeds an asset and what it feeds, as trees")
    .argument("<asset>", "id of an asset")
    .option("--up", "only what feeds it")
    .option("--down", "only what it feeds")
    .option("--depth <number>", "how many tasks away at most", wholeNumber)
    .action(async (id: string, _options: object, command: Command) => {
      const { run } = await import("./commands/lineage.ts");
      await finish<LineageOptions>(command, (inside, options) => run(inside, id, options));
    });
  queryCommand(program, "impact", "show everything that is affected when an asset changes")
    .argument("<asset>", "id of an asset")
    .option("--depth <number>", "how many tasks away at most", wholeNumber)
    .action(async (id: string, _options: object, command: Command) => {
      const { run } = await import("./commands/impact.ts");
      await finish<ImpactOptions>(command, (inside, options) => run(inside, id, options));
    });
  return program;
}

function scanCommand(program: Command): void {
  program
    .command("scan")
    .description("read flows and store what they declare")
    .argument("[paths...]", "files and folders (default: paths of the configuration, or this folder)")
    .option("--check", "only compare with the stored inventory; exit code 1 when it is out of date")
    .option("--tenant <tenant>", "tenant that the assets belong to (default: main)", tenant)
    .option(
      "--kestra <line>",
      "line of Kestra releases, 1.x or 2.0 (default: by each flow's syntax)",
      kestraLine,
    )
    .option("--input <id=value>", "the value an input has (repeatable)", pair)
    .option("--max-cases <number>", "cases of one declaration at most (default: 1000)", positiveNumber)
    .option("--exclude <glob>", "files and folders to leave out (repeatable)", collect)
    .action(async (paths: string[], _options: object, command: Command) => {
      const { run } = await import("./commands/scan.ts");
      await finish<ScanCommandOptions>(command, (inside, options) => run(inside, paths, options));
    });
}

/** A command that asks the inventory. */
function queryCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option("--no-scan", "use the stored inventory as it is, without looking at the flows again");
}

async function finish<Options extends object>(
  command: Command,
  run: (program: Program, options: Options) => Promise<ExitCode>,
): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions & Options>();
  const { createProgram } = await import("./commands/support/create-program.ts");
  process.exitCode = await run(createProgram(options), options);
}

/** Prints an error for the user and returns the exit code. What is not foreseen keeps its stack for --debug. */
function report(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const known = error instanceof AssetsError;
  const message = error instanceof Error ? error.message : String(error);
  const lines = [`error: ${message.split("\n").map(visible).join("\n  ")}`];
  if (known && error.hint !== undefined) lines.push(`  ${visible(error.hint)}`);
  if (!known && !debug) lines.push("  This is a fault of the program. --debug shows where it comes from.");
  if (debug && error instanceof Error) lines.push(stacks(error));
  process.stderr.write(`${lines.join("\n")}\n`);
  return known ? error.exitCode : 2;
}

function stacks(error: Error): string {
  const own = error.stack ?? String(error);
  return error.cause instanceof Error ? `${own}\ncaused by ${stacks(error.cause)}` : own;
}

function version(): string {
  const file = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(file) as { version: string }).version;
}

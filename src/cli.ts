import { Command, CommanderError, Option } from "commander";
import type { ImpactOptions } from "./commands/impact.ts";
import type { LineageOptions } from "./commands/lineage.ts";
import type { ListOptions } from "./commands/list.ts";
import type { ScanCommandOptions } from "./commands/scan.ts";
import type { ShowOptions } from "./commands/show.ts";
import { addChangeCommands, CHANGE_COMMANDS, selectionOptions } from "./commands/support/change-commands.ts";
import type { DrawnAnswerOptions } from "./commands/support/draw-answer.ts";
import { drawableOptions, pictureFormatOf } from "./commands/support/drawable.ts";
import { addExportCommands, EXPORT_COMMANDS } from "./commands/support/export-commands.ts";
import { addLintCommands, LINT_COMMANDS } from "./commands/support/lint-commands.ts";
import {
  collect,
  kestraLine,
  pair,
  positiveNumber,
  tenant,
  wholeNumber,
} from "./commands/support/option-values.ts";
import { OUTPUT_FORMATS, type OutputFormat, type Program } from "./commands/support/program.ts";
import { CERTAINTIES } from "./inventory/model.ts";
import { AssetsError, type ExitCode } from "./util/errors.ts";
import { visible } from "./util/escape-control-chars.ts";
import { programVersion } from "./util/version.ts";

/**
 * The program: options, lazy commands, errors to exit codes. A command's own code is loaded only when it runs.
 *
 * @param args without the interpreter and the script
 */
export async function main(args: readonly string[]): Promise<void> {
  quietWhenPipeCloses();
  const program = createCommand(args[0]);
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
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
  /** As often as given; most commands take one. */
  readonly format?: readonly string[];
  readonly color: boolean;
  readonly debug?: boolean;
  readonly store?: string;
  readonly config?: string;
}

/** The commands, in the order of the help, with what adds them to the program. */
const COMMANDS: readonly { readonly names: readonly string[]; readonly add: (program: Command) => void }[] = [
  { names: ["scan"], add: scanCommand },
  { names: ["list"], add: listCommand },
  { names: ["show"], add: showCommand },
  { names: ["lineage"], add: lineageCommand },
  { names: ["impact"], add: impactCommand },
  { names: CHANGE_COMMANDS, add: (program) => addChangeCommands(program, finish, queryCommand) },
  { names: LINT_COMMANDS, add: (program) => addLintCommands(program, finish) },
  { names: EXPORT_COMMANDS, add: (program) => addExportCommands(program, finish, queryCommand) },
];

/** @param name the first argument: where it is a command, the others are left out, which a short one would wait for */
function createCommand(name: string | undefined): Command {
  const program = new Command("assets");
  program
    .description(
      "Inventory, lineage and impact of the assets that Kestra flows declare, from their YAML alone.",
    )
    .version(programVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .option("--format <format>", "how results are printed: text or json; some commands know more", collect)
    .option("--store <file>", "where the inventory is; .ion for Ion (default: .assets/inventory.json)")
    .option("--config <file>", "the configuration (default: assets.config.yaml here or above)")
    .option("--no-color", "print without colours")
    .option("--debug", "print where an error comes from")
    .showSuggestionAfterError()
    .showHelpAfterError("  `assets --help` and `assets <command> --help` show what there is.")
    .exitOverride()
    .configureOutput({ writeErr: (text) => void process.stderr.write(text) })
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .addHelpText(
      "after",
      `
Begin with
  assets scan flows             read the flows and store what they declare
  assets impact <asset>         what is affected when this changes

Exit codes: 0 fine, 1 findings, differences or unreadable files, 2 wrong usage or configuration, 3 nothing to work on.`,
    );

  const named = COMMANDS.filter(({ names }) => name !== undefined && names.includes(name));
  for (const { add } of named.length > 0 ? named : COMMANDS) add(program);
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
      "--kestra <release>",
      "release of Kestra: 1.2, 1.3, 1.x, 2.0 or 2.x (default: by each flow's syntax)",
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

function listCommand(program: Command): void {
  selectionOptions(
    queryCommand(program, "list", "list assets, with type, namespace, layer, producers and consumers"),
  )
    .argument("[selection]", "assets, such as trips+ or type:Table (default: all)")
    .option("--type <type>", "whole type, or its last part such as Table")
    .option("--namespace <prefix>", "this namespace and those below it")
    .option("--meta <key=value>", "metadata that must hold (repeatable)", pair)
    .option("--external", "only assets that no flow writes")
    .addOption(new Option("--certainty <certainty>", "only this certainty").choices(CERTAINTIES))
    .action(async (selection: string | undefined, _options: object, command: Command) => {
      const { run } = await import("./commands/list.ts");
      await finish<ListOptions>(command, (inside, options) => run(inside, selection, options));
    });
}

function showCommand(program: Command): void {
  selectionOptions(
    queryCommand(program, "show", "show one asset: its fields, and every place that writes or reads it"),
  )
    .argument("<asset>", "id of an asset, or a selection of one")
    .option("--history", "also who declared it, and every change since")
    .action(async (id: string, _options: object, command: Command) => {
      const { run } = await import("./commands/show.ts");
      await finish<ShowOptions>(command, (inside, options) => run(inside, id, options));
    });
}

function lineageCommand(program: Command): void {
  drawableOptions(
    selectionOptions(
      queryCommand(program, "lineage", "show what feeds an asset and what it feeds, as trees"),
    ),
  )
    .argument("<selection>", "asset or selection")
    .option("--up", "only what feeds it")
    .option("--down", "only what it feeds")
    .option("--depth <number>", "how many tasks away at most", wholeNumber)
    .action(async (id: string, _options: object, command: Command) => {
      const picture = pictureFormatOf(command);
      if (picture !== undefined) {
        const { drawWalk } = await import("./commands/support/draw-answer.ts");
        await finish<LineageOptions & DrawnAnswerOptions>(
          command,
          (inside, { up, down, ...options }) =>
            drawWalk(inside, id, up === down ? ["up", "down"] : [up ? "up" : "down"], picture, options),
          "any",
        );
        return;
      }
      const { run } = await import("./commands/lineage.ts");
      await finish<LineageOptions>(command, (inside, options) => run(inside, id, options));
    });
}

function impactCommand(program: Command): void {
  drawableOptions(
    selectionOptions(
      queryCommand(program, "impact", "show everything that is affected when an asset changes"),
    ),
  )
    .argument("[selection]", 'asset or selection; "-" reads ids and files from standard input')
    .option("--since <revision>", "the impact of all flow files that changed since")
    .option("--depth <number>", "how many tasks away at most", wholeNumber)
    .action(async (selection: string | undefined, _options: object, command: Command) => {
      const picture = pictureFormatOf(command);
      if (picture !== undefined && selection !== undefined) {
        const { drawWalk } = await import("./commands/support/draw-answer.ts");
        await finish<ImpactOptions & DrawnAnswerOptions>(
          command,
          (inside, options) => drawWalk(inside, selection, ["down"], picture, options),
          "any",
        );
        return;
      }
      const { run } = await import("./commands/impact.ts");
      await finish<ImpactOptions>(command, (inside, options) => run(inside, selection, options));
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
  formats?: "any",
): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions & Options>();
  const format = formats === "any" ? "text" : outputFormat(options.format ?? []);
  if (format === "markdown") refuseMarkdown(command);
  const { createProgram } = await import("./commands/support/create-program.ts");
  process.exitCode = await run(await createProgram({ ...options, format }), options);
}

function outputFormat(given: readonly string[]): OutputFormat {
  const name = given.at(-1) ?? "text";
  const format = OUTPUT_FORMATS.find((known) => known === name);
  if (format === undefined) {
    throw new AssetsError(`"${name}" is no format that this command knows`, {
      hint: `Formats are ${OUTPUT_FORMATS.join(", ")}; \`assets <command> --help\` says which a command has.`,
    });
  }
  return format;
}

/** Only reports about a change are made for Markdown; silently printing something else would be worse. */
function refuseMarkdown(command: Command): void {
  const reportsChange =
    command.name() === "diff" ||
    (command.name() === "impact" && command.getOptionValue("since") !== undefined);
  if (reportsChange) return;
  throw new AssetsError(`\`assets ${command.name()}\` does not print Markdown`, {
    hint: "`assets diff` and `assets impact --since <revision>` do; text and json are for all commands.",
  });
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

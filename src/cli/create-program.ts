import { Command, InvalidArgumentError, Option } from "commander";
import { loadCommand } from "../commands/index.ts";
import { type Option as OptionSpec, OptionValueError } from "../commands/option.ts";
import { COMMANDS, type CommandName } from "../commands/options.ts";
import type { CommandSpec } from "../commands/specs/spec.ts";
import { programVersion } from "../util/version.ts";
import type { GlobalOptions } from "./create-context.ts";
import { formatsOf } from "./formats.ts";

/**
 * The table of commands and options as commander's commands. The code of a command is loaded when it runs.
 *
 * @param writeCommands writes workflow commands of GitHub Actions to stdout
 * @param writeErr takes the text of usage errors
 * @param name the first argument; if it is a command, the other commands are omitted, which shortens the start
 */
export function createProgram(
  name: string | undefined,
  { writeCommands, writeErr }: { readonly writeCommands: Write; readonly writeErr: Write },
): Command {
  const program = new Command("assets");
  program
    .description("Inventory, lineage and impact of the assets in Kestra flows, read from their YAML.")
    .version(programVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .option(
      "--format <format>",
      "output format: text, json or others, by command",
      (format: string, before?: readonly string[]) => [...(before ?? []), format],
    )
    .option("--store <file>", "inventory file, .json or .ion (default: .assets/inventory.json)")
    .option("--config <file>", "configuration file (default: assets.config.yaml in this folder or a parent)")
    .option("--follow-links", "follow symbolic links out of the working tree")
    .option("--no-color", "print without colours")
    .option("--debug", "print the stack of an error")
    .showSuggestionAfterError()
    .showHelpAfterError("  See `assets --help` and `assets <command> --help`.")
    .exitOverride()
    .configureOutput({ writeErr })
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .addHelpText(
      "after",
      `
Start with
  assets scan flows             read the flows and write the inventory
  assets impact <asset>         show everything affected by a change to an asset

Exit codes: 0 success, 1 findings, differences or unreadable files,
2 usage or configuration error, 3 nothing to work on.`,
    );
  const names = Object.keys(COMMANDS) as CommandName[];
  const named = names.filter((commandName) => commandName === name);
  for (const commandName of named.length > 0 ? named : names)
    addCommand(program, commandName, COMMANDS[commandName], writeCommands);
  return program;
}

type Write = (text: string) => void;

function addCommand(program: Command, name: CommandName, spec: CommandSpec, writeCommands: Write): void {
  const command = program.command(name).description(spec.description);
  for (const argument of spec.arguments) command.argument(argument.name, argument.description);
  for (const option of Object.values(spec.options)) command.addOption(commanderOption(option));
  if (spec.formats !== "own")
    command.addHelpText("after", `\nFormats: ${spec.formats.join(", ")} (--format).`);
  if ("scan" in spec.options) command.addHelpText("after", STORED_SETTINGS);
  if (spec.details !== undefined) command.addHelpText("after", spec.details);
  command.action(async () => {
    const options = command.optsWithGlobals<GlobalOptions>();
    const formats = formatsOf(name, spec, options);
    const [{ createContext }, run] = await Promise.all([import("./create-context.ts"), loadCommand(name)]);
    process.exitCode = await run(
      await createContext(options, formats, writeCommands),
      options,
      ...command.processedArgs,
    );
  });
}

const STORED_SETTINGS =
  "\nThe inventory keeps the settings of its scan:\nfor other values or inputs, run `assets scan` again.";

function commanderOption({
  flags,
  description,
  choices,
  parse,
  default: value,
  group,
}: OptionSpec<unknown>): Option {
  const option = new Option(flags, description);
  if (choices !== undefined) option.choices(choices);
  if (parse !== undefined) option.argParser(forCommander(parse));
  if (value !== undefined) option.default(value);
  if (group !== undefined) option.helpGroup(`${group}:`);
  return option;
}

/** Commander takes an error of its own for one in a value. */
function forCommander<Value>(parse: (text: string, before: Value) => Value): typeof parse {
  return (text, before) => {
    try {
      return parse(text, before);
    } catch (error) {
      throw error instanceof OptionValueError ? new InvalidArgumentError(error.message) : error;
    }
  };
}

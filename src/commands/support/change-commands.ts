import { type Command, Option } from "commander";
import type { AffectedOptions } from "../affected.ts";
import type { DiffOptions } from "../diff.ts";
import type { LogOptions } from "../log.ts";
import type { PathCommandOptions } from "../path.ts";
import type { DrawnAnswerOptions } from "./draw-answer.ts";
import { drawableOptions, pictureFormatOf } from "./drawable.ts";
import type { Finish } from "./lint-commands.ts";
import { wholeNumber } from "./option-values.ts";

/** Options of every command that takes a selection. */
export function selectionOptions(command: Command): Command {
  return command
    .option("--base <revision>", "compare with this revision, for state: in the selection")
    .option("--fail-on-empty", "exit code 3 when the selection selects nothing");
}

export const CHANGE_COMMANDS = ["path", "diff", "affected", "log"];

/** The commands about connections, changes and history. */
export function addChangeCommands(
  program: Command,
  finish: Finish,
  queryCommand: (program: Command, name: string, description: string) => Command,
): void {
  selectionOptions(
    queryCommand(program, "path", "show why two assets are connected: the shortest paths between them"),
  )
    .argument("<from>", "asset or selection")
    .argument("<to>", "asset or selection")
    .option("--activation", "also follow Flow triggers, calls of subflows and triggers on assets")
    .option("--limit <number>", "how many paths are shown at most (default: 5)", wholeNumber)
    .action(async (from: string, to: string, _options: object, command: Command) => {
      const { run } = await import("../path.ts");
      await finish<PathCommandOptions>(command, (inside, options) => run(inside, from, to, options));
    });
  drawableOptions(program.command("diff"))
    .option("--depth <number>", "draw this many steps around what changed (default: 1)", wholeNumber)
    .description("show what a change adds, changes and removes, what follows from it, and who has to know")
    .argument(
      "[revisions...]",
      "one: since it parted from HEAD, up to the working tree; two: from one to the other",
    )
    .option("--staged", "up to what is staged instead of the working tree")
    .addOption(
      new Option("--fail-on <category>", "the least serious difference that makes the exit code 1")
        .choices(["any", "metadata", "additive", "lineage", "breaking", "never"])
        .default("any"),
    )
    .action(async (revisions: string[], _options: object, command: Command) => {
      const picture = pictureFormatOf(command);
      if (picture !== undefined) {
        const { drawChange } = await import("./draw-answer.ts");
        await finish<DiffOptions & DrawnAnswerOptions>(
          command,
          (inside, options) => drawChange(inside, revisions, picture, options),
          "any",
        );
        return;
      }
      const { run } = await import("../diff.ts");
      await finish<DiffOptions>(command, (inside, options) => run(inside, revisions, options));
    });
  program
    .command("affected")
    .description("list the flows and assets that changed flow files touch")
    .argument("[revisions...]", "as for diff (default: HEAD)")
    .option("--staged", "up to what is staged instead of the working tree")
    .addOption(new Option("--only <names>", "names alone, one a line").choices(["flows", "assets", "files"]))
    .action(async (revisions: string[], _options: object, command: Command) => {
      const { run } = await import("../affected.ts");
      await finish<AffectedOptions>(command, (inside, options) => run(inside, revisions, options));
    });
  program
    .command("log")
    .description(
      "show the history of an asset: who declared it, and every change of its writers, readers and metadata",
    )
    .argument("<asset>", "id of an asset, also of one that is gone")
    .action(async (id: string, _options: object, command: Command) => {
      const { run } = await import("../log.ts");
      await finish<LogOptions>(command, (inside, options) => run(inside, id, options));
    });
}

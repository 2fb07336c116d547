import { type Command, Option } from "commander";
import type { ExitCode } from "../../util/errors.ts";
import type { LintOptions } from "../lint.ts";
import { collect, wholeNumber } from "./option-values.ts";
import type { Program } from "./program.ts";

/** Connects a command's code to its options and to the process. */
export type Finish = <Options extends object>(
  command: Command,
  run: (program: Program, options: Options) => Promise<ExitCode>,
  formats?: "any",
) => Promise<void>;

export const LINT_COMMANDS = ["lint", "explain", "config", "init"];

/** `lint` and what belongs to it: `explain`, `config` and `init`. */
export function addLintCommands(program: Command, finish: Finish): void {
  program
    .command("lint")
    .description("find what Kestra would drop, refuse or misread")
    .argument("[paths...]", "folders and files (default: paths of the configuration, or this folder)")
    .option("--rule <id>", "only this rule (repeatable)", collect)
    .option("--pedantic", "show notices too")
    .option("--fix", "correct what can be corrected without a doubt")
    .option("--dry-run", "with --fix: print what would change, as a diff")
    .option("--exclude <glob>", "files and folders to leave out (repeatable)", collect)
    .option("--baseline <file>", "hide the findings in this file")
    .option(
      "--update-baseline",
      "write all findings of today to the baseline (default: assets.baseline.json)",
    )
    .addOption(
      new Option("--fail-on <severity>", "what makes the exit code 1 (default: error)").choices([
        "error",
        "warning",
        "notice",
        "never",
      ]),
    )
    .option("--max-warnings <number>", "more warnings than this make the exit code 1", wholeNumber)
    .option("--stdin-filename <file>", "with the path -: the file that standard input stands for")
    .option("--list-rules", "list the rules")
    .addHelpText(
      "after",
      `
--format is repeatable here, and takes a file: --format text --format sarif=lint.sarif
Formats: text, json, sarif, github, gitlab, junit, markdown.

Folders are linted for themselves. Files are linted in the context of the whole configuration, or of this folder.
Exit codes: 0 fine, 1 findings, 2 wrong usage or configuration, 3 no flows. With SARIF on stdout findings are no failure.`,
    )
    .action(async (paths: string[], _options: object, command: Command) => {
      const { run } = await import("../lint.ts");
      await finish<Omit<LintOptions, "formats"> & { readonly format?: readonly string[] }>(
        command,
        (inside, { format = ["text"], ...options }) => run(inside, paths, { ...options, formats: format }),
        "any",
      );
    });
  program
    .command("explain")
    .description("say what a rule of the lint is about")
    .argument("<rule>", "id of a rule")
    .action(async (id: string, _options: object, command: Command) => {
      const { run } = await import("../explain.ts");
      await finish<object>(command, (inside) => run(inside, id));
    });
  program
    .command("config")
    .description("print the configuration in force")
    .action(async (_options: object, command: Command) => {
      const { run } = await import("../config.ts");
      await finish<{ readonly config?: string }>(command, run);
    });
  program
    .command("init")
    .description("write a configuration, a hook and a CI workflow; nothing is overwritten")
    .action(async (_options: object, command: Command) => {
      const { run } = await import("../init.ts");
      await finish<object>(command, run);
    });
}

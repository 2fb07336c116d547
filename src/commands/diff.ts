import { changeReport } from "../changes/change-report.ts";
import { isDifferent } from "../changes/compare.ts";
import { CATEGORIES, type Category } from "../changes/compared.ts";
import { impactOfDifference } from "../changes/comparison.ts";
import type { ExitCode } from "../errors.ts";
import { diffText } from "../report/diff-text.ts";
import { jsonText } from "../report/json.ts";
import { pullRequestMarkdown } from "../report/pull-request-markdown.ts";
import { type CompareCommandOptions, compareForCommand } from "./support/compare-options.ts";
import type { Program } from "./support/program.ts";

export interface DiffOptions extends CompareCommandOptions {
  /** What makes the exit code 1: `any` difference, a category or anything more serious, or `never`. */
  readonly failOn?: Category | "any" | "never";
}

export async function run(
  program: Program,
  revisions: readonly string[],
  options: DiffOptions,
): Promise<ExitCode> {
  const comparison = await compareForCommand(program, revisions, options);
  const report = changeReport(comparison, impactOfDifference(comparison));
  switch (program.format) {
    case "json":
      program.print(jsonText("diff", report));
      break;
    case "markdown":
      program.print(pullRequestMarkdown(report));
      break;
    default:
      program.print(diffText(report, program.text));
  }
  const { failOn = "any" } = options;
  if (failOn === "never") return 0;
  if (failOn === "any") return isDifferent(comparison.difference) ? 1 : 0;
  const limit = CATEGORIES.indexOf(failOn);
  return report.assets.some((change) => CATEGORIES.indexOf(change.category) <= limit) ? 1 : 0;
}

import { CATEGORIES, type Category, isDifferent } from "../changes/compared.ts";
import { diffText } from "../report/diff-text.ts";
import { jsonText } from "../report/json.ts";
import type { ExitCode } from "../util/errors.ts";
import type { CompareCommandOptions } from "./support/compare-options.ts";
import { comparedAnswer } from "./support/compared-answer.ts";
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
  const report = await comparedAnswer(program, revisions, options, "diff", async (comparison) => {
    const [{ changeReport }, { impactOfDifference }] = await Promise.all([
      import("../changes/change-report.ts"),
      import("../changes/comparison.ts"),
    ]);
    return changeReport(comparison, impactOfDifference(comparison));
  });
  switch (program.format) {
    case "json":
      program.print(jsonText("diff", report));
      break;
    case "markdown":
      program.print((await import("../report/pull-request-markdown.ts")).pullRequestMarkdown(report));
      break;
    default:
      program.print(diffText(report, program.text));
  }
  const { failOn = "any" } = options;
  if (failOn === "never") return 0;
  if (failOn === "any") return isDifferent(report) ? 1 : 0;
  const limit = CATEGORIES.indexOf(failOn);
  return report.assets.some((change) => CATEGORIES.indexOf(change.category) <= limit) ? 1 : 0;
}

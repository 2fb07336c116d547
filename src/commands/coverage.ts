import { createExplorer } from "../graph/explorer.ts";
import { limitLists } from "../report/limit-lists.ts";
import { report } from "../report/report.ts";
import { coverageMarkdown, coverageText } from "../report/text/coverage.ts";
import type { CommandAction } from "./context.ts";

/** Exit code 1 below the percentage of `--fail-under`. */
export const run: CommandAction<"coverage", []> = async (context, options) => {
  const workspace = await context.workspace();
  const { failUnder, settings, settingsFrom } = options;
  const isCheck = [failUnder, settings, settingsFrom].some((option) => option !== undefined);
  const { graph } = await workspace.inventory({ ...options, ...(isCheck && { from: options }) });
  const answer = limitLists(createExplorer(graph).coverage(), ["flows"], options.limit);
  const exitCode = failUnder !== undefined && answer.percent < failUnder ? 1 : 0;
  if (context.format === "markdown") return context.print({ output: coverageMarkdown(answer), exitCode });
  return context.print(report("coverage", answer, (text) => coverageText(answer, text), context, exitCode));
};

import { DRIFT_LISTS } from "../drift/answer.ts";
import { hasDrift } from "../drift/drift.ts";
import { driftMarkdown } from "../report/drift/markdown.ts";
import { driftText } from "../report/drift/text.ts";
import { limitLists } from "../report/limit-lists.ts";
import { report } from "../report/report.ts";
import type { CommandAction } from "./context.ts";

/** Exit code 1 for drift in a category of `--fail-on`. */
export const run: CommandAction<"drift", [name: string]> = async (context, options, name) => {
  const workspace = await context.workspace();
  const whole = await workspace.drift(name, { ...options, readStdin: context.readStdin });
  const exitCode = hasDrift(whole, options.failOn ?? []) ? 1 : 0;
  const answer = limitLists(whole, DRIFT_LISTS, options.limit);
  if (context.format === "markdown") return context.print({ output: driftMarkdown(answer), exitCode });
  return context.print(report("drift", answer, (text) => driftText(answer, text), context, exitCode));
};

import { limitLists } from "../report/limit-lists.ts";
import { report } from "../report/report.ts";
import { affectedNames, affectedText } from "../report/text/affected.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"affected", [revisions: readonly string[]]> = async (
  context,
  options,
  revisions,
) => {
  const workspace = await context.workspace();
  const whole = await workspace.affected(revisions, options);
  if (options.only !== undefined) {
    return context.print({ output: affectedNames(whole, options.only), exitCode: 0 });
  }
  const answer = limitLists(whole, ["flows", "assets"], options.limit);
  return context.print(report("affected", answer, (text) => affectedText(answer, text), context));
};

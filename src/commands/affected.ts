import { report } from "../report/report.ts";
import { affectedNames, affectedText } from "../report/text/affected.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"affected", [revisions: readonly string[]]> = async (
  context,
  options,
  revisions,
) => {
  const workspace = await context.workspace();
  const answer = await workspace.affected(revisions, options);
  if (options.only !== undefined) {
    return context.print({ output: affectedNames(answer, options.only), exitCode: 0 });
  }
  return context.print(report("affected", answer, (text) => affectedText(answer, text), context));
};

import { createExplorer } from "../graph/explorer.ts";
import { limitLists } from "../report/limit-lists.ts";
import { report } from "../report/report.ts";
import { detailsText } from "../report/text/details.ts";
import { historyText, limitHistory } from "../report/text/history.ts";
import { AssetsError } from "../util/errors.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"show", [selection: string]> = async (context, options, selection) => {
  if (options.why && options.scan === false) {
    throw new AssetsError("--why reads the flows, and --no-scan does not", { hint: "Omit one of them." });
  }
  const workspace = await context.workspace();
  const { graph, id } = await workspace.selectOne(selection, options);
  const whole = createExplorer(graph).details(id);
  const answer = limitLists(whole, ["writers", "readers"], options.limit);
  const history = options.history ? limitHistory(await workspace.history(id), options.limit) : undefined;
  const why = options.why ? await workspace.why(graph, id, options.limit) : undefined;
  return context.print(
    report(
      "show",
      { ...answer, ...(why && { why }), ...(history && { history }) },
      (text) => detailsText(answer, text, whole, why) + (history ? `\n${historyText(history, text)}` : ""),
      context,
    ),
  );
};

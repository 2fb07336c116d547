import { createExplorer } from "../graph/explorer.ts";
import { report } from "../report/report.ts";
import { detailsText } from "../report/text/details.ts";
import { historyText } from "../report/text/history.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"show", [selection: string]> = async (context, options, selection) => {
  const workspace = await context.workspace();
  const { graph, id } = await workspace.selectOne(selection, options);
  const answer = createExplorer(graph).details(id);
  const history = options.history ? await workspace.history(id) : undefined;
  return context.print(
    report(
      "show",
      { ...answer, ...(history && { history }) },
      (text) => detailsText(answer, text) + (history ? `\n${historyText(history, text)}` : ""),
      context,
    ),
  );
};

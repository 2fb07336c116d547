import { createExplorer } from "../graph/explorer.ts";
import { report } from "../report/report.ts";
import { pathText } from "../report/text/path.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"path", [from: string, to: string]> = async (context, options, from, to) => {
  const workspace = await context.workspace();
  const { graph, nodes } = await workspace.select([from, to], options);
  const [starts = [], targets = []] = nodes;
  const answer = createExplorer(graph).paths(starts, targets, options);
  return context.print(report("path", answer, (text) => pathText(answer, text), context));
};

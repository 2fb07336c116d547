import { report } from "../report/report.ts";
import { queryResultText } from "../report/text/query.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"query", [expression: string]> = async (context, options, expression) => {
  const workspace = await context.workspace();
  const answer = await workspace.query(expression, { ...options, readStdin: context.readStdin });
  return context.print(report("query", answer, () => queryResultText(answer.result), context));
};

import { declareReport } from "../report/declare-report.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"declare", [names: readonly string[]]> = async (context, options, names) => {
  const workspace = await context.workspace();
  const outcome = await workspace.declare({ ...options, names });
  return context.print(declareReport(outcome, context));
};

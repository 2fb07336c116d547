import { report } from "../report/report.ts";
import { historyText, limitHistory } from "../report/text/history.ts";
import type { CommandAction } from "./context.ts";

/** The id may be missing from the inventory: a removed asset has a history too. */
export const run: CommandAction<"log", [id: string]> = async (context, options, id) => {
  const whole = await (await context.workspace()).history(id, options);
  const history = limitHistory(whole, options.limit);
  return context.print(report("log", history, (text) => historyText(history, text), context));
};

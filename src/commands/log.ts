import { historyText } from "../report/history-text.ts";
import { jsonText } from "../report/json.ts";
import type { ExitCode } from "../util/errors.ts";
import { historyForCommand } from "./support/asset-history.ts";
import type { Program } from "./support/program.ts";

export interface LogOptions {
  readonly store?: string;
  readonly config?: string;
}

/** The id need not be in the inventory: what is gone has a history too. */
export async function run(program: Program, id: string, options: LogOptions): Promise<ExitCode> {
  const history = await historyForCommand(program, id, options);
  program.print(program.format === "json" ? jsonText("log", history) : historyText(history, program.text));
  return 0;
}

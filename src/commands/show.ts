import type { ExitCode } from "../errors.ts";
import { createExplorer } from "../graph/explorer.ts";
import { detailsText } from "../report/details-text.ts";
import { historyText } from "../report/history-text.ts";
import { jsonText } from "../report/json.ts";
import type { Program } from "./support/program.ts";
import { type SelectOptions, selectable, selectOne } from "./support/select-assets.ts";

export interface ShowOptions extends SelectOptions {
  readonly history?: boolean;
}

export async function run(program: Program, selection: string, options: ShowOptions): Promise<ExitCode> {
  const asked = await selectable(program, [selection], options);
  const id = selectOne(program, asked, selection);
  const answer = createExplorer(asked.graph).details(id);
  const history = options.history ? await historyOf(program, id, options) : undefined;
  if (program.format === "json") {
    program.print(jsonText("show", { ...answer, ...(history && { history }) }));
    return 0;
  }
  program.print(detailsText(answer, program.text));
  if (history) program.print(`\n${historyText(history, program.text)}`);
  return 0;
}

async function historyOf(program: Program, id: string, options: ShowOptions) {
  const { historyForCommand } = await import("./support/asset-history.ts");
  return historyForCommand(program, id, options);
}

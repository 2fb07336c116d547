import type { ExitCode } from "../errors.ts";
import { details } from "../graph/details.ts";
import { createGraph } from "../graph/graph.ts";
import { detailsText } from "../report/details-text.ts";
import { jsonText } from "../report/json.ts";
import { currentInventory, type QueryOptions } from "./support/current-inventory.ts";
import { findAsset } from "./support/find-asset.ts";
import type { Program } from "./support/program.ts";

export async function run(program: Program, id: string, options: QueryOptions): Promise<ExitCode> {
  const graph = createGraph(await currentInventory(program, options));
  const answer = details(graph, findAsset(graph, id));
  program.print(program.format === "json" ? jsonText("show", answer) : detailsText(answer, program.text));
  return 0;
}

import type { ExitCode } from "../errors.ts";
import { createGraph } from "../graph/graph.ts";
import { impact } from "../graph/impact.ts";
import { impactText } from "../report/impact-text.ts";
import { jsonText } from "../report/json.ts";
import { currentInventory, type QueryOptions } from "./support/current-inventory.ts";
import { findAsset } from "./support/find-asset.ts";
import type { Program } from "./support/program.ts";

export interface ImpactOptions extends QueryOptions {
  readonly depth?: number;
}

export async function run(program: Program, id: string, options: ImpactOptions): Promise<ExitCode> {
  const graph = createGraph(await currentInventory(program, options));
  const answer = impact(graph, findAsset(graph, id), options);
  program.print(program.format === "json" ? jsonText("impact", answer) : impactText(answer, program.text));
  return 0;
}

import type { ExitCode } from "../errors.ts";
import type { Direction } from "../graph/answer.ts";
import { createGraph } from "../graph/graph.ts";
import { lineage } from "../graph/lineage.ts";
import { jsonText } from "../report/json.ts";
import { lineageText } from "../report/lineage-text.ts";
import { currentInventory, type QueryOptions } from "./support/current-inventory.ts";
import { findAsset } from "./support/find-asset.ts";
import type { Program } from "./support/program.ts";

export interface LineageOptions extends QueryOptions {
  readonly up?: boolean;
  readonly down?: boolean;
  readonly depth?: number;
}

export async function run(program: Program, id: string, options: LineageOptions): Promise<ExitCode> {
  const graph = createGraph(await currentInventory(program, options));
  const both = options.up === options.down;
  const directions: Direction[] = both ? ["up", "down"] : [options.up ? "up" : "down"];
  const answer = lineage(graph, findAsset(graph, id), {
    directions,
    ...(options.depth !== undefined && { depth: options.depth }),
  });
  program.print(program.format === "json" ? jsonText("lineage", answer) : lineageText(answer, program.text));
  return 0;
}

import type { ExitCode } from "../errors.ts";
import type { Direction } from "../graph/answer.ts";
import { createExplorer } from "../graph/explorer.ts";
import { assetAt } from "../graph/graph.ts";
import { jsonText } from "../report/json.ts";
import { lineageText } from "../report/lineage-text.ts";
import type { Program } from "./support/program.ts";
import { type SelectOptions, selectable, selectNodes } from "./support/select-assets.ts";

export interface LineageOptions extends SelectOptions {
  readonly up?: boolean;
  readonly down?: boolean;
  readonly depth?: number;
}

/** One asset is answered alone; of several, one answer after the other. */
export async function run(program: Program, selection: string, options: LineageOptions): Promise<ExitCode> {
  const asked = await selectable(program, [selection], options);
  const both = options.up === options.down;
  const directions: Direction[] = both ? ["up", "down"] : [options.up ? "up" : "down"];
  const answers = selectNodes(program, asked, selection, options).map((node) =>
    createExplorer(asked.graph).lineage(assetAt(asked.graph, node).id, {
      directions,
      ...(options.depth !== undefined && { depth: options.depth }),
    }),
  );
  const [only] = answers;
  if (program.format === "json") {
    const answer = only !== undefined && answers.length === 1 ? only : { lineages: answers };
    program.print(jsonText("lineage", answer));
  } else {
    program.print(answers.map((answer) => lineageText(answer, program.text)).join("\n"));
  }
  return 0;
}

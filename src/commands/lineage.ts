import type { Direction } from "../graph/answer.ts";
import { createExplorer } from "../graph/explorer.ts";
import { assetAt } from "../graph/graph.ts";
import { report } from "../report/report.ts";
import { limitLineage, lineageText } from "../report/text/lineage.ts";
import type { CommandAction } from "./context.ts";
import { isPictureFormat } from "./specs/spec.ts";

/** One asset gives one object; several give a list of answers. */
export const run: CommandAction<"lineage", [selection: string]> = async (context, options, selection) => {
  const { up, down, depth, limit } = options;
  const directions: Direction[] = up === down ? ["up", "down"] : [up ? "up" : "down"];
  const workspace = await context.workspace();
  const {
    graph,
    nodes: [nodes = []],
  } = await workspace.select([selection], options);
  if (isPictureFormat(context.format)) {
    const { drawWalk } = await import("./draw.ts");
    return drawWalk(context, context.format, { graph, nodes, directions }, options);
  }
  const lineages = nodes.map((node) =>
    limitLineage(
      createExplorer(graph).lineage(assetAt(graph, node).id, {
        directions,
        ...(depth !== undefined && { depth }),
      }),
      limit,
    ),
  );
  const [only] = lineages;
  return context.print(
    report(
      "lineage",
      only !== undefined && lineages.length === 1 ? only : { lineages },
      (text) => lineages.map((answer) => lineageText(answer, text)).join("\n"),
      context,
    ),
  );
};

import { assetAt } from "../graph/graph.ts";
import { limitLists } from "../report/limit-lists.ts";
import { report } from "../report/report.ts";
import { impactText } from "../report/text/impact.ts";
import type { ExitCode } from "../util/errors.ts";
import { isOneId } from "../workspace/select.ts";
import type { CommandContext } from "./context.ts";
import type { OptionsOf } from "./options.ts";
import { isPictureFormat } from "./specs/spec.ts";

/** `impact <selection>`: the impact of one asset, or of several assets, flows and files. */
export async function runImpactOfSelection(
  context: CommandContext,
  options: OptionsOf<"impact">,
  selection: string,
): Promise<ExitCode> {
  const workspace = await context.workspace();
  const {
    graph,
    nodes: [nodes = []],
    flows,
  } = selection === "-"
    ? await workspace.selectNamed(Buffer.from(context.readStdin()).toString("utf8"), options)
    : await workspace.select([selection], { ...options, side: "outputs" });
  if (isPictureFormat(context.format)) {
    const { drawWalk } = await import("./draw.ts");
    return drawWalk(context, context.format, { graph, nodes, directions: ["down"] }, options);
  }
  const [only] = nodes;
  if (only !== undefined && selection !== "-" && isOneId(graph, selection)) {
    const whole = await workspace.impactOfAsset(graph, assetAt(graph, only).id, options);
    const answer = limitLists(whole, ["assets", "consumers"], options.limit);
    return context.print(report("impact", answer, (text) => impactText(answer, text), context));
  }
  const { selectionImpactText } = await import("../report/text/selection-impact.ts");
  const whole = await workspace.impactOf(graph, nodes, { ...options, changedFlows: flows() });
  const answer = limitLists(whole, ["assets", "flows"], options.limit);
  return context.print(report("impact", answer, (text) => selectionImpactText(answer, text), context));
}

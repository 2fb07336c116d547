import { createExplorer } from "../graph/explorer.ts";
import { assetAt } from "../graph/graph.ts";
import { toGraphml } from "../report/files/graphml.ts";
import { drawCollapsed } from "../report/pictures/draw-collapsed.ts";
import { omissionNotes } from "../report/pictures/picture.ts";
import type { ExitCode } from "../util/errors.ts";
import { findAsset } from "../workspace/find-asset.ts";
import type { CommandContext } from "./context.ts";
import { writePicture } from "./draw.ts";
import type { OptionsOf } from "./options.ts";
import type { PictureFormat } from "./specs/spec.ts";

/** Draws the inventory, or a selection of it. */
export async function exportPicture(
  context: CommandContext,
  format: PictureFormat | "graphml",
  selection: string | undefined,
  options: OptionsOf<"export">,
): Promise<ExitCode> {
  const workspace = await context.workspace();
  const { graph, nodes } = await workspace.select(selection === undefined ? [] : [selection], options);
  const keep = nodes[0] && new Set(nodes[0].map((node) => assetAt(graph, node).id));
  const { depth } = options;
  const drawing = drawCollapsed(graph.inventory, options, {
    links: createExplorer(graph).patternPairs(),
    focus: new Set((options.focus ?? []).map((id) => findAsset(graph, id))),
    ...(keep && { keep }),
    ...(depth !== undefined && { depth }),
  });
  if (format !== "graphml")
    return writePicture(context, await workspace.withoutSecrets(drawing), format, options);
  for (const line of omissionNotes(drawing)) context.note(line);
  const shown = await workspace.withoutSecrets({ drawing, inventory: graph.inventory });
  await context.write(options.output, toGraphml(shown.drawing, shown.inventory));
  return 0;
}

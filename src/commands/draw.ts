import { changeReport } from "../changes/change-report.ts";
import { isDifferent } from "../changes/compared.ts";
import { type Comparison, impactOfDifference } from "../changes/comparison.ts";
import { uniteInventories } from "../changes/union.ts";
import type { Direction } from "../graph/answer.ts";
import { createExplorer } from "../graph/explorer.ts";
import { assetAt, createGraph, type Graph } from "../graph/graph.ts";
import { breakingMarks } from "../report/diff/breaking-marks.ts";
import { drawCollapsed, type GroupOptions } from "../report/pictures/draw-collapsed.ts";
import { drawDifference } from "../report/pictures/draw-difference.ts";
import type { Drawing } from "../report/pictures/drawing.ts";
import { renderDrawing } from "../report/pictures/picture.ts";
import type { ExitCode } from "../util/errors.ts";
import { type PictureToolOptions, pictureTools } from "../workspace/picture-tools.ts";
import type { CommandContext } from "./context.ts";
import type { PictureFormat } from "./specs/spec.ts";

/** Options of all drawing commands. */
export interface PictureOptions extends GroupOptions, PictureToolOptions {
  readonly output?: string;
  readonly depth?: number;
}

/** Draws the assets reached from each start, with the starts highlighted. */
export async function drawWalk(
  context: CommandContext,
  format: PictureFormat,
  walked: {
    readonly graph: Graph;
    readonly nodes: readonly number[];
    readonly directions: readonly Direction[];
  },
  { depth, ...options }: PictureOptions,
): Promise<ExitCode> {
  const { graph, nodes, directions } = walked;
  const explorer = createExplorer(graph);
  const starts = nodes.map((node) => assetAt(graph, node).id);
  const keep = explorer.reachedIds(starts, directions, depth === undefined ? {} : { depth });
  const links = explorer.patternPairs();
  const drawing = drawCollapsed(graph.inventory, options, { links, keep, focus: new Set(starts) });
  return writePicture(context, drawing, format, options);
}

/** Draws added, changed and removed assets with their nearest neighbours. Exit code 1 for a difference. */
export async function drawChange(
  context: CommandContext,
  format: PictureFormat,
  comparison: Comparison,
  options: PictureOptions,
): Promise<ExitCode> {
  const { sides, difference } = comparison;
  const breaks = breakingMarks(changeReport(comparison, await impactOfDifference(comparison)));
  const links = createExplorer(createGraph(uniteInventories(sides))).patternPairs();
  const drawing = drawDifference(sides.before, sides.after, { depth: 1, ...options, links, breaks });
  await writePicture(context, drawing, format, options);
  return isDifferent(difference) ? 1 : 0;
}

/** Writes a drawing in a format; notes about it go to stderr. */
export async function writePicture(
  { folder, note, write }: CommandContext,
  drawing: Drawing,
  format: PictureFormat,
  options: PictureOptions,
): Promise<ExitCode> {
  const { notes, content } = renderDrawing(drawing, format, pictureTools(folder, options));
  for (const line of notes) note(line);
  await write(options.output, [await content()], format === "png" ? { binary: "a PNG" } : {});
  return 0;
}

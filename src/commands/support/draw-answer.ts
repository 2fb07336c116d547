import { isDifferent } from "../../changes/compared.ts";
import { uniteInventories } from "../../changes/union.ts";
import type { ExitCode } from "../../errors.ts";
import type { Direction } from "../../graph/answer.ts";
import { createExplorer } from "../../graph/explorer.ts";
import { assetAt, createGraph } from "../../graph/graph.ts";
import { collapse } from "../../report/pictures/collapse.ts";
import { drawDifference } from "../../report/pictures/draw-difference.ts";
import type { Drawing } from "../../report/pictures/drawing.ts";
import { type CompareCommandOptions, compareForCommand } from "./compare-options.ts";
import type { PictureFormat } from "./drawable.ts";
import { refuseTerminal, writeOutput } from "./output.ts";
import { drawGraph, type PictureOptions, renderPicture } from "./picture-options.ts";
import type { Program } from "./program.ts";
import { type SelectOptions, selectable, selectNodes } from "./select-assets.ts";

/** Options of a command whose answer can be drawn. */
export interface DrawnAnswerOptions extends PictureOptions {
  readonly output?: string;
  readonly depth?: number;
}

/** Draws what a walk from each selected asset reaches, with the start standing out. */
export async function drawWalk(
  program: Program,
  selection: string,
  directions: readonly Direction[],
  format: PictureFormat,
  options: SelectOptions & DrawnAnswerOptions,
): Promise<ExitCode> {
  const asked = await selectable(program, [selection], options);
  const { graph } = asked;
  const starts = selectNodes(program, asked, selection, options).map((node) => assetAt(graph, node).id);
  const depth = options.depth === undefined ? {} : { depth: options.depth };
  const keep = createExplorer(graph).reachedIds(starts, directions, depth);
  const { depth: _, ...how } = options;
  return print(program, drawGraph(graph, { ...how, keep, focus: new Set(starts) }), format, options);
}

/** Draws what a change adds, changes and removes, with the nearest assets around it. */
export async function drawChange(
  program: Program,
  revisions: readonly string[],
  format: PictureFormat,
  options: CompareCommandOptions & DrawnAnswerOptions,
): Promise<ExitCode> {
  const { sides, difference } = await compareForCommand(program, revisions, options);
  const cluster = options.collapse ?? options.cluster;
  const drawing = drawDifference(sides.before, sides.after, {
    depth: options.depth ?? 1,
    links: createExplorer(createGraph(uniteInventories(sides))).patternPairs(),
    ...(cluster && { cluster }),
    ...(options.flows !== undefined && { flows: options.flows }),
  });
  await print(program, options.collapse === undefined ? drawing : collapse(drawing), format, options);
  return isDifferent(difference) ? 1 : 0;
}

async function print(
  program: Program,
  drawing: Drawing,
  format: PictureFormat,
  options: DrawnAnswerOptions,
): Promise<ExitCode> {
  if (format === "png") refuseTerminal(options.output, "a PNG");
  await writeOutput(program, options.output, [await renderPicture(program, drawing, format, options)]);
  return 0;
}

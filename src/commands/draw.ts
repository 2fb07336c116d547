import { resolve } from "node:path";
import { isDifferent } from "../changes/compared.ts";
import type { Comparison } from "../changes/comparison.ts";
import { uniteInventories } from "../changes/union.ts";
import type { Direction } from "../graph/answer.ts";
import { createExplorer } from "../graph/explorer.ts";
import { assetAt, createGraph, type Graph } from "../graph/graph.ts";
import { toGraphml } from "../report/files/graphml.ts";
import { collapse } from "../report/pictures/collapse.ts";
import { toDot } from "../report/pictures/dot.ts";
import { DEFAULT_THEME, mergeThemes, type ThemeOverride } from "../report/pictures/dot-theme.ts";
import { type DrawOptions, draw } from "../report/pictures/draw.ts";
import { drawDifference } from "../report/pictures/draw-difference.ts";
import type { Drawing, Grouping } from "../report/pictures/drawing.ts";
import { mermaidProblem, toMermaid } from "../report/pictures/mermaid.ts";
import { toSvg } from "../report/pictures/svg.ts";
import type { ExitCode } from "../util/errors.ts";
import { count } from "../util/text.ts";
import { findAsset } from "../workspace/find-asset.ts";
import { layOutPicture } from "../workspace/lay-out-picture.ts";
import { toPng } from "../workspace/paint-picture.ts";
import { readTheme } from "../workspace/read-theme.ts";
import type { Chunks, CommandContext } from "./context.ts";
import type { OptionsOf, PictureFormat } from "./options.ts";

/** Options of every command that draws. */
interface PictureOptions {
  readonly flows?: boolean;
  readonly cluster?: Grouping;
  readonly collapse?: Grouping;
  readonly theme?: string;
  readonly font?: readonly string[];
  readonly scale?: number;
  readonly timeLimit?: number;
  readonly output?: string;
}

/** Draws the assets that a walk from each start reaches, with the starts standing out. */
export async function drawWalk(
  context: CommandContext,
  format: PictureFormat,
  walked: {
    readonly graph: Graph;
    readonly nodes: readonly number[];
    readonly directions: readonly Direction[];
  },
  options: PictureOptions & { readonly depth?: number },
): Promise<ExitCode> {
  const { graph, nodes, directions } = walked;
  const { depth, ...picture } = options;
  const starts = nodes.map((node) => assetAt(graph, node).id);
  const keep = createExplorer(graph).reachedIds(starts, directions, depth === undefined ? {} : { depth });
  return writeDrawing(context, drawGraph(graph, picture, { keep, focus: new Set(starts) }), format, picture);
}

/** Draws what a change adds, changes and removes, with the nearest assets around it. Exit code 1 for a difference. */
export async function drawChange(
  context: CommandContext,
  format: PictureFormat,
  { sides, difference }: Comparison,
  options: PictureOptions & { readonly depth?: number },
): Promise<ExitCode> {
  const cluster = options.collapse ?? options.cluster;
  const drawing = drawDifference(sides.before, sides.after, {
    depth: options.depth ?? 1,
    links: createExplorer(createGraph(uniteInventories(sides))).patternPairs(),
    ...(cluster && { cluster }),
    ...(options.flows !== undefined && { flows: options.flows }),
  });
  const shown = options.collapse === undefined ? drawing : collapse(drawing);
  await writeDrawing(context, shown, format, options);
  return isDifferent(difference) ? 1 : 0;
}

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
  const focus = new Set((options.focus ?? []).map((id) => findAsset(graph, id)));
  const { depth } = options;
  const drawing = drawGraph(graph, options, {
    ...(keep && { keep }),
    focus,
    ...(depth !== undefined && { depth }),
  });
  if (format !== "graphml") {
    return writeDrawing(context, await workspace.withoutSecrets(drawing), format, options);
  }
  const shown = await workspace.withoutSecrets({ drawing, inventory: graph.inventory });
  await context.write(options.output, toGraphml(shown.drawing, shown.inventory));
  return 0;
}

function drawGraph(
  graph: Graph,
  { cluster, collapse: by, flows }: PictureOptions,
  narrowed: Pick<DrawOptions, "keep" | "focus" | "depth">,
): Drawing {
  const group = by ?? cluster;
  const drawing = draw(graph.inventory, {
    links: createExplorer(graph).patternPairs(),
    ...narrowed,
    ...(group && { cluster: group }),
    ...(flows !== undefined && { flows }),
  });
  return by === undefined ? drawing : collapse(drawing);
}

async function writeDrawing(
  context: CommandContext,
  drawing: Drawing,
  format: PictureFormat,
  options: PictureOptions,
): Promise<ExitCode> {
  const chunks: Chunks = [await render(context, drawing, format, options)];
  await context.write(options.output, chunks, format === "png" ? { binary: "a PNG" } : {});
  return 0;
}

/** A drawing in a format; what a reader of the picture has to know goes to stderr. */
async function render(
  { folder, note }: CommandContext,
  drawing: Drawing,
  format: PictureFormat,
  { theme: themeFile, font, scale, timeLimit }: PictureOptions,
): Promise<string | Uint8Array> {
  const theme =
    themeFile === undefined
      ? DEFAULT_THEME
      : mergeThemes(DEFAULT_THEME, readTheme(folder, themeFile) as ThemeOverride);
  if (drawing.hidden > 0) note(`note: ${count(drawing.hidden, "asset")} further away not drawn`);
  if (format === "dot") return toDot(drawing, theme);
  if (format === "mermaid") {
    const text = toMermaid(drawing);
    const problem = mermaidProblem(drawing, text);
    if (problem !== undefined) {
      note(`warning: ${problem}; draw less with --collapse, or --focus and --depth, or take --format svg`);
    }
    return text;
  }
  const size = { nodes: drawing.nodes.length, edges: drawing.edges.length };
  const limit = timeLimit === undefined ? undefined : timeLimit * 1000;
  const svg = toSvg(drawing, await layOutPicture(toDot(drawing, theme), size, limit));
  if (format === "svg") return svg;
  return toPng(svg, {
    ...(scale !== undefined && { scale }),
    ...(font && { fonts: font.map((file) => resolve(folder, file)) }),
  });
}

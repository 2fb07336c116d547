import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AssetsError, systemErrorReason } from "../../errors.ts";
import { createExplorer } from "../../graph/explorer.ts";
import type { Graph } from "../../graph/graph.ts";
import { collapse } from "../../report/pictures/collapse.ts";
import { toDot } from "../../report/pictures/dot.ts";
import {
  DEFAULT_THEME,
  mergeThemes,
  type Theme,
  type ThemeOverride,
} from "../../report/pictures/dot-theme.ts";
import { type DrawOptions, draw } from "../../report/pictures/draw.ts";
import type { Drawing, Grouping } from "../../report/pictures/drawing.ts";
import { mermaidProblem, toMermaid } from "../../report/pictures/mermaid.ts";
import { toPng } from "../../report/pictures/png.ts";
import { toSvg } from "../../report/pictures/svg.ts";
import { count } from "../../report/words.ts";
import type { PictureFormat } from "./drawable.ts";
import type { Program } from "./program.ts";

/** How a picture is made; the same for every command that draws one. */
export interface PictureOptions {
  readonly flows?: boolean;
  readonly cluster?: Grouping;
  readonly collapse?: Grouping;
  /** A JSON file with parts of a theme. */
  readonly theme?: string;
  /** Font files for PNG. */
  readonly font?: readonly string[];
  readonly scale?: number;
  /** Seconds that the layout may take. */
  readonly timeLimit?: number;
}

/** Draws the assets of a graph, with the links of its patterns. */
export function drawGraph(
  graph: Graph,
  options: PictureOptions & Pick<DrawOptions, "keep" | "focus" | "depth">,
): Drawing {
  const { keep, focus, depth, flows } = options;
  const cluster = options.collapse ?? options.cluster;
  const drawing = draw(graph.inventory, {
    links: createExplorer(graph).patternPairs(),
    ...(cluster && { cluster }),
    ...(flows !== undefined && { flows }),
    ...(keep && { keep }),
    ...(focus && { focus }),
    ...(depth !== undefined && { depth }),
  });
  return options.collapse === undefined ? drawing : collapse(drawing);
}

/** Prints a drawing in a format; what a reader of the picture has to know goes to stderr. */
export async function renderPicture(
  program: Program,
  drawing: Drawing,
  format: PictureFormat,
  options: PictureOptions,
): Promise<string | Uint8Array> {
  const theme = readTheme(program, options.theme);
  if (drawing.hidden > 0) program.note(`note: ${count(drawing.hidden, "asset")} further away not drawn`);
  if (format === "dot") return toDot(drawing, theme);
  if (format === "mermaid") {
    const text = toMermaid(drawing);
    const problem = mermaidProblem(drawing, text);
    if (problem !== undefined) {
      program.note(
        `warning: ${problem}; draw less with --collapse, or --focus and --depth, or take --format svg`,
      );
    }
    return text;
  }
  const timeLimit = options.timeLimit === undefined ? undefined : options.timeLimit * 1000;
  const svg = await toSvg(drawing, theme, timeLimit);
  if (format === "svg") return svg;
  return toPng(svg, {
    ...(options.scale !== undefined && { scale: options.scale }),
    ...(options.font && { fonts: options.font.map((file) => resolve(program.folder, file)) }),
  });
}

function readTheme(program: Program, file: string | undefined): Theme {
  if (file === undefined) return DEFAULT_THEME;
  try {
    const text = readFileSync(resolve(program.folder, file), "utf8");
    return mergeThemes(DEFAULT_THEME, JSON.parse(text) as ThemeOverride);
  } catch (error) {
    throw new AssetsError(`the theme "${file}" cannot be read: ${systemErrorReason(error)}`, {
      cause: error,
      hint: "A theme is a JSON file; docs/exports/pictures.md shows one.",
    });
  }
}

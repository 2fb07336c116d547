import { count } from "../../util/text.ts";
import type { PictureTools } from "../../workspace/picture-tools.ts";
import { toDot } from "./dot.ts";
import { DEFAULT_THEME, mergeThemes, type ThemeOverride } from "./dot-theme.ts";
import type { Drawing } from "./drawing.ts";
import { mermaidProblem, toMermaid } from "./mermaid.ts";
import { toSvg } from "./svg.ts";

export interface Picture {
  /** Notes about the picture, one line each. */
  readonly notes: readonly string[];
  /** Rejects with an AssetsError if layout or painting fails. */
  readonly content: () => Promise<string | Uint8Array>;
}

/** A drawing in a format. */
export function renderDrawing(
  drawing: Drawing,
  format: "dot" | "svg" | "png" | "mermaid",
  { theme: override, layOut, paint }: PictureTools,
): Picture {
  const theme =
    override === undefined ? DEFAULT_THEME : mergeThemes(DEFAULT_THEME, override as ThemeOverride);
  const omitted = [...omissionNotes(drawing), ...(format === "dot" ? [] : sizeNotes(drawing))];
  if (format === "mermaid") {
    const text = toMermaid(drawing);
    return { notes: [...omitted, ...mermaidNotes(drawing, text)], content: async () => text };
  }
  const size = { nodes: drawing.nodes.length, edges: drawing.edges.length };
  const svg = async () => toSvg(drawing, await layOut(toDot(drawing, theme), size));
  const contents = {
    dot: async () => toDot(drawing, theme),
    svg,
    png: async () => paint(await svg()),
  };
  return { notes: omitted, content: contents[format] };
}

/** Notes on the assets and edges that a drawing omits, one line each. */
export function omissionNotes({ hidden, edgesLeftOut = 0 }: Drawing): string[] {
  return [
    ...(hidden > 0 ? [`note: ${count(hidden, "asset")} beyond --depth not drawn`] : []),
    ...(edgesLeftOut > 0 ? [`warning: too many edges: ${count(edgesLeftOut, "edge")} not drawn`] : []),
  ];
}

/** More nodes than one picture can show legibly. */
const MOST_READABLE = 150;

function sizeNotes({ nodes }: Drawing): string[] {
  if (nodes.length <= MOST_READABLE) return [];
  return [
    `note: ${count(nodes.length, "node")} are hard to read in one picture; narrow it with a selection or --depth, draw groups with --collapse, or make a page with \`assets export --format html\``,
  ];
}

function mermaidNotes(drawing: Drawing, text: string): string[] {
  const problem = mermaidProblem(drawing, text);
  if (problem === undefined) return [];
  return [
    `warning: ${problem}; reduce the picture with --collapse or with --focus and --depth, or use --format svg`,
  ];
}

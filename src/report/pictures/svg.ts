import { labelLines } from "./dot.ts";
import { percentEncoded } from "./dot-text.ts";
import type { Drawing } from "./drawing.ts";

/** Fonts with the same widths as in the layout, then any font of the viewer. */
const FONTS = "Arial, Arimo, 'Liberation Sans', Helvetica, sans-serif";

/**
 * A drawing as SVG without scripts, external files and embedded fonts.
 *
 * @param layout Graphviz's `-Tsvg` output for the DOT text of the drawing
 */
export function toSvg(drawing: Drawing, layout: string): string {
  return quietNotes(
    onceDrawn(layout)
      .slice(layout.indexOf("<svg"))
      .replace(/<!--[\s\S]*?-->\n?/g, "")
      .replaceAll('font-family="Arial"', `font-family="${FONTS}"`)
      .replaceAll('stroke="transparent"', 'stroke="none"'),
    drawing,
  );
}

/** Graphviz 5 sometimes draws an edge between nodes of one rank twice; the second is removed. */
function onceDrawn(svg: string): string {
  return svg.replace(
    /(<path fill="none"[^>]*\/>\n(?:<polygon [^>]*\/>\n)?)<path fill="none"[^>]*\/>\n(?:<polygon [^>]*\/>\n)?/g,
    "$1",
  );
}

/** Graphviz has one font per label; the lines under a title get a smaller and lighter one, which highlights ids. */
function quietNotes(svg: string, drawing: Drawing): string {
  const noteLines = new Map(
    drawing.nodes.map((node) => [percentEncoded(node.key), labelLines(node).notes.length]),
  );
  return svg.replace(
    /<g id="node\d+" class="node">\n<title>([^<]*)<\/title>[\s\S]*?\n<\/g>\n/g,
    (group, title: string) => {
      const parts = group.split("<text ");
      const first = parts.length - (noteLines.get(xmlText(title)) ?? 0);
      return parts.map((part, index) => (index < first || index === 0 ? part : quiet(part))).join("<text ");
    },
  );
}

function quiet(text: string): string {
  return text.replace(
    /font-size="([\d.]+)"/,
    (_, size: string) => `font-size="${(Number(size) * 0.85).toFixed(2)}" fill-opacity="0.75"`,
  );
}

function xmlText(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

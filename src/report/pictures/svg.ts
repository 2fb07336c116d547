import { labelLines } from "./dot.ts";
import { percentEncoded } from "./dot-text.ts";
import type { Drawing } from "./drawing.ts";

/** Fonts with the widths that the layout was made with, then whatever the viewer has. */
const FONTS = "Arial, Arimo, 'Liberation Sans', Helvetica, sans-serif";

/**
 * A drawing as SVG. The file stands alone: it names no other file, runs no script and needs no font of its own.
 *
 * @param layout what Graphviz makes of the drawing's DOT text with `-Tsvg`
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

/** Between nodes of one rank Graphviz 5 sometimes draws an edge a second time, on the other side; one is enough. */
function onceDrawn(svg: string): string {
  return svg.replace(
    /(<path fill="none"[^>]*\/>\n(?:<polygon [^>]*\/>\n)?)<path fill="none"[^>]*\/>\n(?:<polygon [^>]*\/>\n)?/g,
    "$1",
  );
}

/** Graphviz knows one hand per label; the notes under a title get a smaller, lighter one, so that ids stand out. */
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

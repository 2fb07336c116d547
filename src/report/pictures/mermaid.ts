import { compareText } from "../../model/order.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { pushAll } from "../../util/push-all.ts";
import type { Drawing, DrawnEdge, DrawnNode } from "./drawing.ts";
import { INFERRED_LINK, MERMAID_CLASSES, mermaidClass, REMOVED_LINK } from "./mermaid-theme.ts";

/** Mermaid's default limits (`maxEdges`, `maxTextSize`). */
const MERMAID_MAX_EDGES = 500;
const MERMAID_MAX_CHARACTERS = 50_000;

/** Prints a drawing as a Mermaid flowchart for Markdown on GitHub and GitLab. */
export function toMermaid(drawing: Drawing): string {
  const names = new Map(drawing.nodes.map((node, index) => [node.key, `n${index + 1}`]));
  const lines = ["flowchart LR"];
  const clusters = new Map<string, DrawnNode[]>();
  for (const node of drawing.nodes) {
    if (node.cluster === undefined) lines.push(`  ${nodeText(node, names)}`);
    else clusters.set(node.cluster, [...(clusters.get(node.cluster) ?? []), node]);
  }
  [...clusters]
    .sort(([a], [b]) => compareText(a, b))
    .forEach(([name, nodes], index) => {
      lines.push(`  subgraph g${index + 1}["${mermaidText(name)}"]`);
      pushAll(lines, [...nodes.map((node) => `    ${nodeText(node, names)}`), "  end"]);
    });
  pushAll(
    lines,
    drawing.edges.map((edge) => `  ${edgeText(edge, names)}`),
  );
  pushAll(lines, styleLines(drawing, names));
  return `${lines.join("\n")}\n`;
}

/** The reason why Mermaid will reject this text, or undefined. */
export function mermaidProblem(drawing: Drawing, text: string): string | undefined {
  if (drawing.edges.length > MERMAID_MAX_EDGES) {
    return `Mermaid draws at most ${MERMAID_MAX_EDGES} edges by default, but this picture has ${drawing.edges.length}`;
  }
  if (text.length > MERMAID_MAX_CHARACTERS) {
    return `Mermaid accepts at most ${MERMAID_MAX_CHARACTERS} characters by default, but this picture has ${text.length}`;
  }
  return undefined;
}

/**
 * Text inside a quoted Mermaid label. All characters except letters, digits and harmless punctuation become entity
 * codes, which have no meaning for Mermaid and for the Markdown and HTML around it.
 */
export function mermaidText(text: string): string {
  return (
    escapeControlChars(text)
      // Punctuation before a space would start a Markdown list in a label.
      .replace(/[^\p{L}\p{N} ._:/-]|[.-](?= )/gu, (char) => `#${char.codePointAt(0) ?? 0xfffd};`)
      // Mermaid draws an icon for `fa:fa-user`, even if the ":" is an entity code.
      .replace(/(fa[bklrs]?:)(?=fa-)/g, "$1<wbr/>")
  );
}

function nodeText(node: DrawnNode, names: ReadonlyMap<string, string>): string {
  const [open, close] = brackets(node);
  const notes = node.notes.length > 0 ? `<br/><small>${mermaidText(node.notes.join(", "))}</small>` : "";
  return `${names.get(node.key)}${open}"${mermaidText(node.title)}${notes}"${close}`;
}

function brackets(node: DrawnNode): readonly [string, string] {
  if (node.kind === "flow") return ["([", "])"];
  if (node.kind === "group") return ["[[", "]]"];
  if (node.assetKind === "table") return ["[(", ")]"];
  if (node.assetKind === "vm") return ["{{", "}}"];
  if (node.assetKind === "file") return [">", "]"];
  return ["[", "]"];
}

function edgeText(edge: DrawnEdge, names: ReadonlyMap<string, string>): string {
  const label =
    edge.kind === "may-be"
      ? "may be"
      : edge.count > 1
        ? `${edge.count} edges`
        : mermaidText(edge.label ?? "");
  const quotedLabel = label === "" ? "" : `|"${label}"|`;
  return `${names.get(edge.from)} ${arrow(edge)}${quotedLabel} ${names.get(edge.to)}`;
}

function arrow(edge: DrawnEdge): string {
  if (edge.kind === "may-be") return "-.-";
  if (edge.change !== undefined) return edge.change === "removed" ? "-.->" : "==>";
  return edge.certainty === "choice" || edge.certainty === "pattern" ? "-.->" : "-->";
}

function styleLines(drawing: Drawing, names: ReadonlyMap<string, string>): string[] {
  const members = new Map<string, string[]>();
  for (const node of drawing.nodes) {
    const name = mermaidClass(node);
    if (name === undefined) continue;
    members.set(name, [...(members.get(name) ?? []), names.get(node.key) ?? ""]);
  }
  const lines: string[] = [];
  for (const { name, style } of MERMAID_CLASSES) {
    const nodes = members.get(name);
    if (nodes) lines.push(`  classDef ${name} ${style}`, `  class ${nodes.join(",")} ${name}`);
  }
  const removed = [...drawing.edges.keys()].filter((index) => drawing.edges[index]?.change === "removed");
  const inferred = [...drawing.edges.keys()].filter((index) => {
    const edge = drawing.edges[index];
    return edge?.inferred && edge.change === undefined;
  });
  if (inferred.length > 0) lines.push(`  linkStyle ${inferred.join(",")} ${INFERRED_LINK}`);
  if (removed.length > 0) lines.push(`  linkStyle ${removed.join(",")} ${REMOVED_LINK}`);
  return lines;
}

import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import type { DrawnNode } from "../pictures/drawing.ts";
import { wrapText } from "../pictures/wrap-text.ts";
import type { Size } from "./layout/lay-out.ts";

/** The text of a node, with the size of its box. */
export interface NodeLabel extends Size {
  readonly title: readonly string[];
  readonly notes: string;
}

/** Longest line, in characters. */
const LINE = 36;
const MAX_LINES = 2;
/** Widths of characters on average and heights of lines, in units of the picture. */
const TITLE_CHARACTER = 7.8;
const NOTE_CHARACTER = 6.2;
export const TITLE_HEIGHT = 17;
export const NOTE_HEIGHT = 15;
const PADDING = { x: 24, y: 16 };
/** Room for the upper end of a cylinder. */
export const TABLE_LID = 8;

/** The last lines of a long title: ids differ at their ends. */
export function labelOf(node: DrawnNode): NodeLabel {
  const lines = wrapText(escapeControlChars(node.title), LINE);
  const title =
    lines.length <= MAX_LINES
      ? lines
      : lines.slice(-MAX_LINES).map((line, index) => (index === 0 ? `…${line}` : line));
  const notes = shortened(escapeControlChars(node.notes.join(" · ")));
  const width = Math.max(
    ...title.map((line) => line.length * TITLE_CHARACTER),
    notes.length * NOTE_CHARACTER,
    40,
  );
  const height = title.length * TITLE_HEIGHT + (notes === "" ? 0 : NOTE_HEIGHT);
  const lid = node.assetKind === "table" ? TABLE_LID : 0;
  return { title, notes, width: Math.round(width + PADDING.x), height: height + PADDING.y + lid };
}

function shortened(notes: string): string {
  return notes.length > LINE + 8 ? `${notes.slice(0, LINE + 7)}…` : notes;
}

/** The accessible name of a node: first the visible words, as voice control expects. */
export function spokenLabel(node: DrawnNode, edges: number): string {
  const { title, notes } = labelOf(node);
  const visible = title.join(" ");
  return [
    `${visible}${notes === "" ? "" : ` ${notes}`}`,
    ...(visible === node.title ? [] : [node.title]),
    ...(node.notes.includes(node.kind) ? [] : [node.kind]),
    count(edges, "connection"),
  ].join(", ");
}

import type { YamlScalar } from "../yaml-node.ts";
import { type Cursor, leaveToFullReader, NEWLINE, skipSpaces } from "./cursor.ts";

/**
 * Reads a literal or folded scalar with a header at this offset, and moves to the line after it. Headers with an
 * indentation or a comment are left to the full reader.
 *
 * @param indent of the parent mapping or list
 */
export function readBlockScalar(cursor: Cursor, start: number, indent: number): YamlScalar {
  const { text } = cursor;
  const folded = text[start] === ">";
  const sign = text[start + 1] ?? "";
  const chomp = sign === "-" || sign === "+" ? sign : "";
  const header = skipSpaces(text, start + 1 + chomp.length);
  if (text.charCodeAt(header) !== NEWLINE) leaveToFullReader();
  const first = firstContent(text, header + 1, indent);
  const { end, ragged } = scalarEnd(text, first, chomp === "+");
  let value: string;
  if (folded || ragged) {
    const lines = readLines(text, header + 1, end, first.indent);
    value = chomped(folded ? fold(lines.content) : lines.content.join("\n"), lines.after, chomp);
  } else {
    value = literal(text, first, end, chomp);
  }
  const ends = end === text.length && !text.endsWith("\n") && value.endsWith("\n");
  const kept = ends ? value.slice(0, -1) : value;
  cursor.at = end;
  const style = folded ? "folded" : "literal";
  return { kind: "scalar", value: kept, text: kept, style, span: { start, end } };
}

interface Content {
  /** Offset of its line. */
  readonly line: number;
  readonly indent: number;
  /** Number of preceding blank lines. */
  readonly blanks: number;
}

/** The first line that is not blank: it decides the indentation, and must have more than the collection around it. */
function firstContent(text: string, from: number, indent: number): Content {
  let line = from;
  let deepest = 0;
  let blanks = 0;
  while (line < text.length) {
    const at = skipSpaces(text, line);
    if (text.charCodeAt(at) !== NEWLINE) {
      const own = at - line;
      return own <= indent || own < deepest || at >= text.length
        ? leaveToFullReader()
        : { line, indent: own, blanks };
    }
    blanks++;
    deepest = Math.max(deepest, at - line);
    line = at + 1;
  }
  return leaveToFullReader();
}

interface End {
  /** After the line break of the last line: blank lines at the end count when they are kept, or indented more. */
  readonly end: number;
  /** A blank line has spaces, but fewer than the lines with text. */
  readonly ragged: boolean;
}

function scalarEnd(text: string, first: Content, keep: boolean): End {
  let line = first.line;
  let end = line;
  let ragged = false;
  while (line < text.length) {
    const at = skipSpaces(text, line);
    const spaces = at - line;
    const last = at >= text.length;
    const blank = last || text.charCodeAt(at) === NEWLINE;
    if (spaces < first.indent) {
      if (last || !blank) break;
      ragged ||= spaces > 0;
    }
    const newline = text.indexOf("\n", at);
    line = newline === -1 ? text.length : newline + 1;
    if (!blank || keep || spaces > first.indent) end = line;
  }
  return { end, ragged };
}

interface Lines {
  /** Without their indentation; blank ones at the end only when they are indented more. */
  readonly content: readonly string[];
  /** The blank lines after them. */
  readonly after: readonly string[];
}

function readLines(text: string, start: number, end: number, indent: number): Lines {
  const lines = text.slice(start, end).split("\n");
  const content = lines.map((line) => line.slice(indent));
  let last = content.length;
  while (last > 0 && content[last - 1] === "") last--;
  return { content: content.slice(0, last), after: content.slice(last) };
}

/** All lines at once: where no line has a part of the indentation only, each break is followed by all of it or by none. */
function literal(text: string, { line, indent, blanks }: Content, end: number, chomp: string): string {
  const body = text
    .slice(line + indent, end)
    .split(`\n${" ".repeat(indent)}`)
    .join("\n");
  const value = blanks === 0 ? body : "\n".repeat(blanks) + body;
  if (chomp === "+") return value.endsWith("\n") ? value : `${value}\n`;
  let last = value.length;
  while (value.charCodeAt(last - 1) === NEWLINE) last--;
  if (chomp === "-") return value.slice(0, last);
  return last === value.length - 1 ? value : `${value.slice(0, last)}\n`;
}

/** Reference: YAML 1.2.2, section 8.1.3. A break between two lines of text is a space; lines indented more keep theirs. */
function fold(lines: readonly string[]): string {
  let value = "";
  let separator = "";
  let wasIndented = false;
  let leading = true;
  for (const line of lines) {
    if (leading && line === "") {
      value += "\n";
      continue;
    }
    leading = false;
    if (line.startsWith(" ")) {
      if (separator === " ") separator = "\n";
      else if (!wasIndented && separator === "\n") separator = "\n\n";
      value += separator + line;
      separator = "\n";
      wasIndented = true;
    } else if (line === "") {
      if (separator === "\n") value += "\n";
      else separator = "\n";
    } else {
      value += separator + line;
      separator = " ";
      wasIndented = false;
    }
  }
  return value;
}

function chomped(value: string, after: readonly string[], chomp: string): string {
  if (chomp === "-") return value;
  if (chomp === "") return `${value}\n`;
  const all = [value, ...after].join("\n");
  return all.endsWith("\n") ? all : `${all}\n`;
}

import type { YamlScalar } from "../yaml-node.ts";
import { leaveToFullReader } from "./cursor.ts";

/** Of the code of a character. */
export function isQuote(code: number): boolean {
  return code === DOUBLE || code === SINGLE;
}

const DOUBLE = 0x22;
const SINGLE = 0x27;

/** Reads a quoted scalar that ends on the line it begins on. */
export function readQuoted(text: string, start: number): YamlScalar {
  return text.charCodeAt(start) === DOUBLE ? readDoubleQuoted(text, start) : readSingleQuoted(text, start);
}

function readSingleQuoted(text: string, start: number): YamlScalar {
  let close = closing(text, "'", start + 1);
  let doubled = false;
  while (text[close + 1] === "'") {
    doubled = true;
    close = closing(text, "'", close + 2);
  }
  const inside = onOneLine(text, start, close);
  const value = doubled ? inside.replaceAll("''", "'") : inside;
  return { kind: "scalar", value, text: value, style: "single-quoted", span: { start, end: close + 1 } };
}

function readDoubleQuoted(text: string, start: number): YamlScalar {
  let close = closing(text, '"', start + 1);
  while (isEscaped(text, close)) close = closing(text, '"', close + 1);
  const inside = onOneLine(text, start, close);
  const value = inside.includes("\\") ? withoutEscapes(inside) : inside;
  return { kind: "scalar", value, text: value, style: "double-quoted", span: { start, end: close + 1 } };
}

function closing(text: string, quote: string, from: number): number {
  const at = text.indexOf(quote, from);
  return at === -1 ? leaveToFullReader() : at;
}

/** Whether an odd number of backslashes precedes this offset. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === "\\") before--;
  return (at - before) % 2 === 1;
}

function onOneLine(text: string, start: number, close: number): string {
  const inside = text.slice(start + 1, close);
  return inside.includes("\n") ? leaveToFullReader() : inside;
}

/** Escapes of one character (reference: YAML 1.2.2, section 5.7); those with a code are left to the full reader. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["N", "\x85"],
  ["_", "\xa0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
]);

function withoutEscapes(inside: string): string {
  let value = "";
  let from = 0;
  for (let at = inside.indexOf("\\"); at !== -1; at = inside.indexOf("\\", from)) {
    value += inside.slice(from, at) + (ESCAPES.get(inside[at + 1] ?? "") ?? leaveToFullReader());
    from = at + 2;
  }
  return value + inside.slice(from);
}

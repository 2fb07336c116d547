import { plainValue } from "../scalar-value.ts";
import type { YamlEntry, YamlNode, YamlScalar } from "../yaml-node.ts";
import { leaveToFullReader, skipSpaces } from "./cursor.ts";
import { isQuote, readQuoted } from "./quoted-scalar.ts";

const MAX_DEPTH = 50;

/** Reads `[...]` or `{...}` that ends on the line it begins on, with a value for each key. */
export function readFlowCollection(text: string, start: number, depth: number): YamlNode {
  if (depth > MAX_DEPTH) leaveToFullReader();
  return text[start] === "[" ? readList(text, start, depth) : readMap(text, start, depth);
}

function readList(text: string, start: number, depth: number): YamlNode {
  const items: YamlNode[] = [];
  let at = skipSpaces(text, start + 1);
  while (text[at] !== "]") {
    const item = readItem(text, at, depth);
    items.push(item);
    at = afterItem(text, item.span.end, "]");
  }
  return { kind: "list", items, span: { start, end: at + 1 } };
}

function readMap(text: string, start: number, depth: number): YamlNode {
  const entries: YamlEntry[] = [];
  let at = skipSpaces(text, start + 1);
  while (text[at] !== "}") {
    const key = isQuote(text.charCodeAt(at)) ? readQuoted(text, at) : readPlain(text, at);
    const colon = key.span.end;
    if (text[colon] !== ":" || entries.some((entry) => entry.key.text === key.text)) leaveToFullReader();
    const value = readItem(text, skipSpaces(text, colon + 1), depth);
    entries.push({ key: { ...key, value: key.text }, value });
    at = afterItem(text, value.span.end, "}");
  }
  return { kind: "map", entries, span: { start, end: at + 1 } };
}

function readItem(text: string, at: number, depth: number): YamlNode {
  const first = text[at] ?? "";
  if (isQuote(text.charCodeAt(at))) return readQuoted(text, at);
  if (first === "[" || first === "{") return readFlowCollection(text, at, depth + 1);
  return readPlain(text, at);
}

/** Offset of the next item, or of the bracket that closes. */
function afterItem(text: string, from: number, bracket: string): number {
  const at = skipSpaces(text, from);
  if (text[at] === bracket) return at;
  if (text[at] !== ",") leaveToFullReader();
  const next = skipSpaces(text, at + 1);
  return text[next] === bracket ? leaveToFullReader() : next;
}

/** Characters that mean something at the beginning of a scalar, or end it. */
const INDICATORS = "!&*%@`|>,[]{}#\"'?:-\n";
const BRACKETS = ",[]{}";

function readPlain(text: string, start: number): YamlScalar {
  if (start >= text.length || (INDICATORS.includes(text[start] ?? "") && !isNegative(text, start)))
    leaveToFullReader();
  let end = start;
  for (let at = start; ; at++) {
    const character = text[at] ?? "\n";
    if (character === "\n") leaveToFullReader();
    if (BRACKETS.includes(character)) break;
    if (character === " ") {
      if (text[at + 1] === "#") leaveToFullReader();
      continue;
    }
    if (character === ":") {
      const next = text[at + 1] ?? "\n";
      if (next === " " || next === "\n" || BRACKETS.includes(next)) break;
    }
    end = at + 1;
  }
  const value = text.slice(start, end);
  return { kind: "scalar", value: plainValue(value), text: value, style: "plain", span: { start, end } };
}

/** A dash before a digit or letter is a part of the text. */
function isNegative(text: string, at: number): boolean {
  return text[at] === "-" && /[\w.]/.test(text[at + 1] ?? "");
}

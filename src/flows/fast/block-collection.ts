import { plainValue } from "../scalar-value.ts";
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from "../yaml-node.ts";
import { readBlockScalar } from "./block-scalar.ts";
import {
  COLON,
  type Cursor,
  closeCollection,
  DASH,
  endLine,
  endsWord,
  HASH,
  leaveToFullReader,
  NEWLINE,
  SPACE,
  skipSpaces,
  skipToContent,
} from "./cursor.ts";
import { readFlowCollection } from "./flow-collection.ts";
import { keyText } from "./key-text.ts";
import { isQuote, readQuoted } from "./quoted-scalar.ts";

const QUESTION = 0x3f;
const PIPE = 0x7c;
const GREATER = 0x3e;
const BRACKET = 0x5b;
const BRACE = 0x7b;

/** Far below the depth at which the full reader refuses a text, and at which recursion could become a problem. */
const MAX_DEPTH = 100;

/** The full reader refuses keys of more than 1,024 characters. */
const MAX_KEY = 1000;

/** Reads the block collection that starts at the cursor with a key or dash. */
export function readMapOrList(cursor: Cursor, indent: number, depth: number): YamlNode {
  if (depth > MAX_DEPTH) leaveToFullReader();
  return isDash(cursor.text, cursor.at) ? readList(cursor, indent, depth) : readMap(cursor, indent, depth);
}

function isDash(text: string, at: number): boolean {
  return text.charCodeAt(at) === DASH && endsWord(text, at + 1);
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === NEWLINE || code === HASH || at >= text.length;
}

/** @param firstColon offset of the ":" after the first key, -1 when there is none */
function readMap(
  cursor: Cursor,
  indent: number,
  depth: number,
  firstColon = keyEnd(cursor.text, cursor.at),
): YamlMap {
  const { text } = cursor;
  const start = cursor.at;
  const entries: YamlEntry[] = [];
  let names: Set<string> | undefined;
  let colon = firstColon;
  let end = start;
  for (;;) {
    const key = readKey(text, cursor.at, colon);
    if (names ? names.has(key.text) : isNamed(entries, key.text)) leaveToFullReader();
    if (entries.length === FEW) names = new Set(entries.map((entry) => entry.key.text));
    names?.add(key.text);
    const at = skipSpaces(text, colon + 1);
    const value = isLineEnd(text, at)
      ? readBelow(cursor, colon, at, indent, depth)
      : readBeside(cursor, at, indent);
    end = cursor.end;
    entries.push({ key, value });
    if (cursor.column !== indent) break;
    colon = keyEnd(text, cursor.at);
  }
  if (cursor.column > indent) leaveToFullReader();
  closeCollection(cursor, indent, end);
  return { kind: "map", entries, span: { start, end } };
}

/** So many keys are looked through one by one; for more there is a set. */
const FEW = 16;

function isNamed(entries: readonly YamlEntry[], name: string): boolean {
  for (const { key } of entries) if (key.text === name) return true;
  return false;
}

function readList(cursor: Cursor, indent: number, depth: number): YamlList {
  const { text } = cursor;
  const start = cursor.at;
  const items: YamlNode[] = [];
  let end = start;
  do {
    const at = skipSpaces(text, cursor.at + 1);
    if (isLineEnd(text, at) || isDash(text, at)) leaveToFullReader();
    const colon = keyEnd(text, at);
    if (colon === -1) {
      items.push(readBeside(cursor, at, indent));
    } else {
      const column = indent + (at - cursor.at);
      cursor.at = at;
      cursor.column = column;
      items.push(readMap(cursor, column, depth + 1, colon));
    }
    end = cursor.end;
  } while (cursor.column === indent && isDash(text, cursor.at));
  if (cursor.column > indent) leaveToFullReader();
  closeCollection(cursor, indent, end);
  return { kind: "list", items, span: { start, end } };
}

/** The value of a key that has none on its own line: a collection on the next lines, or nothing. */
function readBelow(cursor: Cursor, colon: number, from: number, indent: number, depth: number): YamlNode {
  const comment = endLine(cursor, colon + 1);
  skipToContent(cursor, indent, false);
  if (cursor.column > indent || (cursor.column === indent && isDash(cursor.text, cursor.at))) {
    return readMapOrList(cursor, cursor.column, depth + 1);
  }
  if (comment || cursor.comments >= 0) leaveToFullReader();
  cursor.end = from;
  return { kind: "scalar", value: null, text: "", style: "plain", span: { start: from, end: from } };
}

/** A value that begins on the line of its key or dash. Moves to the next content after it. */
function readBeside(cursor: Cursor, at: number, indent: number): YamlNode {
  const { text } = cursor;
  const first = text.charCodeAt(at);
  if (first === PIPE || first === GREATER) {
    const scalar = readBlockScalar(cursor, at, indent);
    cursor.end = scalar.span.end;
    skipToContent(cursor, indent, false);
    return scalar;
  }
  if (isQuote(first) || first === BRACKET || first === BRACE) {
    const value = isQuote(first) ? readQuoted(text, at) : readFlowCollection(text, at, 0);
    endLine(cursor, value.span.end);
    cursor.end = skipToContent(cursor, indent, true);
    return value;
  }
  return readPlain(cursor, at, indent);
}

function readPlain(cursor: Cursor, start: number, indent: number): YamlScalar {
  const { text } = cursor;
  if (!beginsPlain(text, start)) leaveToFullReader();
  let end = plainLineEnd(text, start);
  let value = text.slice(start, end);
  const comment = endLine(cursor, end);
  let after = cursor.at;
  cursor.end = skipToContent(cursor, indent, true);
  // Lines that are indented more go on with the text: one line break is a space, each further one a line break.
  while (cursor.column > indent) {
    if (comment || cursor.end !== after || cursor.comments >= 0) leaveToFullReader();
    const breaks = countBreaks(text, end, cursor.at);
    end = plainLineEnd(text, cursor.at);
    value += (breaks === 1 ? " " : "\n".repeat(breaks - 1)) + text.slice(cursor.at, end);
    if (endLine(cursor, end)) leaveToFullReader();
    after = cursor.at;
    cursor.end = skipToContent(cursor, indent, true);
  }
  return { kind: "scalar", value: plainValue(value), text: value, style: "plain", span: { start, end } };
}

function countBreaks(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === NEWLINE) breaks++;
  return breaks;
}

/** After the last character of plain text on this line. A ": " in it would make it a key. */
function plainLineEnd(text: string, from: number): number {
  let end = from;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) break;
    if (code === SPACE) {
      if (text.charCodeAt(at + 1) === HASH) break;
      continue;
    }
    if (code === COLON && endsWord(text, at + 1)) leaveToFullReader();
    end = at + 1;
  }
  return end;
}

/** Characters that mean something at the beginning of a scalar, by their code. */
const INDICATORS = Uint8Array.from({ length: 128 }, (_, code) =>
  "!&*%@`|>,[]{}#\"'".includes(String.fromCharCode(code)) ? 1 : 0,
);

function beginsPlain(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first === DASH || first === QUESTION || first === COLON) return !endsWord(text, at + 1);
  return INDICATORS[first] !== 1;
}

/** @param end offset of the ":" after the key, -1 when there is none */
function readKey(text: string, at: number, end: number): YamlScalar {
  if (end === -1 || end - at > MAX_KEY) leaveToFullReader();
  if (isQuote(text.charCodeAt(at))) return readQuoted(text, at);
  const value = keyText(text, at, end);
  return { kind: "scalar", value, text: value, style: "plain", span: { start: at, end } };
}

/** Offset of the ":" after the key that begins here; -1 when no key does. */
function keyEnd(text: string, start: number): number {
  if (isQuote(text.charCodeAt(start))) {
    const { end } = readQuoted(text, start).span;
    return text.charCodeAt(end) === COLON && endsWord(text, end + 1) ? end : -1;
  }
  if (!beginsPlain(text, start)) return -1;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) return -1;
    if (code === COLON && endsWord(text, at + 1))
      return text.charCodeAt(at - 1) === SPACE ? leaveToFullReader() : at;
    if (code === SPACE && text.charCodeAt(at + 1) === HASH) return -1;
  }
  return -1;
}

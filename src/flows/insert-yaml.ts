import type { Scalar } from "yaml";
import { yamlLibrary } from "./yaml-library.ts";
import type { YamlList, YamlMap, YamlNode } from "./yaml-node.ts";

/** Text to insert at an offset of a file. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** A value to write. */
export type Insertable =
  | string
  | boolean
  | readonly Insertable[]
  | { readonly [key: string]: Insertable | undefined };

/**
 * The text that adds a key at the end of a mapping, in the style of the mapping: block or flow, line endings and
 * indentation of the file. Undefined where the mapping has no place for it.
 */
export function insertKey(text: string, map: YamlMap, key: string, value: Insertable): Insertion | undefined {
  const last = map.entries.at(-1);
  if (last === undefined) return undefined;
  const end = contentEnd(text, last.value, last.key.span.end);
  if (text[map.span.start] === "{") return { at: end, text: `, ${inFlow({ [key]: value })}` };
  const indent = columnOf(text, last.key.span.start);
  if (map.entries.some((entry) => columnOf(text, entry.key.span.start) !== indent)) return undefined;
  const lines = inBlock({ [key]: value }, indentsLists(text, map));
  return isOpenEnded(text, last.value)
    ? linesBefore(text, map, indent, lines)
    : linesAfter(text, last.value, end, indent, lines);
}

/** The text that adds an item at the end of a list, in the same way. */
export function insertItem(text: string, list: YamlList, value: Insertable): Insertion | undefined {
  const last = list.items.at(-1);
  if (text[list.span.start] === "[") {
    const item = inFlow([value]);
    return last === undefined
      ? { at: list.span.start + 1, text: item }
      : { at: contentEnd(text, last, last.span.start), text: `, ${item}` };
  }
  if (last === undefined || isOpenEnded(text, last)) return undefined;
  const indent = columnOf(text, list.span.start);
  const end = contentEnd(text, last, last.span.start);
  return linesAfter(text, last, end, indent, inBlock([value], true));
}

/** The offset after the last character of a value. A block collection ends with its last item. */
function contentEnd(text: string, node: YamlNode, otherwise: number): number {
  if (node.kind === "scalar") return node.value === null && node.text === "" ? otherwise : node.span.end;
  if (text[node.span.start] === "{" || text[node.span.start] === "[") return node.span.end;
  if (node.kind === "list") {
    const item = node.items.at(-1);
    return item === undefined ? node.span.end : contentEnd(text, item, item.span.end);
  }
  const entry = node.entries.at(-1);
  return entry === undefined ? node.span.end : contentEnd(text, entry.value, entry.key.span.end);
}

/** The last scalar of a value. */
function lastScalar(node: YamlNode): YamlNode {
  const last =
    node.kind === "list" ? node.items.at(-1) : node.kind === "map" ? node.entries.at(-1)?.value : node;
  return last === undefined || last === node ? node : lastScalar(last);
}

/** A block scalar at the end of a file without a final line break: a break after it would belong to it. */
function isOpenEnded(text: string, node: YamlNode): boolean {
  const last = lastScalar(node);
  return isBlockScalar(last) && last.span.end >= text.length && !text.endsWith("\n");
}

function isBlockScalar(node: YamlNode): boolean {
  return node.kind === "scalar" && (node.style === "literal" || node.style === "folded");
}

/** New lines after the line on which a value ends. */
function linesAfter(
  text: string,
  value: YamlNode,
  end: number,
  indent: number,
  lines: readonly string[],
): Insertion {
  const at = endOfLine(
    text,
    isBlockScalar(lastScalar(value)) ? endOfBlock(text, lastScalar(value), end) : end,
  );
  const eol = lineBreak(text);
  return { at, text: lines.map((line) => `${eol}${" ".repeat(indent)}${line}`).join("") };
}

/** The end of the last line of a block scalar. Blank lines after it belong to it only with the indicator `+`. */
function endOfBlock(text: string, { span }: YamlNode, end: number): number {
  const header = /^[|>][^\r\n]*/.exec(text.slice(span.start, span.start + 100))?.[0] ?? "";
  let at = end;
  if (text[at - 1] === "\n") at -= text[at - 2] === "\r" ? 2 : 1;
  if (/\+/.test(header.replace(/#.*/, ""))) return at;
  while (at > span.start && text[at - 1] === "\n") at -= text[at - 2] === "\r" ? 2 : 1;
  return at;
}

/** New lines before the last key of a mapping, if that key begins its line. */
function linesBefore(
  text: string,
  map: YamlMap,
  indent: number,
  lines: readonly string[],
): Insertion | undefined {
  const start = map.entries.at(-1)?.key.span.start ?? 0;
  const at = start - indent;
  if (text.slice(at, start).trim() !== "") return undefined;
  const eol = lineBreak(text);
  return { at, text: lines.map((line) => `${" ".repeat(indent)}${line}${eol}`).join("") };
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end === -1) return text.length;
  return text[end - 1] === "\r" && end > offset ? end - 1 : end;
}

function lineBreak(text: string): string {
  const first = text.indexOf("\n");
  return first > 0 && text[first - 1] === "\r" ? "\r\n" : "\n";
}

/** Whether the lists around a mapping are indented below their keys; most files do it one way. */
function indentsLists(text: string, map: YamlMap): boolean {
  const inside = map.entries.find(({ value }) => value.kind === "list" && text[value.span.start] === "-");
  if (inside !== undefined)
    return columnOf(text, inside.value.span.start) > columnOf(text, inside.key.span.start);
  const tasks = /^( *)[A-Za-z]+:[^\S\n]*(?:#.*)?\r?\n(?:[^\S\n]*(?:#.*)?\r?\n)*( *)- /m.exec(text);
  return tasks === null || (tasks[2] ?? "").length > (tasks[1] ?? "").length;
}

function inBlock(value: Insertable, indentSeq: boolean): readonly string[] {
  return yaml(value, { indentSeq }).trimEnd().split("\n");
}

/** Without the brackets around it. */
function inFlow(value: Insertable): string {
  return yaml(value, { collectionStyle: "flow" })
    .trim()
    .replace(/^[[{]\s*/, "")
    .replace(/[\]}]$/, "")
    .trimEnd();
}

/** By the rules of YAML 1.1, in which more texts need quotes. Expressions are always quoted. */
function yaml(
  value: Insertable,
  options: { readonly indentSeq?: boolean; readonly collectionStyle?: "flow" },
): string {
  const { Document, isScalar, visit } = yamlLibrary();
  const document = new Document(value, { version: "1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node: Scalar) => {
      if (!isScalar(node) || typeof node.value !== "string" || !node.value.includes("{")) return;
      node.type = node.value.includes('"') ? "QUOTE_SINGLE" : "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0, ...options });
}

import type { Alias, CST, Document, Node, Pair, Scalar, YAMLParseError } from "yaml";
import { readFast } from "./fast/read-fast.ts";
import type { Problem } from "./problem.ts";
import { plainValue, taggedValue } from "./scalar-value.ts";
import type { SourceText } from "./source-text.ts";
import { yamlLibrary } from "./yaml-library.ts";
import type { Span, YamlEntry, YamlMap, YamlNode, YamlScalar } from "./yaml-node.ts";
import { syntaxProblem, tooDeepProblem, unclosedQuote, unquotedExpression } from "./yaml-problem.ts";
import { yamlTokens } from "./yaml-tokens.ts";

/** One document of a file, between `---` lines. */
export interface YamlDocument {
  /** Absent for an unreadable document, with the reason in `problems`. An empty document is a null scalar. */
  readonly node?: YamlNode;
  readonly problems: readonly Problem[];
  /** Text with a possibly unexpected meaning: aliases and merge keys, which Kestra treats as text. */
  readonly notes: readonly Problem[];
}

/**
 * Reads all YAML documents of a text. Never throws: an unreadable part is a problem of its document, and the other
 * documents are still read.
 */
export function readYaml(source: SourceText): readonly YamlDocument[] {
  const node = readFast(source.text);
  return node === undefined ? readAnyYaml(source) : [{ node, problems: [], notes: [] }];
}

/** The same with the full reader only, which accepts everything, explains errors, and takes several times as long. */
export function readAnyYaml(source: SourceText): readonly YamlDocument[] {
  const documents: YamlDocument[] = [];
  let text: string | undefined = source.text;
  for (let restarts = 0; text !== undefined && restarts < MAX_RESTARTS; restarts++) {
    text = readUntilLost(source, text, documents);
  }
  return documents;
}

/** How often reading starts again in one file, which costs time in proportion to the file each time. */
const MAX_RESTARTS = 20;

/**
 * Reads documents up to the end, or up to a quote that is never closed and has swallowed the rest of the text. Then the
 * result is the text again from the next `---` line, with blanks before it so that offsets stay as they are.
 */
function readUntilLost(source: SourceText, text: string, documents: YamlDocument[]): string | undefined {
  const { Composer } = yamlLibrary();
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, logLevel: "silent" });
  let token: CST.Token | undefined;
  let lostAt: number | undefined;
  const read = (document: Document.Parsed): void => {
    const error = firstError(document);
    if (error === undefined) {
      documents.push(convertDocument(source, document));
      return;
    }
    documents.push({ problems: [syntaxProblem(source, error, token)], notes: [] });
    lostAt ??= token === undefined ? undefined : unclosedQuote(error, token);
  };
  for (const next of yamlTokens(text)) {
    if (next.kind === "too-deep") {
      for (const document of composer.end()) read(document);
      documents.push({ problems: [tooDeepProblem(source, next.offset)], notes: [] });
      return undefined;
    }
    // A document is returned when the next one is read, so the previous token is still available for messages.
    for (const document of composer.next(next.token)) read(document);
    if (next.token.type === "document") token = next.token;
  }
  for (const document of composer.end()) read(document);
  // Errors outside any document, such as a directive without one.
  const stray = composer.streamInfo().errors[0];
  if (stray !== undefined) documents.push({ problems: [syntaxProblem(source, stray, undefined)], notes: [] });
  return lostAt === undefined ? undefined : textFromNextDocument(text, lostAt);
}

function textFromNextDocument(text: string, offset: number): string | undefined {
  const marker = /^---(?=\s|$)/gm;
  marker.lastIndex = offset;
  const found = marker.exec(text);
  return found === null
    ? undefined
    : text.slice(0, found.index).replace(/[^\r\n]/g, " ") + text.slice(found.index);
}

function firstError(document: Document.Parsed): YAMLParseError | undefined {
  let first: YAMLParseError | undefined;
  for (const error of document.errors) if (first === undefined || error.pos[0] < first.pos[0]) first = error;
  return first;
}

function convertDocument(source: SourceText, document: Document.Parsed): YamlDocument {
  const reader: Reader = { source, problems: [], notes: [] };
  const root: Node | null = document.contents;
  const node = root === null ? emptyScalar(document.range[0]) : convert(reader, root);
  const { problems, notes } = reader;
  return problems.length > 0 ? { problems, notes } : { node, problems, notes };
}

interface Reader {
  readonly source: SourceText;
  readonly problems: Problem[];
  readonly notes: Problem[];
}

function convert(reader: Reader, node: Node): YamlNode {
  const { isAlias, isCollection, isMap, isScalar } = yamlLibrary();
  if (isScalar(node)) return convertScalar(reader, node);
  if (isAlias(node)) return convertAlias(reader, node);
  if (isMap<Node, Node | null>(node)) return convertMap(reader, node.items, spanOf(node));
  if (isCollection(node)) {
    const items = (node.items as (Node | null)[]).map((item) =>
      item === null ? emptyScalar(spanOf(node).end) : convert(reader, item),
    );
    return { kind: "list", items, span: spanOf(node) };
  }
  return emptyScalar(spanOf(node).start);
}

function convertScalar(reader: Reader, node: Scalar): YamlScalar {
  const style = STYLES[node.type ?? "PLAIN"] ?? "plain";
  const span = spanOf(node);
  const text = withoutInventedBreak(reader.source.text, node.source ?? "", style, span);
  return { kind: "scalar", value: scalarValue(node, text, style), text, style, span };
}

/**
 * A block scalar at the end of a file without a final line break has no line break in SnakeYAML, while the library here
 * adds one.
 */
function withoutInventedBreak(file: string, text: string, style: YamlScalar["style"], span: Span): string {
  if ((style !== "literal" && style !== "folded") || span.end !== file.length) return text;
  return text.endsWith("\n") && !file.endsWith("\n") ? text.slice(0, -1) : text;
}

const STYLES: Readonly<Record<string, YamlScalar["style"]>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single-quoted",
  QUOTE_DOUBLE: "double-quoted",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function scalarValue(node: Scalar, text: string, style: YamlScalar["style"]): YamlScalar["value"] {
  if (node.tag !== undefined) return taggedValue(node.tag, text);
  return style === "plain" ? plainValue(text) : text;
}

/**
 * Kestra reads flows with Jackson, which does not follow aliases: `*name` is the text `name`
 * (kestra-io/kestra issue 16315), and a merge key `<<` is a key like any other.
 */
function convertAlias(reader: Reader, node: Alias): YamlScalar {
  const span = spanOf(node);
  if (reader.notes.length === 0) {
    reader.notes.push({
      message: `Kestra does not resolve YAML aliases: "*${node.source}" is parsed as the text "${node.source}"; write the value itself`,
      place: reader.source.place(span.start),
    });
  }
  return { kind: "scalar", value: node.source, text: node.source, style: "plain", span };
}

function convertMap(reader: Reader, pairs: readonly Pair<Node, Node | null>[], span: Span): YamlMap {
  const entries: YamlEntry[] = [];
  const seen = new Map<string, YamlScalar>();
  for (const pair of pairs) {
    const key = convertKey(reader, pair.key);
    if (key === undefined) continue;
    const first = seen.get(key.text);
    if (first === undefined) seen.set(key.text, key);
    else report(reader, duplicateKey(reader.source, first, key));
    entries.push({
      key,
      value: pair.value === null ? emptyScalar(key.span.end) : convert(reader, pair.value),
    });
  }
  return { kind: "map", entries, span };
}

/** A key of a mapping. Jackson takes scalars only, and takes their text, so `1:` and `"1":` are the same key. */
function convertKey(reader: Reader, node: Node): YamlScalar | undefined {
  if (yamlLibrary().isScalar(node)) {
    const key = convertScalar(reader, node);
    return { ...key, value: key.text };
  }
  const { start } = spanOf(node);
  report(
    reader,
    unquotedExpression(reader.source, start) ?? {
      message: "a mapping key must be plain text, not a list, a mapping or an alias: quote it",
      place: reader.source.place(start),
    },
  );
  return undefined;
}

/** Problems that one document shows at most: a file that is wrong throughout is one problem, not a million. */
const MAX_PROBLEMS = 20;

function report(reader: Reader, problem: Problem): void {
  if (reader.problems.length < MAX_PROBLEMS) reader.problems.push(problem);
}

function duplicateKey(source: SourceText, first: YamlScalar, second: YamlScalar): Problem {
  const { line } = source.place(first.span.start);
  return {
    message: `the key "${second.text}" is a duplicate in its mapping, first used on line ${line}: remove or rename one`,
    place: source.place(second.span.start),
  };
}

function emptyScalar(offset: number): YamlScalar {
  return { kind: "scalar", value: null, text: "", style: "plain", span: { start: offset, end: offset } };
}

function spanOf(node: Node): Span {
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}

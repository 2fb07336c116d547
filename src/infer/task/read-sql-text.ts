import { scalarOffsets } from "../../flows/scalar-offset.ts";
import { scalarText } from "../../flows/scalar-text.ts";
import { sourceText } from "../../flows/source-text.ts";
import type { YamlScalar } from "../../flows/yaml-node.ts";
import { charge, stepsLeft } from "../../java/budget.ts";
import type { Connection } from "../resource/connection.ts";
import type { Resource } from "../resource/resource.ts";
import { tableResource } from "../resource/table.ts";
import { changeText, isLiteral, literalCharacters, patternText, type Text } from "../resource/text.ts";
import { uriResource } from "../resource/uri.ts";
import {
  flowsThrough,
  isExact,
  isWrite,
  readSql,
  type SqlAccess,
  type SqlDialect,
  type SqlName,
  type SqlReading,
  type SqlStatement,
} from "../sql/index.ts";
import type { Properties, PropertyText } from "./properties.ts";
import { stageOfProperty } from "./read-touch.ts";
import type { Access, PartReading, ReadingGap, Sink, Source, TaskFlow } from "./reading.ts";

export interface SqlContext {
  readonly properties: Properties;
  readonly connection: Connection;
  readonly dialect: SqlDialect;
  readonly system: string;
  /** The text of the file. */
  readonly source: string;
  /** Readings of texts without holes, by text: the cases of a task share most of them. */
  readonly known: Map<string, SqlReading>;
  readonly connectionScalars: readonly YamlScalar[];
  /** Only what is accessed: without the words that prove it, their places, and what feeds what. */
  readonly brief: boolean;
}

/** Stands for the rows that a query gives to the task. */
const RESULT: SqlAccess = {
  kind: "write",
  resource: { kind: "file", path: [{ hole: "result" }] },
  span: { start: 0, end: 0 },
  temporary: false,
};

/** What a SQL text of a task reads and writes. */
export function readSqlText(property: PropertyText, context: SqlContext): PartReading {
  const { connection, dialect, brief } = context;
  const reading = withResults(readKnown(property.text, context));
  const attached = new Set(
    reading.settings.flatMap(({ kind, name }) => (kind === "attach" ? [firstPart(name)] : [])),
  );
  const isLocal = ({ resource, temporary }: SqlAccess): boolean =>
    resource.kind === "table" &&
    (temporary ||
      (connection.local && !(resource.name.length > 1 && attached.has(firstPart(resource.name)))));
  const gaps: ReadingGap[] = [];
  const { offsetOf, evidenceAt, messageAt } = brief
    ? wholeText(property)
    : placesIn(property, context.source);
  for (const { span, message } of reading.gaps)
    gaps.push({
      scalar: property.scalar,
      offset: offsetOf(span.start),
      message: messageAt(span.start, message),
    });
  const behind = choicesBehindEach(property, reading, context);

  const accesses = new Map<SqlAccess, Access | undefined>();
  let index = 0;
  for (const { accesses: all, span } of reading.statements) {
    for (const each of all) {
      if (each === RESULT) continue;
      const choices = behind(index++);
      if (isLocal(each)) continue;
      const found = resourceOf(each, context);
      if (found === undefined) continue;
      if (typeof found === "string") {
        gaps.push({
          scalar: property.scalar,
          offset: offsetOf(each.span.start),
          message: messageAt(each.span.start, found),
        });
        continue;
      }
      accesses.set(each, {
        side: isWrite(each) ? "outputs" : "inputs",
        resource: found,
        certain: isExact(each) && isLiteral(found.namespace) && isLiteral(found.name),
        scalar: property.scalar,
        offset: offsetOf(each.span.start),
        evidence: evidenceAt(each, span.start),
        behind: choices,
      });
    }
  }
  if (brief)
    return { accesses: [...accesses.values()].filter((each) => each !== undefined), flows: [], gaps };
  const sourceOf = (each: SqlAccess): readonly Source[] => {
    const access = accesses.get(each);
    if (access !== undefined) return [{ kind: "access", access }];
    return each.resource.kind === "file" ? localSource(each.resource.path, property) : [];
  };
  const sinkOf = (each: SqlAccess): readonly Sink[] => {
    if (each === RESULT) return [{ kind: "result" }];
    const access = accesses.get(each);
    if (access !== undefined) return [{ kind: "access", access }];
    return each.resource.kind === "file" ? [localFile(each.resource.path)] : [];
  };
  const linksIn = linksOf(property);
  const through = flowsThrough(reading, dialect, isLocal);
  const flows: TaskFlow[] = [];
  const fed = new Set<SqlStatement>();
  for (const { statement, inputs, outputs } of through.flows) {
    fed.add(statement);
    const sources = [...inputs.flatMap(sourceOf), ...linksIn(statement)];
    const sinks = outputs.flatMap(sinkOf);
    if (sources.length > 0 && sinks.length > 0) flows.push({ sources, sinks });
  }
  // Rows that an expression gives: `INSERT INTO t VALUES ({{ outputs.rows.value }})`.
  if (property.expressions.size > 0) {
    for (const statement of reading.statements) {
      if (fed.has(statement)) continue;
      const sources = linksIn(statement);
      const sinks = statement.accesses.filter(takesRows).flatMap(sinkOf);
      if (sources.length > 0 && sinks.length > 0) flows.push({ sources, sinks });
    }
  }
  if (!through.complete)
    gaps.push({ scalar: property.scalar, message: "the SQL text has too many data flows" });
  return { accesses: [...accesses.values()].filter((each) => each !== undefined), flows, gaps };
}

/** Whether rows go into what the access names. */
function takesRows({ kind }: SqlAccess): boolean {
  return kind === "write" || kind === "create";
}

function readKnown(text: Text, { dialect, known }: SqlContext): SqlReading {
  if (!isLiteral(text)) return readWithin(text, dialect);
  const key = text.join("");
  let reading = known.get(key);
  if (reading === undefined) {
    reading = readWithin(text, dialect);
    known.set(key, reading);
  }
  return reading;
}

/** So many steps of a file for each character of a SQL text, with what is made of it. */
const CHARACTER_STEPS = 8;

/** A text for which too few steps are left is a gap. */
function readWithin(text: Text, dialect: SqlDialect): SqlReading {
  const length = text.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 1), 0);
  const isTooLong = length * CHARACTER_STEPS > stepsLeft();
  charge(length * CHARACTER_STEPS);
  if (!isTooLong) return readSql(text, dialect);
  const message = "too many evaluation steps: the SQL text is not read";
  return {
    statements: [],
    settings: [],
    gaps: [{ kind: "unexpected", message, span: { start: 0, end: 0 } }],
  };
}

/** Each query that writes nothing gives its rows to the task. */
function withResults(reading: SqlReading): SqlReading {
  return {
    ...reading,
    statements: reading.statements.map((statement): SqlStatement => {
      const { accesses, flows } = statement;
      if (accesses.some(isWrite)) return statement;
      const inputs = accesses.flatMap(({ kind }, index) => (kind === "read" ? [index] : []));
      if (inputs.length === 0) return statement;
      return {
        ...statement,
        accesses: [...accesses, RESULT],
        flows: [...flows, { inputs, outputs: [accesses.length] }],
      };
    }),
  };
}

function firstPart(name: SqlName): string {
  return patternText(name[0]?.fragments ?? []).toLowerCase();
}

/** The resource; why it is not known; or undefined for what is none. */
function resourceOf(
  { resource }: SqlAccess,
  { connection, dialect, system }: SqlContext,
): Resource | string | undefined {
  switch (resource.kind) {
    case "file":
      return uriResource(resource.path, false);
    case "stage": {
      const stage = tableResource(resource.name, connection, dialect, system);
      const path: Text = resource.path.length > 0 ? ["/", ...resource.path] : [];
      return stageOfProperty(["@", ...stage.name, ...path], { ...connection, levels: 0 }, dialect, system);
    }
    case "table": {
      const text = resource.name.flatMap(({ fragments }) => fragments);
      if (literalCharacters(text) === "") {
        const hole = text.find((fragment) => typeof fragment !== "string");
        return hole === undefined || hole.hole === "*"
          ? undefined
          : `the table name is known only at run time: ${hole.hole}`;
      }
      return tableResource(resource.name, connection, dialect, system);
    }
  }
}

/** A file of the working directory, or what an expression in its place gives. */
function localSource(path: Text, property: PropertyText): readonly Source[] {
  const links = path.flatMap((fragment): Source[] => {
    const expression = property.expressions.get(fragment);
    return expression === undefined ? [] : [{ kind: "link", expression }];
  });
  return [localFile(path), ...links];
}

function localFile(path: Text): { readonly kind: "file"; readonly name?: string } {
  // `{{ workingDir }}/orders.csv`
  const name = changeText(path, (text) => text.replace(/^[^A-Za-z0-9_./-]*\//, "").replace(/^\.\//, ""));
  return name !== undefined && isLiteral(name) && name.length > 0
    ? { kind: "file", name: name.join("") }
    : { kind: "file" };
}

/** Gives the expressions in a statement, of which some may name what other tasks have stored. */
function linksOf({ text, expressions }: PropertyText): (statement: SqlStatement) => readonly Source[] {
  if (expressions.size === 0) return () => [];
  const offsets: number[] = [];
  const links: Source[] = [];
  let offset = 0;
  for (const fragment of text) {
    const expression = expressions.get(fragment);
    if (expression !== undefined) {
      offsets.push(offset);
      links.push({ kind: "link", expression });
    }
    offset += typeof fragment === "string" ? fragment.length : 1;
  }
  return ({ span }) => links.slice(firstFrom(offsets, span.start), firstFrom(offsets, span.end));
}

/** Index of the first of the sorted numbers that is at least the other; their count where there is none. */
function firstFrom(sorted: readonly number[], other: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < other) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Places {
  /** @param at offset in the text, in which a hole is one character */
  readonly offsetOf: (at: number) => number;
  /** @param start of the statement */
  readonly evidenceAt: (access: SqlAccess, start: number) => string;
  /** The message with the line of a SQL file. */
  readonly messageAt: (at: number, message: string) => string;
}

function wholeText({ scalar }: PropertyText): Places {
  return {
    offsetOf: () => scalar.span.start,
    evidenceAt: () => "",
    messageAt: (_, message) => message,
  };
}

/** Where parts of a rendered text stand in the file: exactly without expressions, else where the same words stand. */
function placesIn({ text, scalar, file }: PropertyText, source: string): Places {
  const joined = text.map((fragment) => (typeof fragment === "string" ? fragment : "\uFFFC")).join("");
  const raw = scalarText(scalar);
  let known: ((at: number) => number) | undefined;
  const offsets = (at: number): number => {
    known ??= scalarOffsets(source, scalar);
    return known(at);
  };
  // Accesses come in the order of the text, so that each is looked for behind the one before.
  let from = 0;
  let last = 0;
  const sqlFile = file === undefined ? undefined : sourceText(file, joined);
  const inFile = (at: number): string => (sqlFile ? ` (${file}:${sqlFile.place(at).line})` : "");
  const offsetOf = (at: number): number => {
    if (file !== undefined) return scalar.span.start;
    if (joined === raw) return offsets(at);
    const words = /^[^\s\uFFFC;,()]+/.exec(joined.slice(at, at + 200))?.[0];
    if (words === undefined) return offsets(Math.min(from, raw.length));
    const found = findWords(raw, words, at >= last ? from : 0);
    if (found === -1) return scalar.span.start;
    last = at;
    from = found;
    return offsets(found);
  };
  return {
    offsetOf,
    evidenceAt: ({ span }, start) => {
      const from = wordsBefore(joined, span.start, start);
      return `${evidence(joined.slice(from, span.end))}${inFile(span.start)}`;
    },
    messageAt: (at, message) => `${message}${inFile(at)}`,
  };
}

/** Texts for which it is worth to look for a part of the words. */
const SHORT_TEXT = 20_000;

/** Where words stand, or at least their beginning, where an expression gives the rest; -1 where not even that does. */
function findWords(raw: string, words: string, from: number): number {
  const whole = raw.indexOf(words, from);
  if (whole !== -1 || raw.length > SHORT_TEXT) return whole;
  for (let length = words.length - 1; length > 2; length--) {
    const part = raw.indexOf(words.slice(0, length), from);
    if (part !== -1) return part;
  }
  return -1;
}

/** The beginning of up to three words before an offset, in the statement that starts at `first`. */
function wordsBefore(text: string, end: number, first: number): number {
  const least = Math.max(first, end - 60);
  let start = end;
  for (let words = 0; words < 3; words++) {
    let at = start;
    while (at > least && /\s/.test(text[at - 1] ?? "")) at -= 1;
    const wordEnd = at;
    if (wordEnd === start) break;
    while (at > least && /[A-Za-z_]/.test(text[at - 1] ?? "")) at -= 1;
    if (at === wordEnd) break;
    start = at;
  }
  return start;
}

/** Keywords and the name: never the values that a statement holds. */
function evidence(words: string): string {
  const text = words.replace(/\s+/g, " ").replaceAll("\uFFFC", "{{ … }}").trim();
  const safe = text.replace(/(\/\/)[^/@\s]*@/g, "$1").replace(/\?[^\s'"]*=[^\s'"]*/g, "");
  return safe.length > 120 ? `${safe.slice(0, 119)}…` : safe;
}

/** For each access by its number in the text: the choices that its name rests on. */
function choicesBehindEach(
  property: PropertyText,
  reading: SqlReading,
  context: SqlContext,
): (index: number) => readonly string[] {
  const { properties, connectionScalars } = context;
  const ofConnection = connectionScalars.flatMap((scalar) => properties.choicesBehind(scalar));
  const ofText = properties.choicesBehind(property.scalar);
  if (ofText.length === 0) return () => ofConnection;
  const all = [...new Set([...ofConnection, ...ofText])];
  const open = properties.open(property.scalar);
  if (open === undefined) return () => all;
  const openly = readWithin(open, context.dialect).statements.flatMap(({ accesses }) => accesses);
  const count = reading.statements.reduce(
    (sum, { accesses }) => sum + accesses.filter((each) => each !== RESULT).length,
    0,
  );
  if (openly.length !== count) return () => all;
  return (index) => {
    const access = openly[index];
    return access !== undefined && isExact(access) ? ofConnection : all;
  };
}

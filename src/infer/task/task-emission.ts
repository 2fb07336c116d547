import type { Flow } from "../../flows/flow.ts";
import type { YamlScalar } from "../../flows/yaml-node.ts";
import type { DeclaredEntry, EntryClaim } from "../../model/declared.ts";
import type { Side } from "../../model/model.ts";
import type { EmissionOf, Emitted, ResolvedEntry } from "../../resolve/emission.ts";
import { partOf } from "../../resolve/emission.ts";
import type { Evaluation } from "../../resolve/evaluation.ts";
import type { CaseGap } from "../../resolve/gaps.ts";
import { type CaseMode, nextSplit } from "../../resolve/next-split.ts";
import type { TaskSite } from "../../resolve/site.ts";
import type { Json } from "../../util/json.ts";
import type { CatalogueEntry, ResourceKind } from "../catalogue/entry.ts";
import type { Resource } from "../resource/resource.ts";
import { patternText, type Text, writtenText } from "../resource/text.ts";
import { join } from "../resource/uri.ts";
import { findDialect, type SqlReading } from "../sql/index.ts";
import { readCommands } from "./commands/read-commands.ts";
import { entryPaths } from "./entry-paths.ts";
import { renderNamed } from "./fill.ts";
import { createProgramReader } from "./programs/program-reader.ts";
import {
  createProperties,
  findProperty,
  type Properties,
  type PropertyText,
  scalarsIn,
  textsOf,
} from "./properties.ts";
import { readTouch, type TouchContext } from "./read-touch.ts";
import type { Access, DataSource, PartReading, ReadingGap, Sink } from "./reading.ts";
import type { ReadingOptions } from "./reading-options.ts";
import { readSqlText } from "./sql/read-sql-text.ts";
import { taskConnection } from "./task-connection.ts";
import { withWritten, writtenProperties } from "./written.ts";

/** Reads, writes and dataflow of a task in a case. */
export interface TaskEmission extends Emitted {
  readonly flows: readonly EntryFlow[];
  /** Entries of `outputs` that receive data: not those emptied or dropped. */
  readonly filled: ReadonlySet<number>;
  /** Whether the catalogue entry covers all uses of files in the working directory. */
  readonly understood: boolean;
}

/** A flow whose accesses are positions in `inputs` and `outputs`. */
export interface EntryFlow {
  readonly sources: readonly (EntryRef | Exclude<DataSource, { kind: "access" }>)[];
  readonly sinks: readonly (EntryRef | Exclude<Sink, { kind: "access" }>)[];
}

/** A statement such as `RENAME TABLE a TO b` also takes rows from what it changes: then a source is an output. */
export interface EntryRef {
  readonly kind: "entry";
  readonly side: Side;
  readonly index: number;
}

export interface TaskReader {
  readonly emit: (evaluation: Evaluation, mode: CaseMode) => EmissionOf<TaskEmission>;
  /** Properties that name resources and hold no data. */
  readonly naming: ReadonlySet<string>;
  /** Those that can hold a URI of internal storage from another task. */
  readonly linking: ReadonlySet<string>;
}

/**
 * @param brief only accesses of SQL, without evidence, places and dataflow
 */
export function createTaskReader(
  site: TaskSite,
  entry: CatalogueEntry,
  { namespace, id, source: { text: source } }: Flow,
  { brief, findSourceFile, written }: ReadingOptions & { readonly brief: boolean },
): TaskReader {
  const { node } = site.task;
  const flow = `${namespace.value}.${id.value}`;
  const { connection: rule } = entry;
  const { named, others, naming, linking, connection: connectionPaths } = entryPaths(entry);
  const known = new Map<string, SqlReading>();
  const hasPrograms = entry.programs !== undefined || entry.commands !== undefined;
  const programs = hasPrograms && !brief ? createProgramReader(site, source, findSourceFile) : undefined;

  const emit = (evaluation: Evaluation, mode: CaseMode): EmissionOf<TaskEmission> => {
    const properties = createProperties(node, site.level, evaluation, findSourceFile);
    renderNamed(named, properties);
    for (const path of others) {
      const property = findProperty(node, path);
      if (property !== undefined) for (const scalar of scalarsIn(property)) properties.render(scalar);
    }
    const choice = nextSplit(properties.dependencies, evaluation, mode);
    if (choice) return { kind: "split", choice, parts: [] };
    const emission = read(properties);
    if (!written || brief) return emission;
    return withWritten(emission, read(writtenProperties(properties, connectionPaths), writtenText));
  };

  const read = (properties: Properties, print = patternText): TaskEmission => {
    const connectionScalars: YamlScalar[] = [];
    const connection = rule && taskConnection(rule, properties, flow, connectionScalars);
    const dialect = entry.dialect === undefined ? undefined : findDialect(entry.dialect);
    const context: TouchContext = { entry, properties, connection, dialect, flow };
    const parts: PartReading[] = [];
    let understood = true;
    for (const [side, all] of [
      ["inputs", entry.reads ?? []],
      ["outputs", entry.writes ?? []],
    ] as const) {
      for (const touch of all) {
        const { accesses, gaps } = readTouch(touch, side, context);
        const choices =
          touch.table === undefined
            ? []
            : connectionScalars.flatMap((scalar) => properties.choicesOf(scalar));
        const whole =
          choices.length === 0
            ? accesses
            : accesses.map((access) => ({ ...access, dependsOn: [...access.dependsOn, ...choices] }));
        parts.push({ accesses: whole, flows: [], gaps });
      }
    }
    const accessed = parts.flatMap(({ accesses }) => accesses);
    const rows: PartReading[] = [];
    if (connection !== undefined && dialect !== undefined) {
      for (const text of textsIn(entry.sql ?? [], properties)) {
        rows.push(
          readSqlText(text, {
            properties,
            connection,
            dialect,
            system: entry.system,
            flow,
            source,
            known,
            connectionScalars,
            brief,
          }),
        );
      }
    }
    for (const text of textsIn(entry.commands ?? [], properties)) {
      const reading = readCommands(text, properties, source, programs);
      rows.push(reading);
      understood &&= reading.understood;
    }
    if (entry.programs !== undefined) understood = false;
    if (programs !== undefined)
      parts.push({ accesses: [], flows: [], gaps: programs.inProperties(entry.programs ?? []) });
    return assemble([...parts, ...rows], accessed, rows, { properties, understood, print });
  };

  return { emit, naming, linking };
}

function textsIn(names: readonly string[], properties: Properties): readonly PropertyText[] {
  return names.flatMap((name) => {
    const node = findProperty(properties.node, name);
    return node === undefined ? [] : textsOf(properties, node);
  });
}

interface Assembly {
  readonly properties: Properties;
  readonly understood: boolean;
  /** The text of an id or a field. */
  readonly print: (text: Text) => string;
}

/**
 * Joins the parts of a task. Resources read by its properties feed those written by them, and its outputs; rows of
 * a query feed the table that a property names.
 */
function assemble(
  parts: readonly PartReading[],
  accessed: readonly Access[],
  rows: readonly PartReading[],
  { properties, understood, print }: Assembly,
): TaskEmission {
  const { evaluation } = properties;
  const entries: { inputs: ResolvedEntry[]; outputs: ResolvedEntry[] } = { inputs: [], outputs: [] };
  const dependsOn = new Map<string, readonly string[]>();
  const positions = new Map<Access, number>();
  for (const access of parts.flatMap(({ accesses }) => accesses)) {
    const side = entries[access.side];
    const entry: ResolvedEntry = {
      declared: entryOf(access, evaluation.context.flow.source.place(access.offset), print),
      side: access.side,
      index: side.length,
    };
    positions.set(access, side.length);
    side.push(entry);
    if (access.dependsOn.length > 0) dependsOn.set(partOf(entry), access.dependsOn);
  }
  const refOf = (access: Access): EntryRef => ({
    kind: "entry",
    side: access.side,
    index: positions.get(access) ?? -1,
  });
  const reads = accessed.filter(({ side }) => side === "inputs").map(refOf);
  const writes = accessed.filter(({ side }) => side === "outputs").map(refOf);
  const flows: EntryFlow[] = [];
  if (reads.length > 0) flows.push({ sources: reads, sinks: [...writes, { kind: "result" }] });
  for (const { flows: all } of rows) {
    for (const { sources, sinks } of all) {
      const isResult = sinks.some(({ kind }) => kind === "result");
      flows.push({
        sources: sources.map((source) => (source.kind === "access" ? refOf(source.access) : source)),
        sinks: [
          ...sinks.map((sink) => (sink.kind === "access" ? refOf(sink.access) : sink)),
          ...(isResult ? writes : []),
        ],
      });
    }
  }
  const filled = new Set([
    ...writes.map(({ index }) => index),
    ...flows.flatMap(({ sinks }) => sinks.flatMap((sink) => (sink.kind === "entry" ? [sink.index] : []))),
    ...rows.flatMap(({ accesses }) =>
      accesses.flatMap((access) =>
        access.side === "outputs" && /^(?:insert|merge|copy|replace|create|load)\b/i.test(access.evidence)
          ? [refOf(access).index]
          : [],
      ),
    ),
  ]);
  return {
    kind: "emits",
    ...entries,
    descriptiveAssumptions: [],
    dependsOn,
    gaps: [...parts.flatMap(({ gaps }) => gaps.map(gapOf)), ...properties.failures.map(failureGap)],
    flows,
    filled,
    understood,
  };
}

function gapOf({ scalar, offset, message }: ReadingGap): CaseGap {
  return { kind: "undeclared", node: scalar, message, ...(offset !== undefined && { offset }) };
}

function failureGap({ scalar, error }: Properties["failures"][number]): CaseGap {
  const message = `unknown data access because an expression fails: ${error.message}`;
  return { kind: "undeclared", node: scalar, error, message };
}

function entryOf(
  { resource, certain, evidence }: Access,
  place: DeclaredEntry["place"],
  print: Assembly["print"],
): DeclaredEntry {
  const id = resourceId(resource.namespace, resource.name, print);
  const key = resource.folded && resourceId(resource.namespace, resource.folded, print);
  return {
    id,
    certainty: certain && !id.includes("*") ? "exact" : "pattern",
    place,
    evidence,
    claim: claimOf(resource, print),
    ...(key !== undefined && key !== id && { sameAs: key }),
  };
}

function resourceId(namespace: Text, name: Text, print: Assembly["print"]): string {
  const id = print(join(namespace, name));
  return id.startsWith("file/") ? id.replace(/^file\/\/?/, "file:///") : id;
}

const TYPES: Readonly<Record<ResourceKind, string>> = {
  file: "io.kestra.plugin.ee.assets.File",
  table: "io.kestra.plugin.ee.assets.Table",
  dataset: "io.kestra.plugin.ee.assets.Dataset",
  vm: "io.kestra.plugin.ee.assets.VM",
  external: "io.kestra.core.models.assets.External",
  topic: "TOPIC",
  queue: "QUEUE",
  other: "RESOURCE",
};

function claimOf(
  { kind, system, database, schema, table, location }: Resource,
  print: Assembly["print"],
): EntryClaim {
  const metadata: Record<string, Json> = { system };
  const add = (key: string, text: Text | undefined): void => {
    if (text !== undefined && text.length > 0) metadata[key] = print(text);
  };
  add("database", database);
  add("schema", schema);
  add("name", table);
  add("location", location);
  return { type: TYPES[kind], metadata };
}

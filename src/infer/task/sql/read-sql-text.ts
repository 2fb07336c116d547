import { isConstant, type Text } from "../../resource/text.ts";
import {
  flowsThrough,
  isExact,
  isWrite,
  type SqlAccess,
  type SqlReading,
  type SqlResource,
  type SqlStatement,
} from "../../sql/index.ts";
import type { PropertyText } from "../properties.ts";
import type { Access, DataSource, PartReading, ReadingGap, Sink, TaskFlow } from "../reading.ts";
import { choicesOfAccesses } from "./choices.ts";
import { linksOf, localFile, localSource } from "./links.ts";
import { placesIn, wholeText } from "./places.ts";
import { readWithin } from "./read-within.ts";
import { RESULT, withResults } from "./results.ts";
import { type PlacedName, sessionNames } from "./session-names.ts";
import type { SqlContext } from "./sql-context.ts";
import { sqlResource } from "./sql-resource.ts";

/** Reads and writes of a SQL text. */
export function readSqlText(property: PropertyText, context: SqlContext): PartReading {
  const { dialect, brief } = context;
  const reading = withResults(readKnown(property.text, context));
  const placed = placeNames(reading, context);
  const isLocal = (access: SqlAccess): boolean =>
    access.resource.kind === "table" &&
    (access.temporary || (placed.get(access) ?? context).connection.local);
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
  const choicesOf = choicesOfAccesses(property, reading, context);

  const accesses = new Map<SqlAccess, Access | undefined>();
  let index = 0;
  for (const { accesses: all, span } of reading.statements) {
    for (const sqlAccess of all) {
      if (sqlAccess === RESULT) continue;
      const choices = choicesOf(index++);
      if (isLocal(sqlAccess)) continue;
      const place = placed.get(sqlAccess);
      const { resource, connection } = place ?? { ...sqlAccess, ...context };
      const found = sqlResource(resource, connection, context);
      if (found === undefined) continue;
      if (typeof found === "string") {
        gaps.push({
          scalar: property.scalar,
          offset: offsetOf(sqlAccess.span.start),
          message: messageAt(sqlAccess.span.start, found),
        });
        continue;
      }
      accesses.set(sqlAccess, {
        side: isWrite(sqlAccess) ? "outputs" : "inputs",
        resource: found,
        certain:
          isExact(sqlAccess) &&
          place?.unsure !== true &&
          isConstant(found.namespace) &&
          isConstant(found.name),
        scalar: property.scalar,
        offset: offsetOf(sqlAccess.span.start),
        evidence: evidenceAt(sqlAccess, span.start),
        dependsOn: choices,
      });
    }
  }
  if (brief)
    return { accesses: [...accesses.values()].filter((access) => access !== undefined), flows: [], gaps };
  const sourceOf = (sqlAccess: SqlAccess): readonly DataSource[] => {
    const access = accesses.get(sqlAccess);
    if (access !== undefined) return [{ kind: "access", access }];
    return sqlAccess.resource.kind === "file" ? localSource(sqlAccess.resource.path, property) : [];
  };
  const sinkOf = (sqlAccess: SqlAccess): readonly Sink[] => {
    if (sqlAccess === RESULT) return [{ kind: "result" }];
    const access = accesses.get(sqlAccess);
    if (access !== undefined) return [{ kind: "access", access }];
    return sqlAccess.resource.kind === "file" ? [localFile(sqlAccess.resource.path)] : [];
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
  // Rows from an expression: `INSERT INTO t VALUES ({{ outputs.rows.value }})`.
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
  return { accesses: [...accesses.values()].filter((access) => access !== undefined), flows, gaps };
}

/** Whether rows go into the accessed table. */
function takesRows({ kind }: SqlAccess): boolean {
  return kind === "write" || kind === "create";
}

function readKnown(text: Text, { dialect, known }: SqlContext): SqlReading {
  if (!isConstant(text)) return readWithin(text, dialect);
  const key = text.join("");
  let reading = known.get(key);
  if (reading === undefined) {
    reading = readWithin(text, dialect);
    known.set(key, reading);
  }
  return reading;
}

interface PlacedResource extends Omit<PlacedName, "name"> {
  readonly resource: SqlResource;
}

/** Names in another database than that of the connection, or without the name of an attached one. */
function placeNames(
  { settings, statements }: SqlReading,
  { connection: initial, dialect, flow }: SqlContext,
): ReadonlyMap<SqlAccess, PlacedResource> {
  const placed = new Map<SqlAccess, PlacedResource>();
  if (settings.length === 0) return placed;
  const placeName = sessionNames(settings, initial, dialect, flow);
  for (const { accesses, span } of statements) {
    for (const access of accesses) {
      if (access.resource.kind === "file") continue;
      const { name, ...place } = placeName(access.resource.name, span.start);
      placed.set(access, { resource: { ...access.resource, name }, ...place });
    }
  }
  return placed;
}

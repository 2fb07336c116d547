import { isLiteral, patternText, type Text } from "../../resource/text.ts";
import {
  flowsThrough,
  isExact,
  isWrite,
  type SqlAccess,
  type SqlName,
  type SqlReading,
  type SqlStatement,
} from "../../sql/index.ts";
import type { PropertyText } from "../properties.ts";
import type { Access, DataSource, PartReading, ReadingGap, Sink, TaskFlow } from "../reading.ts";
import { choicesBehindEach } from "./choices.ts";
import { linksOf, localFile, localSource } from "./links.ts";
import { placesIn, wholeText } from "./places.ts";
import { readWithin } from "./read-within.ts";
import { RESULT, withResults } from "./results.ts";
import type { SqlContext } from "./sql-context.ts";
import { sqlResource } from "./sql-resource.ts";

/** Reads and writes of a SQL text. */
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
      const found = sqlResource(each, context);
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
  const sourceOf = (each: SqlAccess): readonly DataSource[] => {
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
  return { accesses: [...accesses.values()].filter((each) => each !== undefined), flows, gaps };
}

/** Whether rows go into the accessed table. */
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

function firstPart(name: SqlName): string {
  return patternText(name[0]?.fragments ?? []).toLowerCase();
}

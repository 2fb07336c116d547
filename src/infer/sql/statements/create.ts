import { readName } from "../names/read-name.ts";
import { accept, doubtStatement, doubtTables, type Reader, sees } from "../reader/reader.ts";
import { addFlow, recordRead } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { readCreated } from "./created.ts";
import { atEnd, skipOne, skipRest } from "./rest.ts";
import { skipRoutine } from "./routine.ts";
import { readTarget, skipIfExists } from "./target.ts";

/** Objects that contain rows. */
const RELATIONS = new Set(["TABLE", "VIEW"]);

/** Objects that contain statements which run later or elsewhere. */
const ROUTINES = new Set([
  "FUNCTION",
  "PROCEDURE",
  "PROC",
  "TRIGGER",
  "PACKAGE",
  "MACRO",
  "TASK",
  "PIPE",
  "RULE",
  "ALERT",
  "AGGREGATE",
]);

/** Objects that contain neither. */
const OTHERS = new Set([
  "DATABASE",
  "SCHEMA",
  "INDEX",
  "SEQUENCE",
  "STAGE",
  "USER",
  "ROLE",
  "TYPE",
  "DOMAIN",
  "EXTENSION",
  "WAREHOUSE",
  "CATALOG",
  "SYNONYM",
  "PUBLICATION",
  "SUBSCRIPTION",
  "SERVER",
  "MODEL",
  "DICTIONARY",
  "KEYSPACE",
  "SECRET",
  "STATISTICS",
  "POLICY",
  "LOGIN",
  "TABLESPACE",
  "BUCKET",
  "SCOPE",
  "COLLECTION",
  "CONNECTION",
  "RESERVATION",
  "ASSIGNMENT",
  "CAPACITY",
]);

const TEMPORARY = new Set(["TEMP", "TEMPORARY", "VOLATILE", "PRIVATE"]);

/** `CREATE .. TABLE` and `CREATE .. VIEW`. All other objects have no rows, or a body that does not run here. */
export function readCreate(r: Reader, scope: QueryScope): readonly number[] {
  const modifiers = new Set<string>();
  for (;;) {
    const { kind, upper, holed } = r.tokens.peek();
    if (holed === true) {
      doubtStatement(r, "an expression precedes the table name");
      doubtTables(r);
    } else if (kind === "end" || upper === ";") return skipRest(r, scope);
    else if (RELATIONS.has(upper) && r.tokens.peek(1).upper === "FUNCTION") return skipRoutine(r);
    else if (RELATIONS.has(upper)) break;
    // MySQL has events that run, Snowflake event tables.
    else if (ROUTINES.has(upper) || (upper === "EVENT" && r.tokens.peek(1).upper !== "TABLE"))
      return skipRoutine(r);
    else if (upper === "STREAM") return readStream(r, scope);
    else if (OTHERS.has(upper)) return skipObject(r, scope);
    modifiers.add(upper);
    r.tokens.next();
  }
  const temporary = [...TEMPORARY].some((word) => modifiers.has(word));
  const view = r.tokens.next().upper === "VIEW";
  return readCreated(r, scope, { temporary, view });
}

/** `CREATE STREAM s ON TABLE t` of Snowflake: the stream contains the changed rows of the table. */
function readStream(r: Reader, scope: QueryScope): readonly number[] {
  r.tokens.next();
  skipIfExists(r);
  const stream = readTarget(r, "create");
  while (!atEnd(r) && !sees(r, "ON")) skipOne(r, scope);
  accept(r, "ON");
  accept(r, "EXTERNAL", "DYNAMIC", "EVENT");
  if (accept(r, "TABLE", "VIEW") !== undefined) {
    const sources = createSources();
    const named = readName(r);
    if (named !== undefined) recordRead(r, scope, named, sources);
    addFlow(r, sources, [stream]);
  }
  skipRest(r, scope);
  return stream === undefined ? [] : [stream];
}

/** Skips a statement that creates another object. `CREATE MODEL m AS SELECT ..` reads rows. */
function skipObject(r: Reader, scope: QueryScope): readonly number[] {
  while (!atEnd(r)) {
    const isAs = r.tokens.peek().upper === "AS";
    skipOne(r, scope);
    if (isAs && sees(r, "SELECT", "WITH")) r.grammar.query(r, scope, createSources());
  }
  return [];
}

import { readWithList } from "../query/with-list.ts";
import type { Reader } from "../reader/reader.ts";
import { addFlow } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import type { StatementReader } from "./statement-reader.ts";

/** A query as a statement; the next token begins it. With INTO it writes. */
export function readQueryStatement(r: Reader, scope: QueryScope): readonly number[] {
  const sources = createSources();
  const { targets } = r.grammar.query(r, scope, sources);
  addFlow(r, sources, targets);
  return [];
}

const INSERT = new Set(["INSERT"]);

/** A query that begins with FROM; in Hive also `FROM a INSERT INTO b SELECT .. INSERT INTO c SELECT ..`. */
export function readFromStatement(
  r: Reader,
  scope: QueryScope,
  readInsert: StatementReader,
): readonly number[] {
  const sources = createSources();
  const { targets } = r.grammar.query(r, scope, sources, { stops: INSERT });
  addFlow(r, sources, targets);
  while (r.tokens.peek().upper === "INSERT") {
    r.tokens.next();
    const first = r.statement.flows.length;
    readInsert(r, scope);
    for (const flow of r.statement.flows.slice(first)) flow.inputs.uses.push(sources);
  }
  return [];
}

/** Reads WITH before a statement; the next token is WITH. */
export function readWith(r: Reader, scope: QueryScope): void {
  r.tokens.next();
  readWithList(r, scope);
}

import { accept, acceptAll, markUnexpected, type Reader } from "../reader/reader.ts";
import { addFlow } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { skipRest, skipTop } from "./rest.ts";
import { changeRead, changeUnderlying } from "./target.ts";

const BEFORE_USING = new Set(["USING"]);

/** `MERGE [WITH SCHEMA EVOLUTION] [INTO] t USING s ON .. WHEN ..`. */
export function readMerge(r: Reader, scope: QueryScope): readonly number[] {
  skipTop(r, scope);
  if (acceptAll(r, "DELTA", "OF")) return skipRest(r, scope);
  if (accept(r, "WITH") !== undefined && !acceptAll(r, "SCHEMA", "EVOLUTION")) {
    markUnexpected(r, r.tokens.peek(), "expected SCHEMA EVOLUTION");
    return skipRest(r, scope);
  }
  accept(r, "INTO");
  const [table] = r.grammar.query(r, scope, createSources(), { start: "tables", stops: BEFORE_USING }).tables;
  const target =
    table?.access === undefined
      ? table && changeUnderlying(r, table.sources, "write")
      : changeRead(r, table.access, "write");
  if (accept(r, "USING") === undefined) {
    markUnexpected(r, r.tokens.peek(), "expected USING");
    return [];
  }
  const sources = createSources();
  const { outputs } = r.grammar.query(r, scope, sources, { start: "tables" });
  addFlow(r, sources, [target]);
  const targets = target === undefined ? [] : [target];
  addFlow(r, { accesses: targets, uses: [] }, outputs);
  return targets;
}

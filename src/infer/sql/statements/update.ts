import type { SqlNamePart } from "../access.ts";
import { cteKey } from "../names/name-key.ts";
import { fragmentsOf, isNamePart } from "../names/read-name.ts";
import { accept, addGap, markUnexpected, type Reader, sees, type TableItem } from "../reader/reader.ts";
import { addFlow } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { aliasDoubt, bindTarget } from "./alias-target.ts";
import { skipRest, skipTop } from "./rest.ts";
import { changeRead, changeUnderlying } from "./target.ts";

const MODIFIERS = ["LOW_PRIORITY", "IGNORE"];
const BEFORE_SET = new Set(["SET"]);
const AFTER_ASSIGNMENT = new Set([",", "FROM", "WHERE", "OUTPUT", "RETURNING"]);

/** `UPDATE t SET .. [FROM ..]`, also of joined tables. */
export function readUpdate(r: Reader, scope: QueryScope): readonly number[] {
  if (accept(r, "STATISTICS") !== undefined) return skipRest(r, scope);
  if (accept(r, "OR") !== undefined) r.tokens.next();
  while (accept(r, ...MODIFIERS) !== undefined);
  skipTop(r, scope);
  const sources = createSources();
  const { tables } = r.grammar.query(r, scope, sources, { start: "tables", stops: BEFORE_SET });
  if (accept(r, "SET") === undefined) {
    markUnexpected(r, r.tokens.peek(), "expected SET");
    return readTargets(r, tables, [], new Set());
  }
  const keys = readAssignments(r, scope, sources);
  const { tables: from, outputs } = r.grammar.query(r, scope, sources, { start: "rest", from: true });
  const targets = readTargets(r, tables, from, keys);
  addFlow(r, sources, targets);
  addFlow(r, { accesses: targets, uses: [] }, outputs);
  return targets;
}

function readTargets(
  r: Reader,
  tables: readonly TableItem[],
  from: readonly TableItem[],
  keys: ReadonlySet<string>,
): number[] {
  const [first, ...others] = tables;
  if (first === undefined) return [];
  if (others.length === 0) {
    const bound = bindTarget(r, first, from, "write");
    if (bound !== undefined) return bound;
    if (first.access === undefined) return [changeUnderlying(r, first.sources, "write") ?? []].flat();
    return [changeRead(r, first.access, "write", aliasDoubt(r, first.access))];
  }
  const changed = tables.filter((table) => table.keys.some((key) => keys.has(key)));
  const plain = tables.filter(({ access }) => access !== undefined);
  const chosen = changed.length > 0 ? changed : plain.length === 1 ? plain : [];
  if (chosen.length === 0) {
    const { start, end } = r.tokens.last();
    addGap(r, "unexpected", "it is unclear which of the joined tables the statement changes", start, end);
  }
  return chosen.flatMap(({ access }) => (access === undefined ? [] : [changeRead(r, access, "write")]));
}

/** Reads the assignments after SET and returns the names of the tables whose columns are set. */
function readAssignments(r: Reader, scope: QueryScope, sources: Sources): ReadonlySet<string> {
  const keys = new Set<string>();
  do {
    const key = readQualifier(r);
    if (key !== undefined) keys.add(key);
    do r.grammar.query(r, scope, sources, { start: "rest", stops: AFTER_ASSIGNMENT });
    while (r.tokens.last().upper === "DISTINCT" && accept(r, "FROM") !== undefined);
  } while (sees(r, ",") && r.tokens.next() !== undefined);
  return keys;
}

/** The table of a column: `t` in `t.c` and `db.t.c`. */
function readQualifier(r: Reader): string | undefined {
  let before: SqlNamePart | undefined;
  while (isNamePart(r.tokens.peek()) && r.tokens.peek(1).upper === ".") {
    const token = r.tokens.next();
    before = { fragments: fragmentsOf(r, token), quoted: token.kind === "name" };
    r.tokens.next();
  }
  return before && cteKey(before, r.dialect);
}

import { pushAll } from "../../../util/push-all.ts";
import type { SqlName } from "../access.ts";
import { unquoted } from "../lexer/quoted.ts";
import { filePath } from "../names/files.ts";
import { hasHole, isHoleOnly, type NameRead, readName } from "../names/read-name.ts";
import { stageResource } from "../names/stage.ts";
import { accept, acceptAll, markUnexpected, type Reader, sees } from "../reader/reader.ts";
import { record, recordFile, recordRead } from "../reader/record.ts";
import { createScope, type QueryScope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { readAlias } from "./alias.ts";
import { beginsQuery } from "./begins-query.ts";
import { unbalanced } from "./group.ts";
import { isAliasWord, NO_TABLE } from "./keywords.ts";
import { deeper, readNested } from "./nested.ts";
import { readTableFunction, readTableOfFunction } from "./table-function.ts";
import { isArrayOfRows, itemKeys, type TableList } from "./table-list.ts";

/** Hints of Transact-SQL that may follow a table in brackets without WITH. */
const HINTS = new Set([
  "NOLOCK",
  "HOLDLOCK",
  "READPAST",
  "ROWLOCK",
  "TABLOCK",
  "TABLOCKX",
  "UPDLOCK",
  "INDEX",
  "XLOCK",
]);

/** Statements that a query may select from. */
const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

const BEFORE_FROM = "an expression after it may be FROM, which makes it ROWS FROM";

/**
 * Reads one table of a FROM clause with its alias: a table, a query, joined tables in brackets, a function, a file or a
 * stage. `doubt` is the reason why it may be none of them.
 */
export function readTableFactor(
  r: Reader,
  scope: QueryScope,
  into: Sources,
  list: TableList,
  doubt?: string,
): void {
  while (accept(r, "LATERAL", "ONLY") !== undefined);
  if (seesStream(r)) r.tokens.next();
  const sources = createSources();
  into.uses.push(sources);
  const read = readFactor(r, scope, sources, list, doubt);
  if (read === undefined) return;
  skipSuffixes(r);
  const alias = readAlias(r);
  if (alias !== undefined && hasHole([alias])) list.holed = true;
  const keys = itemKeys(r, read.name, alias);
  for (const key of keys) scope.aliases.add(key);
  list.items.push({ keys, access: read.access, sources });
}

/** `STREAM t` and `STREAM(t)` of Databricks. */
function seesStream(r: Reader): boolean {
  const next = r.tokens.peek(1);
  if (!r.dialect.formatPaths || !sees(r, "STREAM")) return false;
  return (
    next.upper === "(" ||
    next.kind === "name" ||
    next.kind === "hole" ||
    (next.kind === "word" && isAliasWord(next.upper, ""))
  );
}

interface FactorRead {
  /** The name for references if there is no alias. */
  readonly name?: SqlName;
  readonly access?: number | undefined;
}

function readFactor(
  r: Reader,
  scope: QueryScope,
  sources: Sources,
  list: TableList,
  doubt: string | undefined,
): FactorRead | undefined {
  const token = r.tokens.peek();
  const bracket = r.tokens.peek(1).upper === "(";
  if (token.upper === "(") return readBrackets(r, scope, sources, list, doubt);
  if (token.kind === "string" || token.kind === "stage") return readFile(r, scope, sources, doubt);
  if (acceptAll(r, "ROWS", "FROM")) {
    if (r.tokens.peek().upper === "(") r.grammar.group(r, scope, sources);
    return {};
  }
  if (["FINAL", "NEW", "OLD"].includes(token.upper) && acceptAll(r, token.upper, "TABLE"))
    return readBrackets(r, scope, sources, list, doubt);
  if (token.upper === "VALUES" && (bracket || r.tokens.peek(1).kind === "hole"))
    return readValues(r, scope, sources);
  if (token.upper === "TABLE" && bracket) {
    const named = readTableOfFunction(r, scope, sources);
    return named === undefined ? {} : readTable(r, scope, sources, list, named, doubt);
  }
  const named = NO_TABLE.has(token.upper) ? undefined : readName(r);
  if (named === undefined) {
    markUnexpected(r, token, "expected a table");
    return undefined;
  }
  const rows = token.upper === "ROWS" && r.tokens.peek().holed === true ? BEFORE_FROM : undefined;
  if (!sees(r, "(") || seesHint(r)) return readTable(r, scope, sources, list, named, doubt ?? rows);
  if (hasHole(named.name)) list.holed = true;
  readTableFunction(r, scope, sources, named);
  return {};
}

function readTable(
  r: Reader,
  scope: QueryScope,
  sources: Sources,
  list: TableList,
  named: NameRead,
  doubt: string | undefined,
): FactorRead {
  const { name } = named;
  const hidden = r.dialect.correlatedArrays && (list.holed || list.renamed) && name.length > 1;
  if (isHoleOnly(name)) list.holed = true;
  if (hasHole(name)) list.renamed = true;
  if (isArrayOfRows(r, scope, name)) return { name };
  const path = filePath(name, r.dialect);
  if (path !== undefined) {
    sources.accesses.push(recordFile(r, "read", path, named));
    return { name };
  }
  const reason = hidden ? "an expression before it may be the first part of its name" : undefined;
  return { name, access: recordRead(r, scope, named, sources, doubt ?? reason) };
}

/** Skips the text between a table and its alias. */
function skipSuffixes(r: Reader): void {
  for (;;) {
    const { upper } = r.tokens.peek();
    if (upper === "FINAL") {
      r.tokens.next();
      continue;
    }
    // `t@{FORCE_INDEX=i}` of Spanner.
    const hint = upper === "@" && r.tokens.peek(1).upper === "{";
    if (hint) r.tokens.next();
    const named = upper === "WITH" || upper === "PARTITION" || upper === "SUBPARTITION";
    if (named && r.tokens.peek(1).upper === "(") r.tokens.next();
    else if (!hint && (upper !== "(" || !seesHint(r))) return;
    r.grammar.group(r, createScope(), createSources());
  }
}

/** Hints of Transact-SQL, and parameters of a view of HANA. */
function seesHint(r: Reader): boolean {
  const { upper } = r.tokens.peek(1);
  return (r.dialect.batches && HINTS.has(upper)) || upper === "PLACEHOLDER";
}

/** A query, the rows of a statement, or joined tables. */
function readBrackets(
  r: Reader,
  scope: QueryScope,
  sources: Sources,
  list: TableList,
  doubt: string | undefined,
): FactorRead {
  const open = r.tokens.next();
  // The hole may be, or begin, the keyword of a query.
  const holed = r.tokens.peek().holed === true || doubt !== undefined;
  if (CHANGES.has(r.tokens.peek().upper)) {
    pushAll(sources.accesses, deeper(r, () => r.grammar.rows(r, createScope(scope))) ?? []);
  } else if (beginsQuery(r, open)) {
    readNested(r, scope, sources);
  } else {
    const inner = deeper(r, () => r.grammar.query(r, scope, sources, { start: "tables", holed, doubt }));
    pushAll(list.items, inner?.tables ?? []);
    if (inner?.holed === true) list.holed = true;
  }
  if (accept(r, ")") === undefined) unbalanced(r, "unclosed bracket");
  return {};
}

/** A file by name, in dialects with files as tables, or a stage of Snowflake. */
function readFile(
  r: Reader,
  scope: QueryScope,
  sources: Sources,
  doubt: string | undefined,
): FactorRead | undefined {
  const { filesAsTables, formatPaths, at } = r.dialect;
  const token = r.tokens.next();
  const stage = stageResource(r, token);
  if (stage !== undefined) {
    sources.accesses.push(record(r, "read", stage, token, doubt));
    if (sees(r, "(")) r.grammar.group(r, scope, sources);
  } else if (filesAsTables || formatPaths || at === "stage") {
    sources.accesses.push(record(r, "read", { kind: "file", path: unquoted(r.source, token) }, token, doubt));
  } else {
    markUnexpected(r, token, "expected a table, not a string");
    return undefined;
  }
  return {};
}

/** `VALUES (..), (..)`: its commas separate rows. */
function readValues(r: Reader, scope: QueryScope, sources: Sources): FactorRead {
  do {
    r.tokens.next();
    if (sees(r, "(")) r.grammar.group(r, scope, sources);
  } while (r.tokens.peek().upper === "," && r.tokens.peek(1).upper === "(");
  return {};
}

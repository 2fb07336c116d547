import type { SqlName, SqlSetting } from "../access.ts";
import { fragmentsOf, readName } from "../names/read-name.ts";
import { accept, acceptAll, type Reader, sees, spanOf } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import type { SqlFragment } from "../sql-text.ts";
import { skipRest } from "./rest.ts";
import { skipIfExists } from "./target.ts";

/** Containers of tables that USE may name. */
const HOLDERS = ["DATABASE", "SCHEMA", "CATALOG"];
const NOT_HOLDERS = new Set(["WAREHOUSE", "ROLE", "SECONDARY", "KEYSPACE"]);

/** `USE [DATABASE|SCHEMA|CATALOG] x`. */
export function readUse(r: Reader, scope: QueryScope): readonly number[] {
  const { start } = r.tokens.last();
  if (NOT_HOLDERS.has(r.tokens.peek().upper) && !sees(r, "KEYSPACE")) return skipRest(r, scope);
  const what = accept(r, ...HOLDERS)?.upper.toLowerCase() ?? "";
  addUse(r, start, what);
  return skipSetting(r, scope, start);
}

/** `SET SCHEMA x`, `SET CURRENT SCHEMA = x` and `SET search_path TO x`. Other settings do not affect table names. */
export function readSet(r: Reader, scope: QueryScope): readonly number[] {
  const { start } = r.tokens.last();
  accept(r, "SESSION", "LOCAL", "CURRENT");
  if (r.tokens.peek().holed === true) return skipSetting(r, scope, start);
  if (acceptAll(r, "SEARCH_PATH") || acceptAll(r, "SCHEMA")) readSchema(r, start);
  return skipRest(r, scope);
}

/** `ALTER SESSION SET CURRENT_SCHEMA = x` of Oracle; the next word is SESSION. */
export function readAlterSession(r: Reader, scope: QueryScope): readonly number[] {
  const { start } = r.tokens.last();
  if (acceptAll(r, "SESSION", "SET", "CURRENT_SCHEMA")) readSchema(r, start);
  return skipRest(r, scope);
}

/** The schema of names without one; unknown for a path of several, and for the default. */
function readSchema(r: Reader, start: number): void {
  accept(r, "=", "TO");
  const isDefault = sees(r, "DEFAULT");
  addUse(r, start, "schema");
  const last = r.session.settings.at(-1);
  if (last !== undefined && (isDefault || sees(r, ",")))
    r.session.settings.splice(-1, 1, { ...last, name: [] });
}

function addUse(r: Reader, start: number, what: string): void {
  const named = r.tokens.peek().kind === "string" ? stringName(r) : readName(r);
  if (named !== undefined) addSetting(r, "use", start, what, named.name, []);
}

function stringName(r: Reader): { name: SqlName } {
  return { name: [{ fragments: fragmentsOf(r, r.tokens.next()), quoted: true }] };
}

/** `ATTACH [DATABASE] 'file' AS x` of DuckDB and SQLite. */
export function readAttach(r: Reader, scope: QueryScope): readonly number[] {
  const { start } = r.tokens.last();
  accept(r, "DATABASE");
  skipIfExists(r);
  const token = r.tokens.peek();
  if (token.kind !== "string" && token.kind !== "hole") return skipSetting(r, scope, start);
  const target = fragmentsOf(r, r.tokens.next());
  const named = accept(r, "AS") === undefined ? undefined : readName(r);
  addSetting(r, "attach", start, attachedType(r), named?.name ?? [], target);
  return skipSetting(r, scope, start);
}

/** The TYPE among the options in brackets, in lower case. */
function attachedType(r: Reader): string {
  let type = "";
  if (accept(r, "(") === undefined) return type;
  while (r.tokens.peek().kind !== "end" && !sees(r, ";") && accept(r, ")") === undefined)
    if (r.tokens.next().upper === "TYPE") type = r.tokens.peek().upper.toLowerCase();
  return type;
}

/** Skips the rest. With an expression in it, the statement may be another setting. */
function skipSetting(r: Reader, scope: QueryScope, start: number): readonly number[] {
  skipRest(r, scope);
  if (r.statement.holed || r.tokens.last().holed === true) addSetting(r, "unknown", start, "", [], []);
  return [];
}

function addSetting(
  r: Reader,
  kind: SqlSetting["kind"],
  start: number,
  what: string,
  name: SqlName,
  target: readonly SqlFragment[],
): void {
  r.session.settings.push({ kind, what, name, target, span: spanOf(r, start, r.tokens.last().end) });
}

import { accept, addGap, doubtStatement, type Reader, sees } from "../reader/reader.ts";
import type { Scope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { readDeclaration } from "./declare.ts";
import { readInsert } from "./insert.ts";
import { readFromStatement, readQueryStatement, readWith } from "./query-statement.ts";
import { skipRest } from "./rest.ts";
import { VERBS } from "./verbs.ts";

/** What a query begins with. */
const QUERIES = new Set(["SELECT", "VALUES", "TABLE", "(", "PIVOT", "UNPIVOT", "SUMMARIZE"]);

/** What may stand behind WITH. */
const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE"]);

/** Verbs whose statement stands behind them. */
const PREFIXES = new Set(["EXPLAIN", "PREPARE"]);

/** Reads one statement; the next token begins it. */
export function readStatement(r: Reader, scope: Scope): void {
  if (r.tokens.peek().kind === "hole" && readHole(r, scope)) return;
  const token = r.tokens.peek();
  r.statement.verb ||= token.upper;
  if (token.upper === "WITH") {
    readWith(r, scope);
    if (!CHANGES.has(r.tokens.peek().upper)) return void readQueryStatement(r, scope);
    r.statement.verb = r.tokens.peek().upper;
  }
  const { kind, upper } = r.tokens.peek();
  if (QUERIES.has(upper)) return void readQueryStatement(r, scope);
  if (upper === "FROM") return void readFromStatement(r, scope, readInsert);
  const read = kind === "word" ? VERBS.get(upper) : undefined;
  if (read === undefined) return readUnknown(r, scope);
  if (upper !== "DECLARE") r.declaring = false;
  r.tokens.next();
  read(r, scope);
  const { kind: next, upper: behind } = r.tokens.peek();
  const goesOn = PREFIXES.has(upper) && next === "word" && behind !== ";" && r.tokens.last().upper !== ")";
  if (goesOn || (PREFIXES.has(upper) && r.tokens.last().upper === ")" && next === "word"))
    readStatement(r, scope);
}

/** Reads a hole at the beginning; true when nothing but the hole is left of the statement. */
function readHole(r: Reader, scope: Scope): boolean {
  const { start, end } = r.tokens.next();
  r.session.unsure ??= "an expression before it may create a temporary table of its name";
  const alone = sees(r, ";") || r.tokens.peek().kind === "end";
  addGap(
    r,
    "templated",
    alone ? "an expression gives the statement" : "an expression begins the statement",
    start,
    end,
  );
  if (alone) return true;
  doubtStatement(r, "an expression begins the statement");
  const { kind, upper } = r.tokens.peek();
  if (kind === "word" && (VERBS.has(upper) || QUERIES.has(upper) || upper === "WITH" || upper === "FROM"))
    return false;
  skipRest(r, scope);
  return true;
}

function readUnknown(r: Reader, scope: Scope): void {
  const { kind, upper, start, end } = r.tokens.peek();
  const next = r.tokens.peek(1).upper;
  if (kind === "word" && r.declaring) {
    readDeclaration(r, scope);
    return;
  }
  // An assignment of PL/SQL, or a label.
  if ((kind === "word" || kind === "variable") && (next === ":" || next === "=")) {
    r.tokens.next();
    r.tokens.next();
    accept(r, "=");
    if (next === "=" || r.tokens.last().upper === "=") skipRest(r, scope);
    else if (sees(r, "BEGIN", "LOOP", "WHILE", "FOR", "REPEAT")) return;
    return;
  }
  if (r.inBlock && kind === "word" && (next === "(" || next === "." || next === ";")) {
    skipRest(r, scope);
    addGap(r, "call", "what a procedure reads and writes is not in the text", start, r.tokens.last().end);
    return;
  }
  r.tokens.next();
  r.grammar.query(r, scope, createSources(), { start: "rest" });
  skipRest(r, scope);
  r.statement.accesses.length = 0;
  const message =
    upper === ""
      ? "a statement was expected here"
      : `"${upper}" is not known as the beginning of a statement`;
  addGap(r, "unknown-verb", message, start, end);
}

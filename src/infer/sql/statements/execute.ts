import { quotedText } from "../lexer/quoted.ts";
import { accept, addGap, MOST_NESTING, type Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { skipRest } from "./rest.ts";

/** `CALL p(..)`: the body of the procedure is not in the text. */
export function readProcedureCall(r: Reader, scope: QueryScope): readonly number[] {
  const { start } = r.tokens.last();
  skipRest(r, scope);
  addCallGap(r, start);
  return [];
}

/** Records a gap for the call of a procedure from `start` up to here. */
export function addCallGap(r: Reader, start: number): void {
  addGap(r, "call", "unknown data access of a procedure", start, r.tokens.last().end);
}

/** EXECUTE. A statement in a string is read; a variable, an expression or a procedure is a gap. */
export function readExecute(r: Reader, scope: QueryScope): readonly number[] {
  const { start } = r.tokens.last();
  const immediate = accept(r, "IMMEDIATE") !== undefined;
  const procedure = accept(r, "SP_EXECUTESQL") !== undefined;
  const bracket = r.tokens.peek().upper === "(";
  const token = r.tokens.peek(bracket ? 1 : 0);
  const after = r.tokens.peek(bracket ? 2 : 1);
  if (
    token.kind === "string" &&
    endsStatement(after.kind === "end" ? ";" : after.upper) &&
    r.nesting < MOST_NESTING
  ) {
    if (bracket) r.tokens.next();
    r.tokens.next();
    if (bracket) accept(r, ")");
    skipRest(r, scope);
    r.grammar.text(r, quotedText(r.source, token), r.inBlock);
    return [];
  }
  const text = token.kind === "string" || token.kind === "variable";
  const dynamic = immediate || procedure || bracket || text || (r.inBlock && !r.dialect.batches);
  skipRest(r, scope);
  if (!dynamic) addCallGap(r, start);
  else addGap(r, "dynamic", "the executed statement is built at run time", start, r.tokens.last().end);
  return [];
}

/** Words that may follow the complete text of a statement. */
function endsStatement(upper: string): boolean {
  return [";", ")", ",", "USING", "INTO", "AT"].includes(upper);
}

/** `DO $$ .. $$`: the statements of its body run. */
export function readDo(r: Reader, scope: QueryScope): readonly number[] {
  const { start } = r.tokens.last();
  const language = accept(r, "LANGUAGE") === undefined ? "" : r.tokens.next().upper;
  const token = r.tokens.peek();
  if (token.kind !== "string") return skipRest(r, scope);
  r.tokens.next();
  const languageAfter = accept(r, "LANGUAGE") === undefined ? "" : r.tokens.next().upper;
  const foreign = [language, languageAfter].some(
    (name) => name !== "" && name !== "PLPGSQL" && name !== "SQL",
  );
  if (foreign || r.nesting >= MOST_NESTING)
    addGap(r, "routine", "the body of the block is not SQL", start, r.tokens.last().end);
  else r.grammar.text(r, quotedText(r.source, token), true);
  return skipRest(r, scope);
}

/**
 * `PREPARE p FROM 'statement'`; the statement is assumed to be executed. After `PREPARE p AS`, and in Trino after FROM,
 * the statement follows without quotes.
 */
export function readPrepare(r: Reader, scope: QueryScope): boolean {
  const { start } = r.tokens.next();
  r.tokens.next();
  if (r.tokens.peek().upper === "(") r.grammar.group(r, scope, createSources());
  if (accept(r, "AS") !== undefined) return true;
  accept(r, "FROM");
  const token = r.tokens.peek();
  // `PREPARE p FROM SELECT ..` of Trino.
  if (token.kind === "word") return true;
  const known = token.kind === "string" && r.nesting < MOST_NESTING;
  if (known) r.tokens.next();
  skipRest(r, scope);
  if (known) r.grammar.text(r, quotedText(r.source, token), r.inBlock);
  else addGap(r, "dynamic", "the prepared statement is built at run time", start, r.tokens.last().end);
  return false;
}

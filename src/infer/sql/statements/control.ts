import { accept, acceptAll, type Reader, sees } from "../reader/reader.ts";
import { createScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { atEnd, skipRest } from "./rest.ts";

const TRANSACTION = new Set([
  "TRANSACTION",
  "TRAN",
  "WORK",
  ";",
  "ISOLATION",
  "READ",
  "DEFERRED",
  "IMMEDIATE",
  "EXCLUSIVE",
  "CONCURRENT",
  "DISTRIBUTED",
]);

/** Words that may follow END in the same statement. */
const BEHIND_END = [
  "TRY",
  "CATCH",
  "CONVERSATION",
  "IF",
  "LOOP",
  "CASE",
  "WHILE",
  "FOR",
  "REPEAT",
  "TRANSACTION",
  "TRAN",
];

const BEFORE_BODY: ReadonlySet<string> = new Set(["THEN", "LOOP", "DO"]);
const BEFORE_LOOP: ReadonlySet<string> = new Set(["LOOP", "DO"]);
const BEFORE_WHEN: ReadonlySet<string> = new Set(["WHEN"]);

/** Words that precede a statement on their own. */
const PREFIXES = ["ELSE", "LOOP", "REPEAT", "THEN", "EXCEPTION", "TRY", "CATCH"];

/**
 * Reads control flow before the next statement: BEGIN, IF .. THEN, ELSE, LOOP, END, with the queries in conditions.
 * False if the next token begins a statement.
 */
export function readControl(r: Reader): boolean {
  const scope = createScope();
  if (accept(r, ...PREFIXES) !== undefined) return true;
  if (sees(r, "GO") && r.dialect.batches) return readGo(r);
  // The end of a unit in Oracle's tools.
  if (accept(r, "/") !== undefined) return true;
  if (acceptAll(r, "<", "<")) {
    while (!atEnd(r) && accept(r, ">") === undefined) r.tokens.next();
    accept(r, ">");
    return true;
  }
  if (sees(r, "DO") && r.tokens.peek(1).upper === "BEGIN") r.tokens.next();
  if (sees(r, "BEGIN")) return readBegin(r);
  if (accept(r, "END") !== undefined) {
    accept(r, ...BEHIND_END);
    if (!r.dialect.batches) skipRest(r, scope);
    return true;
  }
  if (accept(r, "IF", "ELSIF", "ELSEIF", "ELIF", "WHILE", "WHEN") !== undefined) {
    r.grammar.query(r, scope, createSources(), { start: "rest", stops: BEFORE_BODY });
    accept(r, ...BEFORE_BODY);
    return true;
  }
  if (accept(r, "CASE") !== undefined) {
    r.grammar.query(r, scope, createSources(), { start: "rest", stops: BEFORE_WHEN });
    return true;
  }
  if (accept(r, "FOR", "FOREACH") !== undefined) return readFor(r);
  return false;
}

function readGo(r: Reader): boolean {
  r.tokens.next();
  if (/^[0-9]+$/.test(r.tokens.peek().upper)) r.tokens.next();
  return true;
}

function readBegin(r: Reader): boolean {
  r.tokens.next();
  const { kind, upper } = r.tokens.peek();
  if (kind === "end" || TRANSACTION.has(upper)) {
    skipRest(r, createScope());
    return true;
  }
  if (accept(r, "UNLOGGED", "COUNTER", "BATCH") !== undefined) {
    accept(r, "BATCH");
    return true;
  }
  accept(r, "NOT");
  accept(r, "ATOMIC");
  r.declaring = false;
  r.inBlock = true;
  return true;
}

/** `FOR x IN query LOOP`, `FOR x IN 1..10 LOOP`, `FOR x AS query DO`. */
function readFor(r: Reader): boolean {
  const scope = createScope();
  while (!(atEnd(r) || sees(r, "IN", "AS", "CURSOR", ...BEFORE_LOOP))) r.tokens.next();
  while (accept(r, "IN", "AS", "CURSOR", "FOR") !== undefined);
  const start = sees(r, "SELECT", "WITH") ? "query" : "rest";
  r.grammar.query(r, scope, createSources(), { start, stops: BEFORE_LOOP });
  accept(r, ...BEFORE_LOOP);
  return true;
}

import type { SqlName } from "../access.ts";
import { readName } from "../names/read-name.ts";
import { accept, addGap, doubtTables, type Reader, sees } from "../reader/reader.ts";
import { addFlow, record } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { readDeclaration } from "./declare.ts";
import { addCallGap } from "./execute.ts";
import { skipOne, skipRest } from "./rest.ts";

/** Reads a statement without a known verb: an assignment or a call in a block, or otherwise a gap. */
export function readUnknown(r: Reader, scope: QueryScope): void {
  const { kind, upper, holed, start, end } = r.tokens.peek();
  const next = r.tokens.peek(1).upper;
  const name = kind === "word" || kind === "variable";
  if (holed === true) doubtTables(r);
  if (r.declaring && kind === "word") readDeclaration(r, scope);
  else if (name && next === ":") readAssignmentOrLabel(r, scope);
  else if (name && next === "=") readAssignment(r, scope);
  else if (r.inBlock && kind === "word" && ["(", ".", ";"].includes(next)) readCallOrAssignment(r, scope);
  else if (upper === "{") {
    // `{call p(?)}` and `{? = call f(?)}` of JDBC.
    skipRest(r, scope);
    addCallGap(r, start);
  } else {
    r.tokens.next();
    while (!sees(r, ";", ")", "]", "}") && r.tokens.peek().kind !== "end") skipOne(r, scope);
    r.statement.accesses.length = 0;
    const message = upper === "" ? "expected a statement" : `unknown statement "${upper}"`;
    addGap(r, "unknown-verb", message, start, end);
  }
}

/** `x = value`; in HANA, `x = SELECT ..` creates a table `:x` for the block. */
function readAssignment(r: Reader, scope: QueryScope): void {
  const { kind, start, end } = r.tokens.next();
  r.tokens.next();
  if (kind !== "word" || !sees(r, "SELECT", "WITH")) {
    skipRest(r, scope);
    return;
  }
  const name: SqlName = [{ fragments: [`:${r.source.text.slice(start, end)}`], quoted: false }];
  const sources = createSources();
  r.grammar.query(r, scope, sources);
  addFlow(r, sources, [record(r, "create", { kind: "table", name }, { start, end })]);
}

/** `x := value` of PL/SQL, or a label followed by a statement. */
function readAssignmentOrLabel(r: Reader, scope: QueryScope): void {
  r.tokens.next();
  r.tokens.next();
  if (accept(r, "=") !== undefined) skipRest(r, scope);
}

/** In a block: `p(..);` and `s.p;`, or `x.y := value` and `x(1) := value`. */
function readCallOrAssignment(r: Reader, scope: QueryScope): void {
  const { start } = r.tokens.peek();
  readName(r);
  if (sees(r, "(")) r.grammar.group(r, scope, createSources());
  const assigns = sees(r, ":", "=");
  skipRest(r, scope);
  if (!assigns) addCallGap(r, start);
}

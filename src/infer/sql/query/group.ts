import { isNamePart, readName } from "../names/read-name.ts";
import { accept, addGap, doubtStatement, markUnexpected, type Reader } from "../reader/reader.ts";
import { recordRead } from "../reader/record.ts";
import { createScope, type QueryScope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";
import { beginsQuery } from "./begins-query.ts";
import { readNested } from "./nested.ts";

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

export function opensGroup(symbol: string): boolean {
  return CLOSING.has(symbol);
}

interface OpenGroup {
  readonly close: string;
  /** Whether the content begins with a hole, so that it may be a query. */
  readonly holed: boolean;
}

/**
 * Reads a pair of brackets and the queries in it; the next token is the opening bracket. Nesting may have any depth.
 * `tables`: the brackets belong to a table function, whose arguments may be tables.
 */
export function readGroup(r: Reader, scope: QueryScope, into: Sources, { tables } = { tables: false }): void {
  const open: OpenGroup[] = [];
  do {
    const before = r.tokens.last();
    const token = r.tokens.peek();
    if (token.kind === "end" || token.upper === ";") {
      unbalanced(r, "unclosed bracket");
      return;
    }
    r.tokens.next();
    const close = CLOSING.get(token.upper);
    if (close !== undefined) {
      open.push({ close, holed: r.tokens.peek().kind === "hole" });
      if (close === ")" && beginsQuery(r, before)) readNested(r, scope, into);
    } else if (token.upper === ")" || token.upper === "]" || token.upper === "}") {
      if (open.pop()?.close === token.upper) continue;
      unbalanced(r, `"${token.upper}" does not match the open bracket`);
      return;
    } else if (token.upper === "SELECT") {
      if (before.kind !== "hole") markUnexpected(r, token, "SELECT is inside an expression");
      const inner = createScope(scope);
      inner.hides = "an expression precedes its query";
      readNested(r, inner, into);
    } else if (token.upper === "FROM" && open.at(-1)?.holed === true) {
      addGap(r, "templated", "an expression determines the meaning of FROM", token.start, token.end);
    } else if (tables && token.upper === "TABLE" && readTableArgument(r, scope, into)) {
      open.push({ close: ")", holed: false });
    }
  } while (open.length > 0);
}

/** Reads the rest of `TABLE name` or `TABLE(name)`. True if a bracket stays open. */
function readTableArgument(r: Reader, scope: QueryScope, into: Sources): boolean {
  const bracket = r.tokens.peek().upper === "(";
  const first = r.tokens.peek(bracket ? 1 : 0);
  if (!isNamePart(first) || first.upper === "SELECT" || first.upper === "WITH") return false;
  if (bracket) r.tokens.next();
  const named = readName(r);
  if (named !== undefined && r.tokens.peek().upper !== "(") recordRead(r, scope, named, into);
  return bracket && accept(r, ")") === undefined;
}

/** Reports unbalanced brackets and marks the whole statement as uncertain. */
export function unbalanced(r: Reader, message: string): void {
  const { start, end } = r.tokens.peek().kind === "end" ? r.tokens.last() : r.tokens.peek();
  addGap(r, "unbalanced", message, start, end);
  doubtStatement(r, message);
}

import type { SqlAccessKind } from "../access.ts";
import { readName } from "../names/read-name.ts";
import { addGap, doubtStatement, markUnexpected, type Reader } from "../reader/reader.ts";
import { recordTarget } from "../reader/record.ts";
import { type Sources, underlyingAccesses } from "../reader/sources.ts";

/** Reads the name of the table that a statement changes. */
export function readTarget(r: Reader, kind: SqlAccessKind, temporary = false): number | undefined {
  const token = r.tokens.peek();
  const named = readName(r);
  if (named === undefined) {
    markUnexpected(r, token, "expected a table name");
    return undefined;
  }
  if (temporary) r.session.temporaries.add(named.name);
  return recordTarget(r, kind, named);
}

/** Turns a read table into the target of the statement. */
export function changeRead(r: Reader, access: number, kind: SqlAccessKind, doubt?: string): number {
  const draft = r.statement.accesses[access];
  if (draft !== undefined) {
    draft.kind = kind;
    draft.doubt ??= doubt;
  }
  return access;
}

/** The target of a statement on a query: `t` in `UPDATE (SELECT .. FROM t) SET ..`. */
export function changeUnderlying(r: Reader, sources: Sources, kind: SqlAccessKind): number | undefined {
  const reads = underlyingAccesses(sources).filter((at) => {
    const access = r.statement.accesses[at];
    return access?.kind === "read" && access.resource.kind === "table" && !access.dropped;
  });
  const [only, ...others] = reads;
  if (only !== undefined && others.length === 0) return changeRead(r, only, kind);
  const { start, end } = r.tokens.last();
  addGap(r, "unexpected", "it is unclear which table of the query the statement changes", start, end);
  return undefined;
}

/** Skips the words between a verb and its table. With a hole among them, the kind of statement is uncertain. */
export function skipModifiers(r: Reader, words: ReadonlySet<string>): void {
  for (;;) {
    const { kind, upper } = r.tokens.peek();
    if (kind === "hole" && words.has(r.tokens.peek(1).upper)) {
      doubtStatement(r, "an expression precedes the table name");
      r.tokens.next();
    } else if (!words.has(upper)) return;
    else r.tokens.next();
  }
}

/** Reads IF EXISTS or IF NOT EXISTS. */
export function skipIfExists(r: Reader): void {
  if (r.tokens.peek().upper !== "IF") return;
  while (["IF", "NOT", "EXISTS"].includes(r.tokens.peek().upper)) r.tokens.next();
}

import { addGap, doubtStatement, MOST_DEPTH, type Reader } from "../reader/reader.ts";
import { createScope, type QueryScope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";

/** Reads a query in a separate scope, up to its closing bracket. */
export function readNested(r: Reader, scope: QueryScope, into: Sources): void {
  deeper(r, () => r.grammar.query(r, createScope(scope), into));
}

/** Reads one level deeper. Beyond the maximum depth, the text is skipped and the statement is uncertain. */
export function deeper<T>(r: Reader, read: () => T): T | undefined {
  if (r.depth >= MOST_DEPTH) {
    const { start, end } = r.tokens.peek();
    addGap(r, "too-deep", `queries are nested more than ${MOST_DEPTH} deep`, start, end);
    doubtStatement(r, "a part of it is nested too deeply");
    skipNested(r);
    return undefined;
  }
  r.depth += 1;
  const result = read();
  r.depth -= 1;
  return result;
}

/** Skips to the closing bracket or to the end of the statement. */
function skipNested(r: Reader): void {
  let open = 0;
  for (;;) {
    const { kind, upper } = r.tokens.peek();
    if (kind === "end" || upper === ";") return;
    if (upper === "(" || upper === "[" || upper === "{") open += 1;
    if (upper === ")" || upper === "]" || upper === "}") {
      if (open === 0) return;
      open -= 1;
    }
    r.tokens.next();
  }
}

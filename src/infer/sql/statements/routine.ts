import { accept, addGap, type Reader } from "../reader/reader.ts";

/** Words after AS whose body is at most one statement. */
const ONE_STATEMENT = new Set([
  "SELECT",
  "WITH",
  "RETURN",
  "EXTERNAL",
  "LANGUAGE",
  "CALLSPEC",
  "(",
  "TABLE",
  "INSERT",
]);

/** Words that END may close besides BEGIN and CASE. */
const CLOSED = new Set(["IF", "LOOP", "WHILE", "REPEAT", "FOR", "FOREACH"]);

/**
 * Skips a routine, whose body does not run here. It ends with its last END, without a block with the statement, and in
 * Transact-SQL with the batch.
 */
export function skipRoutine(r: Reader): readonly number[] {
  const { start } = r.tokens.last();
  let blocks = 0;
  let began = false;
  let declares = false;
  // A hole may open or close any number of blocks.
  let holed = false;
  for (;;) {
    const { kind, upper } = r.tokens.peek();
    if (kind === "end" || (r.dialect.batches && upper === "GO")) break;
    if (upper === ";" && !holed && blocks === 0 && (began || !declares) && !r.dialect.batches) break;
    // The end of a unit in Oracle's tools.
    if (upper === "/" && !holed && r.tokens.last().upper === ";") break;
    if (r.tokens.next().holed === true) holed = true;
    if ((upper === "IS" || upper === "AS") && blocks === 0) declares ||= declaresVariables(r);
    if (upper === "BEGIN" || (upper === "CASE" && blocks > 0)) {
      blocks += 1;
      began = true;
    }
    if (upper === "END" && blocks > 0 && accept(r, ...CLOSED) === undefined) {
      accept(r, "CASE");
      blocks -= 1;
    }
  }
  const message = "the data access of a routine is not followed";
  addGap(r, "routine", message, start, r.tokens.last().end);
  return [];
}

/** Whether declarations, each ended by `;`, precede the block. */
function declaresVariables(r: Reader): boolean {
  const { kind, upper } = r.tokens.peek();
  return kind === "word" && !ONE_STATEMENT.has(upper) && r.dialect.at === "link";
}

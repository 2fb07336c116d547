import type { Reader } from "../reader/reader.ts";

/** Words that begin a statement of Transact-SQL if the previous statement may be complete. */
const STARTS = new Set([
  "INSERT",
  "MERGE",
  "TRUNCATE",
  "EXEC",
  "EXECUTE",
  "DECLARE",
  "IF",
  "ELSE",
  "WHILE",
  "BEGIN",
  "END",
  "PRINT",
  "RETURN",
  "RAISERROR",
  "THROW",
  "GO",
  "USE",
  "COMMIT",
  "ROLLBACK",
  "BULK",
  "WAITFOR",
]);

/** Words that begin a statement if one of the listed words follows. */
const OBJECTS = new Set([
  "TABLE",
  "VIEW",
  "PROCEDURE",
  "PROC",
  "FUNCTION",
  "TRIGGER",
  "SCHEMA",
  "DATABASE",
  "CLUSTERED",
  "NONCLUSTERED",
  "UNIQUE",
  "OR",
  "EXTERNAL",
]);

/** Words after which such a word continues the statement: `WHEN MATCHED THEN UPDATE`, `INNER MERGE JOIN`. */
const GOES_ON = new Set([
  "THEN",
  "UPDATE",
  "FOR",
  "INNER",
  "LEFT",
  "RIGHT",
  "FULL",
  "AFTER",
  "AS",
  "OF",
  ",",
  ".",
]);

/** Actions of a foreign key: `ON DELETE CASCADE`, `ON UPDATE SET NULL`. */
const ACTIONS = new Set(["CASCADE", "NO", "SET", "RESTRICT"]);

/** Whether the next token begins a new statement, in dialects that need no `;` between statements. */
export function startsStatement(r: Reader, selected: boolean): boolean {
  if (!r.dialect.batches) return false;
  const { kind, upper } = r.tokens.peek();
  if (kind !== "word" || GOES_ON.has(r.tokens.last().upper)) return false;
  const next = r.tokens.peek(1);
  switch (upper) {
    case "SELECT":
      return selected && r.tokens.last().kind !== "hole";
    case "CREATE":
    case "DROP":
    case "ALTER":
      return OBJECTS.has(next.upper);
    case "UPDATE":
    case "DELETE":
      return r.tokens.last().upper !== "ON" || !ACTIONS.has(next.upper);
    case "SET":
      return next.upper !== "(";
    default:
      return STARTS.has(upper);
  }
}

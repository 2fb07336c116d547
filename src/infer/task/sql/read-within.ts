import { charge, stepsLeft } from "../../../java/budget.ts";
import type { Text } from "../../resource/text.ts";
import { readSql, type SqlDialect, type SqlReading } from "../../sql/index.ts";

/** Steps per character of a SQL text, including the use of its accesses. */
const CHARACTER_STEPS = 8;

/** Reads a SQL text within the step budget of its file; beyond it, a gap. */
export function readWithin(text: Text, dialect: SqlDialect): SqlReading {
  const length = text.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 1), 0);
  const isTooLong = length * CHARACTER_STEPS > stepsLeft();
  charge(length * CHARACTER_STEPS);
  if (!isTooLong) return readSql(text, dialect);
  const message = "too many evaluation steps: the SQL text is not read";
  return {
    statements: [],
    settings: [],
    gaps: [{ kind: "unexpected", message, span: { start: 0, end: 0 } }],
  };
}

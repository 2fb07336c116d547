import { isWrite, type SqlAccess, type SqlReading, type SqlStatement } from "../../sql/index.ts";

/** The rows that a query returns to the task. */
export const RESULT: SqlAccess = {
  kind: "write",
  resource: { kind: "file", path: [{ hole: "result" }] },
  span: { start: 0, end: 0 },
  temporary: false,
};

/** Each query without writes returns its rows to the task. */
export function withResults(reading: SqlReading): SqlReading {
  return {
    ...reading,
    statements: reading.statements.map((statement): SqlStatement => {
      const { accesses, flows } = statement;
      if (accesses.some(isWrite)) return statement;
      const inputs = accesses.flatMap(({ kind }, index) => (kind === "read" ? [index] : []));
      if (inputs.length === 0) return statement;
      return {
        ...statement,
        accesses: [...accesses, RESULT],
        flows: [...flows, { inputs, outputs: [accesses.length] }],
      };
    }),
  };
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { printStatement, statement } from "./generated-sql.ts";
import { unsoundParts } from "./soundness.ts";

/** Longer texts have too many parts to try all of them. */
const MAX_LENGTH = 400;

test.each(["postgresql", "bigquery", "sqlserver", "snowflake"])(
  "given generated statements in %s, when any part is an expression, then no other name is exact",
  (dialect) => {
    fc.assert(
      fc.property(statement, (generated) => {
        const sql = printStatement(generated);
        fc.pre(sql.length < MAX_LENGTH);
        expect(unsoundParts(sql, dialect)).toEqual([]);
      }),
      { seed: 20261126, numRuns: 25 },
    );
  },
);

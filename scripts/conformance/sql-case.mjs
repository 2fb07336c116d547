import { findDialect, isWrite, readSql } from "../../dist/infer/sql/index.js";

/**
 * The tables that a SQL text reads and writes, as lower-cased names without quotes; undefined when they are the expected
 * ones, else what is wrong. Temporary tables and names in doubt do not count.
 */
export function sqlCase(line, equal) {
  const { dialect: name, sql, reads, writes } = JSON.parse(line);
  const dialect = findDialect(name);
  if (dialect === undefined) return `unknown dialect "${name}"`;
  const { statements } = readSql([sql], dialect);
  const tables = statements
    .flatMap(({ accesses }) => accesses)
    .filter(
      ({ resource, temporary, doubt }) => resource.kind === "table" && !temporary && doubt === undefined,
    );
  const gave = {
    reads: names(tables.filter((table) => !isWrite(table))),
    writes: names(tables.filter(isWrite)),
  };
  const expected = { reads: [...reads].sort(), writes: [...writes].sort() };
  return equal(gave, expected)
    ? undefined
    : `expected ${JSON.stringify(expected)}, gave ${JSON.stringify(gave)}`;
}

function names(accesses) {
  return [...new Set(accesses.map(({ resource }) => resource.name.map(part).join(".").toLowerCase()))].sort();
}

function part({ fragments }) {
  return fragments.map((fragment) => (typeof fragment === "string" ? fragment : "*")).join("");
}

import { findDialect, isWrite, readSql } from "../../dist/infer/sql/index.js";

/**
 * Compares the tables read and written by a SQL text with the expected ones, as lower-case names without quotes. Ignores
 * temporary tables and uncertain names. Returns the difference, or undefined.
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
  const actual = {
    reads: names(tables.filter((table) => !isWrite(table))),
    writes: names(tables.filter(isWrite)),
  };
  const expected = { reads: [...reads].sort(), writes: [...writes].sort() };
  return equal(actual, expected)
    ? undefined
    : `expected ${JSON.stringify(expected)}, gave ${JSON.stringify(actual)}`;
}

function names(accesses) {
  return [...new Set(accesses.map(({ resource }) => resource.name.map(part).join(".").toLowerCase()))].sort();
}

function part({ fragments }) {
  return fragments.map((fragment) => (typeof fragment === "string" ? fragment : "*")).join("");
}

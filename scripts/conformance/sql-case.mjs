import { findDialect, isWrite, readSql } from "../../dist/infer/sql/index.js";

/**
 * Compares the tables that a SQL text reads and writes with the labels of a case: names in lower case, without quotes.
 * Files and stages are not labelled.
 * Undefined where they are equal, else what differs.
 */
export function sqlCase(line) {
  const { dialect, sql, reads, writes } = JSON.parse(line);
  const known = findDialect(dialect);
  if (known === undefined) return `the dialect "${dialect}" is unknown`;
  const accesses = readSql([sql], known)
    .statements.flatMap((statement) => statement.accesses)
    .filter(({ resource, temporary }) => resource.kind === "table" && !temporary);
  const found = (wanted) => namesOf(accesses.filter((access) => isWrite(access) === wanted));
  return differs("reads", reads, found(false)) ?? differs("writes", writes, found(true));
}

function namesOf(accesses) {
  return [...new Set(accesses.map(({ resource }) => nameOf(resource).toLowerCase()))].sort();
}

function nameOf({ name }) {
  return name.map(({ fragments }) => textOf(fragments)).join(".");
}

function textOf(fragments) {
  return fragments.map((fragment) => (typeof fragment === "string" ? fragment : "*")).join("");
}

function differs(side, expected, actual) {
  const wanted = [...new Set(expected)].sort();
  if (JSON.stringify(wanted) === JSON.stringify(actual)) return undefined;
  return `${side} ${JSON.stringify(actual)}, expected ${JSON.stringify(wanted)}`;
}

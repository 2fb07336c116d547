import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

export const TRINO: SqlDialect = {
  ...ANSI,
  name: "trino",
  backtick: false,
  dollarQuotes: "plain",
  unquoted: "lower",
  use: "schema",
  quotedKeepsCase: false,
  externalFunctions: new Set(["QUERY"]),
  systemSchemas: new Set(["information_schema", "system"]),
  systemTables: new Set(),
};

/** Trino for queries, Hive for definitions: hence the backticks. */
export const ATHENA: SqlDialect = { ...TRINO, name: "athena", backtick: true };

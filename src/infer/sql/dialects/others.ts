import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

/** An Arrow Flight SQL server may use any dialect, hence the common rules. */
export const ARROW_FLIGHT: SqlDialect = { ...ANSI, name: "arrowflight" };

export const DREMIO: SqlDialect = {
  ...ANSI,
  name: "dremio",
  backtick: false,
  quotedKeepsCase: false,
  slashComments: true,
  at: "symbol",
};

export const DRUID: SqlDialect = {
  ...ANSI,
  name: "druid",
  backtick: false,
  unquoted: "kept",
  externalFunctions: new Set(["EXTERN", "S3", "HTTP", "LOCALFILES", "INLINE"]),
};

export const PINOT: SqlDialect = { ...ANSI, name: "pinot", unquoted: "kept" };

export const CASSANDRA: SqlDialect = {
  ...ANSI,
  name: "cassandra",
  backtick: false,
  slashComments: true,
  dollarQuotes: "plain",
  unquoted: "lower",
  systemSchemas: new Set(["system", "system_schema", "system_auth"]),
  systemTables: new Set(),
};

/** N1QL, limited to its SQL part. */
export const COUCHBASE: SqlDialect = {
  ...ANSI,
  name: "couchbase",
  doubleQuote: "string",
  backslash: true,
  correlatedArrays: true,
  unquoted: "kept",
  systemSchemas: new Set(["system"]),
  systemTables: new Set(),
};

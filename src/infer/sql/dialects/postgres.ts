import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

export const POSTGRESQL: SqlDialect = {
  ...ANSI,
  name: "postgresql",
  use: "nothing",
  backtick: false,
  escapeStrings: true,
  dollarQuotes: "tagged",
  nestedComments: true,
  unquoted: "lower",
  selectInto: "table",
  renamesInPlace: true,
  externalFunctions: new Set(["DBLINK"]),
  systemPrefixes: ["pg_"],
  temporarySchemas: new Set(["pg_temp"]),
};

/** Derived from PostgreSQL 8.0, where the backslash is an escape in every string. */
export const REDSHIFT: SqlDialect = {
  ...POSTGRESQL,
  name: "redshift",
  bracket: "name-or-index",
  backslash: true,
  correlatedArrays: true,
  hashNames: true,
  systemPrefixes: ["pg_", "stl_", "stv_", "svl_", "svv_", "svcs_", "sys_"],
};

export const VERTICA: SqlDialect = {
  ...POSTGRESQL,
  name: "vertica",
  unquoted: "insensitive",
  quotedKeepsCase: false,
  systemSchemas: new Set([...POSTGRESQL.systemSchemas, "v_catalog", "v_monitor", "v_internal"]),
  systemPrefixes: [],
};

/** Actian Vector uses the SQL of Ingres. */
export const ACTIAN_VECTOR: SqlDialect = {
  ...ANSI,
  name: "actianvector",
  use: "nothing",
  backtick: false,
  unquoted: "lower",
  systemSchemas: new Set([...ANSI.systemSchemas, "$ingres"]),
  temporarySchemas: new Set(["session"]),
};

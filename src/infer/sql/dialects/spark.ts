import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

/** Spark SQL, which Databricks extends. */
export const DATABRICKS: SqlDialect = {
  ...ANSI,
  name: "databricks",
  doubleQuote: "string",
  backslash: true,
  rawStrings: true,
  dollarQuotes: "plain",
  nestedComments: true,
  quotedKeepsCase: false,
  use: "schema",
  fromFirst: true,
  formatPaths: true,
  fileFunctions: new Map([
    ["READ_FILES", 0],
    ["CLOUD_FILES", 0],
  ]),
  externalFunctions: new Set(["REMOTE_QUERY"]),
  temporarySchemas: new Set(["global_temp", "session"]),
};

export const HIVE: SqlDialect = { ...DATABRICKS, name: "hive", formatPaths: false };

export const IMPALA: SqlDialect = { ...HIVE, name: "impala", correlatedArrays: true };

import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

export const BIGQUERY: SqlDialect = {
  ...ANSI,
  name: "bigquery",
  use: "nothing",
  doubleQuote: "string",
  dotsInBackticks: true,
  backslash: true,
  // A raw string keeps its backslashes and the quotes after them, so it ends at the same place as other strings.
  tripleQuotes: true,
  hashComments: true,
  at: "variable",
  dashedNames: true,
  tableSuffixes: true,
  unquoted: "kept",
  cteNames: "insensitive",
  fromFirst: true,
  correlatedArrays: true,
  renamesInPlace: true,
  externalFunctions: new Set(["EXTERNAL_QUERY"]),
  systemSchemas: new Set(["information_schema"]),
  systemTables: new Set(),
  temporarySchemas: new Set(["_session"]),
};

export const SPANNER: SqlDialect = {
  ...BIGQUERY,
  name: "spanner",
  dotsInBackticks: false,
  dashedNames: false,
  tableSuffixes: false,
  unquoted: "insensitive",
  quotedKeepsCase: false,
  systemSchemas: new Set(["information_schema", "spanner_sys"]),
};

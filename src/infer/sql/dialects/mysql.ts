import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

/** With the default SQL mode, in which a double quote encloses a string. */
export const MYSQL: SqlDialect = {
  ...ANSI,
  name: "mysql",
  doubleQuote: "string",
  backslash: true,
  hashComments: true,
  dashesNeedSpace: true,
  executableComments: true,
  at: "variable",
  // Case sensitivity depends on the file system of the server.
  unquoted: "kept",
  cteNames: "unclear",
  aliasTargets: true,
  systemSchemas: new Set([...ANSI.systemSchemas, "mysql", "performance_schema"]),
};

export const MARIADB: SqlDialect = { ...MYSQL, name: "mariadb" };

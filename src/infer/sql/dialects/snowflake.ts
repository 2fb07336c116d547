import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

export const SNOWFLAKE: SqlDialect = {
  ...ANSI,
  name: "snowflake",
  backtick: false,
  backslash: true,
  dollarQuotes: "plain",
  slashComments: true,
  at: "stage",
  unquoted: "upper",
  // The word RECURSIVE is optional.
  recursion: "unclear",
  systemSchemas: new Set(["information_schema"]),
  systemTables: new Set(["dual"]),
};

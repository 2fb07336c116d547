import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

export const ORACLE: SqlDialect = {
  ...ANSI,
  name: "oracle",
  use: "nothing",
  backtick: false,
  quoteOperator: true,
  at: "link",
  nameCharacters: "#",
  unquoted: "upper",
  recursion: "always",
  renamesInPlace: true,
  systemTables: new Set(["dual"]),
  systemPrefixes: ["all_", "user_", "dba_", "v$", "gv$"],
};

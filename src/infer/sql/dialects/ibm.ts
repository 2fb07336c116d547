import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

export const DB2: SqlDialect = {
  ...ANSI,
  name: "db2",
  use: "nothing",
  backtick: false,
  nestedComments: true,
  nameCharacters: "#@",
  unquoted: "upper",
  recursion: "always",
  systemSchemas: new Set(["sysibm", "syscat", "sysstat", "sysibmadm", "information_schema"]),
  systemTables: new Set(["dual"]),
  temporarySchemas: new Set(["session"]),
};

/** DB2 for i. */
export const AS400: SqlDialect = {
  ...DB2,
  name: "as400",
  systemSchemas: new Set([...DB2.systemSchemas, "qsys2"]),
  temporarySchemas: new Set(["session", "qtemp"]),
};

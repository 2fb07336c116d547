import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

export const SQLITE: SqlDialect = {
  ...ANSI,
  name: "sqlite",
  use: "attached",
  bracket: "name",
  at: "variable",
  quotedKeepsCase: false,
  // The word RECURSIVE has no effect.
  recursion: "always",
  renamesInPlace: true,
  systemSchemas: new Set(),
  systemTables: new Set(["sqlite_master", "sqlite_schema", "sqlite_sequence", "sqlite_temp_master"]),
  temporarySchemas: new Set(["temp"]),
};

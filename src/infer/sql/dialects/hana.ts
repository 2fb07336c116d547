import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

export const HANA: SqlDialect = {
  ...ANSI,
  name: "hana",
  use: "nothing",
  backtick: false,
  nameCharacters: "#",
  hashNames: true,
  unquoted: "upper",
  recursion: "unclear",
  tableVariables: true,
  systemTables: new Set(["dummy"]),
};

import { ANSI } from "./ansi.ts";
import type { SqlDialect } from "./dialect.ts";

/** Transact-SQL of SQL Server, also in Azure and Microsoft Fabric. */
export const SQLSERVER: SqlDialect = {
  ...ANSI,
  name: "sqlserver",
  backtick: false,
  bracket: "name",
  nestedComments: true,
  at: "variable",
  nameCharacters: "#@",
  hashNames: true,
  quotedKeepsCase: false,
  recursion: "always",
  selectInto: "table",
  batches: true,
  tableVariables: true,
  aliasTargets: true,
  externalFunctions: new Set(["OPENQUERY", "OPENDATASOURCE", "OPENROWSET"]),
  systemSchemas: new Set(["information_schema", "sys"]),
  systemTables: new Set(["sysobjects", "sysindexes", "syscolumns"]),
};

export const SYBASE: SqlDialect = { ...SQLSERVER, name: "sybase", quotedKeepsCase: true };

/** Access: the quotes of Transact-SQL, one statement per text. */
export const ACCESS: SqlDialect = {
  ...ANSI,
  name: "access",
  doubleQuote: "string",
  bracket: "name",
  nameCharacters: "#",
  quotedKeepsCase: false,
  selectInto: "table",
  aliasTargets: true,
  systemTables: new Set(["dual", "msysobjects"]),
};

export {
  isExact,
  isWrite,
  type SqlAccess,
  type SqlAccessKind,
  type SqlFlow,
  type SqlGap,
  type SqlGapKind,
  type SqlName,
  type SqlNamePart,
  type SqlReading,
  type SqlResource,
  type SqlSetting,
  type SqlSpan,
  type SqlStatement,
} from "./access.ts";
export type { SqlDialect } from "./dialects/dialect.ts";
export { findDialect, SQL_DIALECTS } from "./dialects/find-dialect.ts";
export { nameKey } from "./names/name-key.ts";
export { readTableName } from "./names/table-name.ts";
export { flowsThrough, type SqlTextFlow, type SqlTextFlows } from "./pass-through.ts";
export { readSql } from "./read-sql.ts";
export { splitStatements } from "./split-statements.ts";
export type { SqlFragment, SqlHole } from "./sql-text.ts";

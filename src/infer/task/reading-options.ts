import type { FindSqlFile } from "./sql/sql-file.ts";

/** How the texts of tasks are read. */
export interface ReadingOptions {
  /** Absent: SQL in files is unknown. */
  readonly findSqlFile: FindSqlFile | undefined;
  /** Each entry also has the field `written`. */
  readonly written: boolean;
}

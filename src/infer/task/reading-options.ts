import type { FindSourceFile } from "./source-file.ts";

/** How the texts of tasks are read. */
export interface ReadingOptions {
  /** Absent: SQL in files is unknown. */
  readonly findSourceFile: FindSourceFile | undefined;
  /** Each entry also has the field `written`. */
  readonly written: boolean;
}

import type { State } from "./state.ts";

/** Columns of each pane and rows of their content. */
export interface Layout {
  readonly list: number;
  readonly lineage: number;
  readonly page: number;
  readonly rows: number;
}

/** Rows of the title, the status and the last line, which stays empty: a full screen would scroll. */
const OTHER_ROWS = 3;
/** One column between panes. */
const GAPS = 2;

/** Three panes side by side; the page gets most, for sentences. */
export function layoutOf({ columns, rows }: State["size"]): Layout {
  const width = Math.max(columns, 30) - GAPS;
  const list = Math.floor(width * 0.3);
  const lineage = Math.floor(width * 0.32);
  return { list, lineage, page: width - list - lineage, rows: Math.max(1, rows - OTHER_ROWS) };
}

/** The first of so many visible lines, so that the cursor is among them, near the middle. */
export function windowStart(cursor: number, length: number, rows: number): number {
  return Math.max(0, Math.min(cursor - Math.floor(rows / 2), length - rows));
}

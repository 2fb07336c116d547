import type { ExploreState, Pane } from "./state.ts";

/** Columns of each pane and rows of their content. */
export interface ScreenLayout {
  readonly list: number;
  readonly lineage: number;
  readonly page: number;
  readonly rows: number;
}

/** Rows of the title, the status and the last line, which stays empty: a full screen would scroll. */
const OTHER_ROWS = 3;
/** One column between panes. */
const GAPS = 2;

/** Shares of the list and the lineage; the page has the rest. */
const SHARES = { list: 0.3, lineage: 0.32 };
/** Below so many columns, the active pane is wider, for whole ids. */
const NARROW = 110;
const NARROW_SHARES: Readonly<Record<Pane, typeof SHARES>> = {
  list: { list: 0.32, lineage: 0.26 },
  lineage: { list: 0.22, lineage: 0.42 },
  page: { list: 0.22, lineage: 0.28 },
};

/** Three panes side by side; the page gets most, for sentences. */
export function screenLayout({
  size: { columns, rows },
  pane,
}: Pick<ExploreState, "size" | "pane">): ScreenLayout {
  const width = Math.max(columns, 30) - GAPS;
  const shares = columns < NARROW ? NARROW_SHARES[pane] : SHARES;
  const list = Math.floor(width * shares.list);
  const lineage = Math.floor(width * shares.lineage);
  return { list, lineage, page: width - list - lineage, rows: Math.max(1, rows - OTHER_ROWS) };
}

/** The first of so many visible lines, so that the cursor is among them, near the middle. */
export function windowStart(cursor: number, length: number, rows: number): number {
  return Math.max(0, Math.min(cursor - Math.floor(rows / 2), length - rows));
}

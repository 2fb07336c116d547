import { columnsOf } from "./columns.ts";

/** A cell: printable text and its style. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
  readonly align?: "right";
}

/** Widths of the columns. */
export function columnWidths(rows: readonly (readonly Cell[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, columnsOf(cell.text));
    });
  }
  return widths;
}

/**
 * Rows in aligned columns, two spaces apart. Widths are terminal columns, so wide characters are aligned. Cells are
 * never cut: ids must stay complete for copying.
 *
 * @returns one line per row, without trailing spaces
 */
export function table(rows: readonly (readonly Cell[])[]): string[] {
  const widths = columnWidths(rows);
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const padding = " ".repeat((widths[column] ?? 0) - columnsOf(cell.text));
      const painted = cell.paint ? cell.paint(cell.text) : cell.text;
      return cell.align === "right" ? padding + painted : painted + padding;
    });
    return cells.join("  ").trimEnd();
  });
}

import { columnsOf } from "./columns.ts";

/** A cell: text that is safe to print, and how it looks. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
  readonly align?: "right";
}

/** The columns that each column of a table takes. */
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
 * Rows in aligned columns, two blanks apart. Widths are those on a terminal, so wide characters stay aligned. Nothing is
 * cut: an id must stay whole to be copied.
 *
 * @returns one line for each row, without blanks at its end
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

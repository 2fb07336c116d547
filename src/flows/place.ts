/** A position in a file: the path as shown to the user (relative, POSIX separators), line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  /** Counted in UTF-16 code units from 1, as editors and SARIF do by default. */
  readonly column: number;
}

/** Orders places by file, then line, then column, by code unit (independent of the locale). */
export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/**
 * `word`: a name without quotes, a keyword or a number. `name`: a name in quotes. `variable`: `:x`, `@x`, `$1`, `?`.
 * `stage`: `@db.schema.stage/path`. `hole`: a hole that touches no word. `symbol`: one other character.
 */
export type SqlTokenKind = "word" | "name" | "string" | "variable" | "stage" | "hole" | "symbol" | "end";

export interface SqlToken {
  readonly kind: SqlTokenKind;
  /** Of a word without holes: its text in upper case. Of a symbol: the character. Otherwise empty. */
  readonly upper: string;
  readonly start: number;
  readonly end: number;
  /** Whether a word has holes. */
  readonly holed?: boolean;
  /** Of names and strings. */
  readonly quotes?: Quotes;
}

/** How a quoted text begins and ends, and what escapes the end. */
export interface Quotes {
  /** Length of what opens it, with its prefix, and of what closes it; 0 when nothing does. */
  readonly open: number;
  readonly close: number;
  /** The closing character, which twice stands for itself; empty when it does not. */
  readonly doubled: string;
  readonly backslash: boolean;
}

/**
 * `word`: an unquoted name, a keyword or a number. `name`: a quoted name. `variable`: `:x`, `@x`, `$1`, `?`. `stage`:
 * `@db.schema.stage/path`. `hole`: a hole that is not part of a word. `symbol`: any other character.
 */
export type SqlTokenKind = "word" | "name" | "string" | "variable" | "stage" | "hole" | "symbol" | "end";

export interface SqlToken {
  readonly kind: SqlTokenKind;
  /** The upper-case text of a word without holes, or the character of a symbol; otherwise empty. */
  readonly upper: string;
  readonly start: number;
  readonly end: number;
  /** Whether a word has holes. */
  readonly holed?: boolean;
  /** Only for names and strings. */
  readonly quotes?: Quotes;
}

/** The delimiters and escapes of a quoted text. */
export interface Quotes {
  /** Lengths of the opening quote, prefix included, and of the closing quote; 0 for an unclosed text. */
  readonly open: number;
  readonly close: number;
  /** The closing character, if doubling escapes it; otherwise empty. */
  readonly doubled: string;
  readonly backslash: boolean;
}

export type TokenType =
  | "text"
  | "print-start"
  | "print-end"
  | "tag-start"
  | "tag-end"
  | "name"
  | "operator"
  | "punctuation"
  | "number"
  | "long"
  | "string"
  | "interpolation-start"
  | "interpolation-end"
  | "end";

/** `value` is the text meant (a string without quotes and escapes), `start` and `end` its range in the template. */
export interface Token {
  readonly type: TokenType;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

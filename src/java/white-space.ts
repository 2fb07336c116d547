/** White space of Character.isWhitespace, as the content of a character class. It excludes no-break spaces. */
export const WHITE_SPACE =
  "\\t-\\r\\x1c-\\x1f \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000";

const ONE = new RegExp(`[${WHITE_SPACE}]`);
const LEADING = new RegExp(`^[${WHITE_SPACE}]+`);

/** String.stripLeading. */
export function stripStart(text: string): string {
  return text.replace(LEADING, "");
}
/** String.stripTrailing. Without a regular expression, which would look for the end from every space in the text. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ONE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The start of String.trim: everything up to U+0020 goes. */
export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && text.charCodeAt(start) <= 0x20) start += 1;
  return text.slice(start);
}
/** The end of String.trim. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return text.slice(0, end);
}
/** String.trim. */
export function trimJava(text: string): string {
  return trimStart(trimEnd(text));
}
/** Whether String.trim leaves nothing. */
export function isBlankText(text: string): boolean {
  return trimJava(text) === "";
}

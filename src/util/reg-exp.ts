/** A pattern for a text as it is. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A pattern for any of the texts; of several that start alike, the first one counts. */
export function anyTextOf(texts: readonly string[]): string {
  return `(?:${texts.map(escapeRegExp).join("|")})`;
}

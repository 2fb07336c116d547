/** Text without halves of surrogate pairs, which have no UTF-8 form: they become U+FFFD. */
export function wellFormed(text: string): string {
  // Most text has no such character at all, and this looks much faster.
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, "\ufffd") : text;
}

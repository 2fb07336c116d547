/** Text without halves of surrogate pairs, which have no UTF-8 form: they become U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** A text of a flow as a message quotes it. */
export function shorten(text: string, width = 60): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

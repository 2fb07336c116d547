/** A value in a message: short, and without the names of secrets. */
export function quoted(text: string): string {
  const safe = text.replace(/\{\{[^{}]*\bsecrets?\b[^{}]*\}\}/g, "{{ … }}");
  return `"${safe.length > 100 ? `${safe.slice(0, 99)}…` : safe}"`;
}

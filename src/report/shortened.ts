/** The beginning of a text, with "…" for the cut part; never half of a surrogate pair. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

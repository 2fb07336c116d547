/** The beginning of a text, with "…" for the cut part; never half of a surrogate pair. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

const MOST_OF_A_VALUE = 200;

/** `[] → ["flows"]`: two JSON values of a setting, shortened. */
export function valueChange(before: unknown, after: unknown): string {
  const text = (value: unknown) =>
    value === undefined ? "not set" : shortened(JSON.stringify(value), MOST_OF_A_VALUE);
  return `${text(before)} → ${text(after)}`;
}

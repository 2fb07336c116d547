/** Reversed by code units, for comparisons only. */
export function reverseText(text: string): string {
  return text.split("").reverse().join("");
}

/** The range of sorted texts with a prefix. */
export function prefixRange(
  count: number,
  textAt: (at: number) => string,
  prefix: string,
): { readonly from: number; readonly to: number } {
  const first = (isPast: (text: string) => boolean, from: number): number => {
    let [low, high] = [from, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isPast(textAt(middle))) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const from = first((text) => text >= prefix, 0);
  return { from, to: first((text) => !text.startsWith(prefix), from) };
}

/** The new number of each item; `SAME` if no number of a kept item changes. */
export type NewNumbers = Int32Array | Uint32Array | typeof SAME;

export const SAME = "same";

/**
 * Copies the numbers from `first` to `end` and replaces each by its new one.
 *
 * @param at where they begin in the result
 */
export function copyRenumbered(
  numbers: Uint32Array,
  [first, end]: readonly [number, number],
  renumbered: NewNumbers,
  into: Uint32Array,
  at: number,
): void {
  if (renumbered === SAME) into.set(numbers.subarray(first, end), at);
  else for (let from = first; from < end; from++) into[at++] = renumbered[numbers[from] ?? 0] ?? 0;
}

import type { Inventory } from "../model/model.ts";

/**
 * Whether one declaration has two assets as input and output: the author of `taxi.csv` to `taxi_csv` knows that they
 * are two.
 *
 * @param among the ids of later queries
 */
export function knownDistinct(
  { bundles }: Inventory,
  among: ReadonlySet<string>,
): (one: string, other: string) => boolean {
  const made = new Map<string, Set<string>>();
  for (const { inputs, outputs } of bundles) {
    const written = outputs.flatMap(({ id }) => (among.has(id) ? [id] : []));
    if (written.length === 0) continue;
    for (const { id } of inputs) {
      if (!among.has(id)) continue;
      const known = made.get(id) ?? new Set();
      made.set(id, known);
      for (const distinct of written) known.add(distinct);
    }
  }
  return (one, other) => made.get(one)?.has(other) === true || made.get(other)?.has(one) === true;
}

/** The keys that a draft adds. */
const ADDED: ReadonlySet<string> = new Set(["assets", "inputs", "outputs"]);

/**
 * Compares two readings of YAML as plain data. The second may have further keys of a declaration.
 *
 * @returns their number; undefined for any other difference
 */
export function addedKeys(before: unknown, after: unknown): number | undefined {
  if (before === after) return 0;
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null)
    return Object.is(before, after) ? 0 : undefined;
  if (Array.isArray(before) !== Array.isArray(after)) return undefined;
  const [old, now] = [Object.entries(before), Object.entries(after)];
  if (Array.isArray(before) && old.length !== now.length) return undefined;
  let added = 0;
  let at = 0;
  for (const [key, value] of now) {
    const [oldKey, oldValue] = old[at] ?? [];
    if (oldKey !== key) {
      if (!ADDED.has(key)) return undefined;
      added += 1;
      continue;
    }
    const inside = addedKeys(oldValue, value);
    if (inside === undefined) return undefined;
    added += inside;
    at += 1;
  }
  return at === old.length ? added : undefined;
}

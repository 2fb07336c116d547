/**
 * The items with different keys: the first of each, in their order.
 *
 * @param keyOf the item as JSON when absent
 */
export function distinct<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => unknown = (item) => JSON.stringify(item),
): readonly Item[] {
  if (items.length < 2) return items;
  const byKey = new Map<unknown, Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return byKey.size === items.length ? items : [...byKey.values()];
}

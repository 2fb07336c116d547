/** So many single items, and reading all at once is cheaper. */
const SINGLY = 2000;

/**
 * A list whose items are read when they are looked at.
 *
 * @param one reads one item, @param all reads every item in one go
 */
export function lazyList<Item>(
  length: number,
  one: (index: number) => Item,
  all: () => readonly Item[],
): readonly Item[] {
  const items: Item[] = new Array<Item>(length);
  let singly = 0;
  const read = (index: number): void => {
    if (index in items) return;
    if (singly < SINGLY) {
      singly++;
      items[index] = one(index);
      return;
    }
    for (const [at, item] of all().entries()) if (!(at in items)) items[at] = item;
  };
  const indexOf = (key: string | symbol): number | undefined => {
    if (typeof key !== "string") return undefined;
    const index = Number(key);
    return Number.isInteger(index) && index >= 0 && index < length ? index : undefined;
  };
  return new Proxy(items, {
    get(target, key) {
      const index = indexOf(key);
      if (index === undefined) return Reflect.get(target, key);
      read(index);
      return target[index];
    },
    has: (target, key) => indexOf(key) !== undefined || Reflect.has(target, key),
  });
}

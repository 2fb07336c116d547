/** At most so many items are read at a time. */
const MAX_WINDOW = 1024;

/**
 * A list whose items are read when they are looked at. Where they are looked at one after the other, ever more are read
 * at a time.
 *
 * @param read the items from `from` up to but without `to`
 */
export function lazyList<Item>(
  length: number,
  read: (from: number, to: number) => readonly Item[],
): readonly Item[] {
  const items: Item[] = new Array<Item>(length);
  let window = 1;
  let next = 0;
  const load = (index: number): void => {
    if (index in items) return;
    const isNext = index >= next && index < next + window;
    window = isNext ? Math.min(window * 2, MAX_WINDOW) : 1;
    const end = Math.min(index + window, length);
    next = index + 1;
    while (next < end && !(next in items)) next++;
    for (const [at, item] of read(index, next).entries()) items[index + at] = item;
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
      load(index);
      return target[index];
    },
    has: (target, key) => indexOf(key) !== undefined || Reflect.has(target, key),
  });
}

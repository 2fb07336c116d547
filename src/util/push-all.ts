/** Adds all items at the end. As arguments of one call, so many as an answer can have would not fit on the stack. */
export function pushAll<Item>(into: Item[], items: Iterable<Item>): void {
  for (const item of items) into.push(item);
}

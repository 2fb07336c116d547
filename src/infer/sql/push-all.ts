/** Adds items one by one: as arguments of one call, a hundred thousand would exceed the stack. */
export function pushAll<T>(to: T[], items: Iterable<T>): void {
  for (const item of items) to.push(item);
}

/**
 * Deals items out to files of at most `limit` lines. Without a limit there is one file. There is always at least one
 * file, so that a job that waits for it finds it.
 *
 * @returns for each file its number, from 1, and its items
 */
export function* inParts<T>(items: Iterable<T>, limit?: number): Generator<{ part: number; items: T[] }> {
  let part = 1;
  let held: T[] = [];
  for (const item of items) {
    if (limit !== undefined && held.length === limit) {
      yield { part, items: held };
      part++;
      held = [];
    }
    held.push(item);
  }
  yield { part, items: held };
}

/**
 * Distributes items over files of at most `limit` lines; without a limit, one file. At least one file, because a job
 * may wait for it.
 *
 * @returns number, from 1, and items of each file
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

/**
 * The positions nearest to the wanted ones (least squares) that keep the order and a distance between neighbours: pools
 * of adjacent items move together. O(items).
 *
 * @param gaps the least distance of each item from the previous one; the first is ignored
 */
export function spread(wanted: readonly number[], gaps: readonly number[]): number[] {
  const offsets: number[] = [];
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((value, index) => {
    const offset = index === 0 ? 0 : (offsets[index - 1] ?? 0) + (gaps[index] ?? 0);
    offsets.push(offset);
    let pool = { sum: value - offset, count: 1 };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (last.sum / last.count <= pool.sum / pool.count) break;
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const starts = pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
  return starts.map((start, index) => start + (offsets[index] ?? 0));
}

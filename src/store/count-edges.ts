import type { RecordTable } from "./record-table.ts";

/**
 * Counts the edges from some assets: for each, the distinct outputs of the bundles that read it.
 *
 * @param from positions of different assets
 */
export function countEdges(
  from: readonly number[],
  { readers, outputs }: Pick<RecordTable, "readers" | "outputs">,
  assetCount: number,
): number {
  /** For each asset, the last one of which it is an output, plus one. */
  const fedBy = new Uint32Array(assetCount);
  let edges = 0;
  for (const asset of from) {
    const end = readers.offsets[asset + 1] ?? 0;
    for (let at = readers.offsets[asset] ?? 0; at < end; at++) {
      const bundle = readers.targets[at] ?? 0;
      const last = outputs.offsets[bundle + 1] ?? 0;
      for (let entry = outputs.offsets[bundle] ?? 0; entry < last; entry++) {
        const fed = outputs.targets[entry] ?? 0;
        if (fedBy[fed] === asset + 1) continue;
        fedBy[fed] = asset + 1;
        edges++;
      }
    }
  }
  return edges;
}

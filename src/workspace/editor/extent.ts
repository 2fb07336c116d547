/** Size of a walk from an asset. */
export interface Extent {
  readonly assets: number;
  /** Distance of the farthest asset, in tasks; 0 without any. */
  readonly farthest: number;
}

/** @param distances see `breadthFirstDistances` */
export function extent(distances: Int32Array): Extent {
  let [assets, farthest] = [0, 0];
  for (const distance of distances) {
    if (distance > 0) assets++;
    if (distance > farthest) farthest = distance;
  }
  return { assets, farthest };
}

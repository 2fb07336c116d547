import { javaHash } from "./java-hash.ts";
import type { EntryValue, MapValue } from "./value.ts";

/**
 * The entries of a map in the order Java iterates them: insertion order, or for a HashMap the order of its buckets
 * (within one bucket in insertion order; the trees Java builds from more than eight collisions are not followed).
 */
export function mapEntries(of: MapValue): readonly EntryValue[] {
  const entries = [...of.entries.values()];
  if (of.capacity === undefined || entries.length < 2) return entries;
  const size = tableSize(of.capacity, entries.length);
  const buckets = entries.map((item) => ({ item, bucket: bucketOf(javaHash(item.key), size) }));
  return buckets.sort((a, b) => a.bucket - b.bucket).map(({ item }) => item);
}

/** A HashMap doubles its table when it holds more than three quarters of the table's size. */
function tableSize(initialCapacity: number, count: number): number {
  let size = 1;
  while (size < initialCapacity) size *= 2;
  while (count > size * 0.75) size *= 2;
  return size;
}

function bucketOf(hash: number, size: number): number {
  return (hash ^ (hash >>> 16)) & (size - 1);
}

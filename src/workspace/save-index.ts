import { mkdirSync } from "node:fs";
import { type FileStat, statAt } from "../cache/file-stat.ts";
import { type WrittenFile, writeAtomically } from "../store/atomic-write.ts";
import type { UpdatedStore } from "../store/update-store.ts";
import type { CachePlace } from "./cache-place.ts";
import { type IndexContents, indexPlace, writeIndex } from "./store-index.ts";

/** Writes the index of a store. Best effort: an unwritable cache is ignored. */
export function saveIndex(
  { folder, build }: CachePlace,
  store: string,
  written: WrittenFile,
  { text, head }: UpdatedStore,
  contents: IndexContents,
): void {
  const place = indexPlace(folder, store);
  try {
    mkdirSync(folder, { recursive: true });
    const stat = ownStat(store, written);
    const records =
      place.records === store
        ? stat
        : ownStat(place.records, writeAtomically(place.records, text.blocks(), { flush: false }));
    if (stat === undefined || records === undefined) return;
    const header = { store: stat, records, head };
    writeIndex(place.index, build, header, contents);
  } catch {
    // The next scan then reads all files again.
  }
}

/** The stat of a file after a write; undefined after a concurrent change. */
function ownStat(path: string, { size, inode, modified }: WrittenFile): FileStat | undefined {
  const stat = statAt(path);
  const isOwn = stat?.size === size && stat.inode === inode && stat.modified === modified;
  return isOwn ? stat : undefined;
}

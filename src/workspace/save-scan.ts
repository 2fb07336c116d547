import { existsSync } from "node:fs";
import type { UpdatedStore } from "../scan-update.ts";
import { assembledInventory } from "../store/assembly/assembled-records.ts";
import type { WrittenFile } from "../store/atomic-write.ts";
import { isIon } from "../store/cache/scan-paths.ts";
import { holdsBytes } from "../store/holds-bytes.ts";
import { readHead } from "../store/read-head.ts";
import { StoreError } from "../store/store-error.ts";
import { serializeStore, writeStoreInSteps } from "../store/write-store.ts";
import type { FilePath } from "./file-path.ts";
import { reportOf, type ScanReport } from "./scan-report.ts";

export interface SavedScan {
  readonly report: ScanReport;
  /** What the result is to the store that was there before; one that could not be read was none. */
  readonly state: "new" | "changed" | "unchanged";
}

/** Writes the result of a scan, unless the store holds it already. Throws a StoreError where it cannot be written. */
export async function saveScan(scanned: UpdatedStore, { path, shown }: FilePath): Promise<SavedScan> {
  const { size, blocks } = contentFor(scanned, path);
  const held = holdsBytes(path, size, blocks());
  const state = held ? "unchanged" : isReadable(path, shown) ? "changed" : "new";
  const written: WrittenFile = held ?? (await writeStoreInSteps(path, blocks(), shown));
  const report = reportOf(scanned);
  scanned.keep(report, written);
  return { report, state };
}

/** Whether the store is what `saveScan` would make it. */
export function holdsScan(scanned: UpdatedStore, { path }: FilePath): boolean {
  const { size, blocks } = contentFor(scanned, path);
  return holdsBytes(path, size, blocks()) !== undefined;
}

function contentFor(scanned: UpdatedStore, path: string) {
  if (!isIon(path)) return { size: scanned.pieces.size(), blocks: () => scanned.pieces.blocks() };
  const bytes = Buffer.from(serializeStore(assembledInventory(scanned), path));
  return { size: bytes.length, blocks: () => [bytes] };
}

function isReadable(path: string, shown: string): boolean {
  if (!existsSync(path)) return false;
  try {
    readHead(path, shown);
    return true;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}

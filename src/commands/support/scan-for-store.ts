import { cachePlace } from "../../workspace/cache-place.ts";
import { type StoreScan, type StoreScanOptions, scanStore } from "../../workspace/scan-store.ts";
import type { Program } from "./program.ts";
import { createProgress } from "./scan-progress.ts";

/** Scans for a store, reading only what changed since it was written; shows how far it is while it takes long. */
export async function scanForStore(program: Program, options: StoreScanOptions): Promise<StoreScan> {
  const { onFile, end } = createProgress(program);
  const cache = cachePlace(options.base);
  try {
    return await scanStore({ ...options, onFile, ...(cache && { cache }) });
  } finally {
    end();
  }
}

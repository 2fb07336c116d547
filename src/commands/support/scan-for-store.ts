import type { ScanOptions } from "../../scan.ts";
import { type CachedScan, scanCached } from "../../scan-cached.ts";
import type { Program } from "./program.ts";
import { createProgress } from "./scan-progress.ts";

/** Scans for a store, reading only what changed since it was written; shows how far it is while it takes long. */
export async function scanForStore(
  program: Program,
  options: ScanOptions,
  store: string,
): Promise<CachedScan> {
  const { onFile, end } = createProgress(program);
  try {
    return await scanCached({ ...options, onFile }, store);
  } finally {
    end();
  }
}

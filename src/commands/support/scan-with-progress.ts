import { grouped } from "../../report/words.ts";
import { type ScanOptions, type ScanProgress, type ScanResult, scan } from "../../scan.ts";
import { type CachedScan, scanCached } from "../../scan-cached.ts";
import type { Program } from "./program.ts";

const REDRAW_MS = 100;

/** Scans, and shows how far it is while it takes long. */
export function scanWithProgress(program: Program, options: ScanOptions): ScanResult {
  return withProgress(program, (onFile) => scan({ ...options, onFile }));
}

/** The same for a store, reading only what changed since it was written. */
export function scanForStore(program: Program, options: ScanOptions, store: string): CachedScan {
  return withProgress(program, (onFile) => scanCached({ ...options, onFile }, store));
}

function withProgress<Result>(
  program: Program,
  run: (onFile: (progress: ScanProgress) => void) => Result,
): Result {
  let drawn = Date.now();
  let shown = false;
  try {
    return run(({ files, flows }) => {
      const now = Date.now();
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      shown = true;
      program.progress(`reading flows: ${grouped(files)} files, ${grouped(flows)} flows`);
    });
  } finally {
    if (shown) program.progress("");
  }
}

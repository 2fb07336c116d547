import { grouped } from "../../report/words.ts";
import { type ScanOptions, type ScanResult, scan } from "../../scan.ts";
import type { Program } from "./program.ts";

const REDRAW_MS = 100;

/** Scans, and shows how far it is while it takes long. */
export function scanWithProgress(program: Program, options: ScanOptions): ScanResult {
  let drawn = Date.now();
  let shown = false;
  try {
    return scan({
      ...options,
      onFile: ({ files, flows }) => {
        const now = Date.now();
        if (now - drawn < REDRAW_MS) return;
        drawn = now;
        shown = true;
        program.progress(`reading flows: ${grouped(files)} files, ${grouped(flows)} flows`);
      },
    });
  } finally {
    if (shown) program.progress("");
  }
}

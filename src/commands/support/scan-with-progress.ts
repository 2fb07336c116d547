import { type ScanOptions, type ScanResult, scan } from "../../scan.ts";
import type { Program } from "./program.ts";
import { createProgress } from "./scan-progress.ts";

/** Scans, and shows how far it is while it takes long. */
export function scanWithProgress(program: Program, options: ScanOptions): ScanResult {
  const { onFile, end } = createProgress(program);
  try {
    return scan({ ...options, onFile });
  } finally {
    end();
  }
}

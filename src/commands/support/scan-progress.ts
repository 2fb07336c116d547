import type { ScanProgress } from "../../scan.ts";
import { grouped } from "../../util/text.ts";
import type { Program } from "./program.ts";

const REDRAW_MS = 100;

/** Shows how far a scan is while it takes long. `end` takes away what is shown. */
export function createProgress(program: Program): {
  readonly onFile: (progress: ScanProgress) => void;
  readonly end: () => void;
} {
  let drawn = Date.now();
  let shown = false;
  return {
    onFile: ({ files, flows }) => {
      const now = Date.now();
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      shown = true;
      program.progress(`reading flows: ${grouped(files)} files, ${grouped(flows)} flows`);
    },
    end: () => {
      if (shown) program.progress("");
    },
  };
}

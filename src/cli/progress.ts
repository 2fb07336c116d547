import { grouped } from "../util/text.ts";
import type { ScanProgress } from "../workspace/scan-options.ts";

const REDRAW_MS = 100;

/**
 * A self-replacing line on stderr during a long read, on a terminal only.
 *
 * @param progress undefined at the end, which clears the line
 */
export function createProgress(stderr: NodeJS.WriteStream): (progress: ScanProgress | undefined) => void {
  if (!stderr.isTTY) return () => {};
  let drawn = Date.now();
  let isShown = false;
  const draw = (line: string) => {
    // Moves to the first column and clears the line.
    stderr.write(`\r\u001b[K${line.slice(0, Math.max(0, (stderr.columns || 80) - 1))}`);
  };
  return (progress) => {
    if (progress === undefined) {
      if (isShown) draw("");
      isShown = false;
      return;
    }
    const now = Date.now();
    if (now - drawn < REDRAW_MS) return;
    drawn = now;
    isShown = true;
    const { files, flows } = progress;
    const more = flows === undefined ? "" : `, ${grouped(flows)} flows`;
    draw(`reading flows: ${grouped(files)} files${more}`);
  };
}

import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Journal } from "./transport.ts";

export interface FileJournal extends Journal {
  /** Removes the file: everything arrived, and the next time everything is sent anew. */
  readonly close: () => void;
}

/**
 * A journal in a file, one accepted event a line. It is written as events are accepted, so that it tells the truth after
 * a crash as well; a line that a crash cut short names no event, and that event is sent again.
 */
export function openJournal(file: string): FileJournal {
  const known = new Set(readLines(file).filter((line) => /^[0-9a-f]{64}$/.test(line)));
  let made = false;
  return {
    has: (key) => known.has(key),
    add(key) {
      if (!made) mkdirSync(dirname(file), { recursive: true });
      made = true;
      known.add(key);
      appendFileSync(file, `${key}\n`);
    },
    close: () => rmSync(file, { force: true }),
  };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

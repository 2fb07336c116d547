import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Journal } from "../openlineage/transport.ts";
import { AssetsError, systemErrorReason } from "../util/errors.ts";

export interface FileJournal extends Journal {
  /** Removes the file after complete delivery, so that the next run sends everything again. */
  readonly close: () => void;
}

/**
 * A journal in a file, with the names of subject and content of each accepted event. A line is appended per event, so
 * the journal is correct after a crash. A truncated line matches no event, and that event is sent again.
 *
 * @param file undefined: the journal is not stored
 */
export function openJournal(file: string | undefined): FileJournal {
  const known = new Map<string, string>();
  for (const line of file === undefined ? [] : readLines(file)) {
    const [, subject, content] = /^([0-9a-f]{64}) ([0-9a-f]{64})$/.exec(line) ?? [];
    if (subject !== undefined && content !== undefined) known.set(subject, content);
  }
  let made = false;
  return {
    has: (subject, content) => known.get(subject) === content,
    add(subject, content) {
      known.set(subject, content);
      if (file === undefined) return;
      try {
        if (!made) mkdirSync(dirname(file), { recursive: true });
        // The leading line break limits the damage of a truncated line to that line.
        appendFileSync(file, `${made ? "" : "\n"}${subject} ${content}\n`);
      } catch (error) {
        throw new AssetsError(
          `an event was accepted, but "${file}" cannot be written: ${systemErrorReason(error)}`,
          {
            cause: error,
            hint: "Free some space; otherwise the next run sends accepted events again.",
          },
        );
      }
      made = true;
    },
    close: () => {
      if (file !== undefined) rmSync(file, { force: true });
    },
  };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

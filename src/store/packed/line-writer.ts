import { recordJson } from "../record-json.ts";

/** What stands before a record on its line, and what separates it from the next. */
export const INDENT = "    ";
export const SEPARATOR = ",\n";

/** The line of a record. */
export function lineOf(record: object): string {
  return INDENT + recordJson(record) + SEPARATOR;
}

/** Lines of a store in bytes, one after the other. */
export interface LineWriter {
  /** @param line with its indentation and separator */
  readonly write: (line: string) => void;
  readonly finish: () => { readonly text: Uint8Array; readonly ends: Uint32Array };
}

export function createLineWriter(): LineWriter {
  let bytes = Buffer.allocUnsafe(1 << 16);
  let length = 0;
  const ends: number[] = [];
  return {
    write: (line) => {
      // No UTF-16 code unit takes more than three bytes.
      const most = length + line.length * 3;
      if (most > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.max(most, bytes.length * 2));
        bytes.copy(larger, 0, 0, length);
        bytes = larger;
      }
      length += bytes.write(line, length);
      ends.push(length);
    },
    // A copy has no room to spare, and memory of its own that another thread can be given.
    finish: () => ({ text: new Uint8Array(bytes.subarray(0, length)), ends: Uint32Array.from(ends) }),
  };
}

/** What stands before a record on its line, and what separates it from the next. */
const INDENT = "    ";
export const SEPARATOR = ",\n";

/** Lines of a store in bytes, one after the other. */
export interface LineWriter {
  /** @param record as JSON */
  readonly write: (record: string) => void;
  readonly finish: () => { readonly text: Uint8Array; readonly ends: Uint32Array };
}

/** So many characters are turned into bytes at once. */
const CHUNK = 1 << 14;

export function createLineWriter(): LineWriter {
  let bytes = Buffer.allocUnsafe(CHUNK * 4);
  let length = 0;
  const ends: number[] = [];
  let chunk = "";
  let lines: string[] = [];

  function flush(): void {
    // No UTF-16 code unit takes more than three bytes.
    const most = length + chunk.length * 3;
    if (most > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(most, bytes.length * 2));
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    const written = bytes.write(chunk, length);
    const isAscii = written === chunk.length;
    for (const line of lines) {
      length += isAscii ? line.length : Buffer.byteLength(line);
      ends.push(length);
    }
    chunk = "";
    lines = [];
  }

  return {
    write: (record) => {
      const line = INDENT + record + SEPARATOR;
      lines.push(line);
      chunk += line;
      if (chunk.length >= CHUNK) flush();
    },
    finish: () => {
      flush();
      // A copy has no room to spare, and memory of its own that another thread can be given.
      return { text: new Uint8Array(bytes.subarray(0, length)), ends: Uint32Array.from(ends) };
    },
  };
}

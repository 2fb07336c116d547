import { closeSync, readSync } from "node:fs";
import { openRegular } from "../files/regular-file.ts";
import { MAX_FILE_BYTES } from "./decode.ts";

/** Most flows have a few kB. */
let memory: Buffer = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * The bytes of a file, in memory that the next call uses again: what is to stay of them is copied (decoding them does).
 * Of a file that is larger than a flow may be, some more bytes than that. Throws what the system says when the file
 * cannot be read.
 */
export function fileBytes(path: string): Uint8Array {
  const { file } = openRegular(path);
  try {
    let length = 0;
    for (;;) {
      const read = readSync(file, memory, length, memory.length - length, null);
      length += read;
      if (read === 0 || length > MAX_FILE_BYTES) return memory.subarray(0, length);
      if (length === memory.length) memory = larger(memory);
    }
  } finally {
    closeSync(file);
  }
}

function larger(full: Buffer): Buffer {
  const next = Buffer.allocUnsafeSlow(full.length * 4);
  next.set(full);
  return next;
}

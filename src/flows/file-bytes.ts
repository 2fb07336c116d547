import { closeSync, readSync } from "node:fs";
import { openRegular } from "../files/regular-file.ts";
import { MAX_FILE_BYTES } from "./decode.ts";

/** Most flows have a few kB. */
let memory: Buffer = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * The bytes of a file, in a buffer reused by the next call: bytes to keep must be copied (decoding does). For a file
 * above the size limit, slightly more than the limit. Throws the system's error for an unreadable file.
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

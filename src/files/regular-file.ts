import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";

export interface OpenFile {
  readonly file: number;
  readonly stats: Stats;
}

/**
 * Opens a regular file for reading. Throws the system's error, with the code `ENOTREG` for a pipe, a device or a
 * socket: reading those can wait or go on for ever.
 */
export function openRegular(path: string): OpenFile {
  // Without O_NONBLOCK, opening a pipe waits for its writer. Windows has no such flag.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file);
    if (stats.isFile()) return { file, stats };
    throw stats.isDirectory()
      ? failure("EISDIR", "it is a folder")
      : failure("ENOTREG", "it is not a regular file");
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/**
 * The bytes of a regular file. Throws like `openRegular`, and with the code `ETOOLARGE` when it has more bytes than
 * `mostBytes`; nothing of it is read then.
 */
export function readRegular(path: string, mostBytes: number): Buffer {
  const { file, stats } = openRegular(path);
  try {
    if (stats.size > mostBytes) throw failure("ETOOLARGE", `it has more than ${mostBytes} bytes`);
    // One extra byte detects the end. Text appended in the meantime is not read.
    const bytes = Buffer.allocUnsafe(stats.size + 1);
    let length = 0;
    for (;;) {
      const read = readSync(file, bytes, length, bytes.length - length, null);
      length += read;
      if (read === 0 || length === bytes.length) return bytes.subarray(0, Math.min(length, stats.size));
    }
  } finally {
    closeSync(file);
  }
}

/** The first bytes of a regular file, at most `most`. Throws like `openRegular`. */
export function firstBytes(path: string, most: number): Buffer {
  const { file } = openRegular(path);
  try {
    const bytes = Buffer.alloc(most);
    return bytes.subarray(0, readSync(file, bytes, 0, most, 0));
  } finally {
    closeSync(file);
  }
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

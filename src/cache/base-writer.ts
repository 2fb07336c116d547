import { closeSync, renameSync, rmSync } from "node:fs";
import { crc32 } from "node:zlib";
import { writeAll } from "../store/atomic-write.ts";
import { openTemporary } from "../store/temporary-file.ts";
import { createBodyReader } from "./body-reader.ts";
import type { BodyPlace } from "./record-base.ts";

/** An unfinished base file: bodies are written immediately to limit memory. */
export interface BaseWriter {
  /** Total bytes of the bodies. */
  readonly size: () => number;
  /** Throws the system's error. */
  readonly add: (body: Uint8Array) => BodyPlace;
  /** Valid until the next call; undefined if unreadable. */
  readonly bodyAt: (place: BodyPlace) => Uint8Array | undefined;
  /** Renames the file into place. Throws the system's error. */
  readonly finish: (index: readonly Uint8Array[]) => void;
  /** Removes the file. */
  readonly abort: () => void;
}

const BUFFER_BYTES = 1 << 20;

/**
 * Starts a new file that will replace another. Throws the system's error.
 *
 * @param isEarly bodies are written during the computation of others; see `openTemporary`
 */
export function createBaseWriter(path: string, isEarly: boolean): BaseWriter {
  const temporary = openTemporary(path, undefined, isEarly);
  const { file } = temporary;
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  let buffered = 0;
  let size = 0;
  const flush = (): void => {
    if (buffered > 0) writeAll(file, [buffer.subarray(0, buffered)]);
    buffered = 0;
  };
  return {
    size: () => size,
    add: (body) => {
      if (buffered + body.length > BUFFER_BYTES) flush();
      if (body.length > BUFFER_BYTES) writeAll(file, [body]);
      else {
        buffer.set(body, buffered);
        buffered += body.length;
      }
      const place = { from: size, length: body.length, check: crc32(body) };
      size += body.length;
      return place;
    },
    bodyAt: ({ from, length, check }) => {
      flush();
      const bytes = createBodyReader(file, size)(from, length);
      return bytes !== undefined && crc32(bytes) === check ? bytes : undefined;
    },
    finish: (index) => {
      flush();
      for (const chunk of index) writeAll(file, [chunk]);
      renameSync(temporary.path, path);
      temporary.release();
      closeSync(file);
    },
    abort: () => {
      closeSync(file);
      rmSync(temporary.path, { force: true });
      temporary.release();
    },
  };
}

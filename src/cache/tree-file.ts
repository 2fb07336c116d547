import { fstatSync } from "node:fs";
import { crc32 } from "node:zlib";
import { readWhole } from "../store/rope.ts";

/** Length of the header, total length, checksum, and padding. */
const PREFIX_BYTES = 16;
const ALIGNMENT = 8;
/** Most trees fit into the first read. */
const FIRST_READ_BYTES = 4096;

/** Replaces an array in the header by its position, its length and the width of its numbers. */
const ARRAY = "\0array";

/**
 * Plain data with flat arrays, as chunks of a file. They are read back in one piece. Numbers have the byte order of
 * this machine, because the file stays on it.
 *
 * @param key a read needs the same key, which also determines the type
 */
export function treeChunks(key: string, tree: unknown): Uint8Array[] {
  const arrays: Uint8Array[] = [];
  let at = 0;
  const cut = (value: unknown): unknown => {
    if (value instanceof Uint8Array || value instanceof Uint32Array || value instanceof Float64Array) {
      const place = [at, value.length, value.BYTES_PER_ELEMENT];
      const chunks = padded(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      arrays.push(...chunks);
      at += lengthOf(chunks);
      return { [ARRAY]: place };
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([field, member]) => [field, cut(member)]));
  };
  const header = Buffer.from(JSON.stringify([key, cut(tree)]));
  const body = [...padded(header), ...arrays];
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32LE(header.length, 0);
  prefix.writeUInt32LE(PREFIX_BYTES + lengthOf(body), 4);
  prefix.writeUInt32LE(
    body.reduce((sum, chunk) => crc32(chunk, sum), 0),
    8,
  );
  return [prefix, ...body];
}

export interface StoredTree<Tree> {
  readonly tree: Tree;
  /** Its end in the file. */
  readonly end: number;
}

/** The data at an offset of an open file; undefined for another key, or if it is damaged. */
export function readTreeAt<Tree>(
  file: number,
  key: string,
  from: number,
  { size }: { readonly size: number } = fstatSync(file),
): StoredTree<Tree> | undefined {
  try {
    const first = bytesAt(file, from, Math.min(FIRST_READ_BYTES, size - from));
    // Another program or build may have written gigabytes.
    const start = headerStart(key);
    if (first.compare(start, 0, start.length, PREFIX_BYTES, PREFIX_BYTES + start.length) !== 0)
      return undefined;
    const length = first.readUInt32LE(4);
    if (from + length > size) return undefined;
    const whole = length <= first.length ? first : bytesAt(file, from, length);
    const body = whole.subarray(PREFIX_BYTES, length);
    if (crc32(body) !== first.readUInt32LE(8)) return undefined;
    const headerLength = first.readUInt32LE(0);
    const [ownKey, tree] = JSON.parse(body.toString("utf8", 0, headerLength)) as [string, unknown];
    if (ownKey !== key) return undefined;
    const buffer = body.buffer as ArrayBuffer;
    return { tree: filled(tree, buffer, PREFIX_BYTES + roundUp(headerLength)) as Tree, end: from + length };
  } catch {
    return undefined;
  }
}

function filled(value: unknown, buffer: ArrayBuffer, start: number): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { [ARRAY]: place } = value as { readonly [ARRAY]?: readonly [number, number, number] };
  if (place !== undefined) {
    const [at, length, width] = place;
    const Kind = width === 8 ? Float64Array : width === 4 ? Uint32Array : Uint8Array;
    return new Kind(buffer, start + at, length);
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, member]) => [field, filled(member, buffer, start)]),
  );
}

/** The bytes of every header with this key, as far as the first read contains them. */
function headerStart(key: string): Buffer {
  return Buffer.from(JSON.stringify([key]).slice(0, -1)).subarray(0, FIRST_READ_BYTES - PREFIX_BYTES);
}

/** Bytes of a file in an aligned buffer of their own, for wide numbers. Throws a RangeError at the end of the file. */
function bytesAt(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(length));
  if (readWhole(file, bytes, 0, length, from) < length) throw new RangeError("the file is too short");
  return bytes;
}

/** Arrays are aligned to the widest number. */
function padded(bytes: Uint8Array): Uint8Array[] {
  // An empty chunk would restart the checksum.
  if (bytes.length === 0) return [];
  const rest = roundUp(bytes.length) - bytes.length;
  return rest === 0 ? [bytes] : [bytes, new Uint8Array(rest)];
}

function roundUp(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}

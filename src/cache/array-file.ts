import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";

/** Raised for each incompatible change of the format. */
const FORMAT = "assets-arrays-2\n";

/** Flat arrays by name; the caller defines their meaning. */
export type NamedArrays = Readonly<Record<string, Float64Array | Uint32Array | Uint8Array>>;

interface Header {
  readonly key: string;
  readonly about: unknown;
  readonly arrays: readonly { readonly name: string; readonly width: number; readonly length: number }[];
}

const WIDTH = 8;
/** The format, then three numbers: length of the header, total length, checksum. */
const PREFIX = FORMAT.length + 16;

/**
 * Arrays as chunks of a file or of a part of one. They are read back in one piece. Numbers have the byte order of this
 * machine, because the file stays on it.
 *
 * @param key inputs of the arrays; a read needs the same key
 * @param about additional plain data
 */
export function arrayChunks(key: string, arrays: NamedArrays, about: unknown = null): Uint8Array[] {
  const named = Object.entries(arrays);
  const header: Header = {
    key,
    about,
    arrays: named.map(([name, array]) => ({ name, width: array.BYTES_PER_ELEMENT, length: array.length })),
  };
  const text = Buffer.from(JSON.stringify(header));
  const body = [text, ...named.map(([, array]) => bytesOf(array))].flatMap(padded);
  const length = body.reduce((sum, chunk) => sum + chunk.length, 0);
  const prefix = Buffer.alloc(roundUp(PREFIX));
  prefix.write(FORMAT, "latin1");
  prefix.writeUInt32LE(text.length, FORMAT.length);
  prefix.writeUInt32LE(prefix.length + length, FORMAT.length + 4);
  prefix.writeUInt32LE(
    body.reduce((sum, chunk) => crc32(chunk, sum), 0),
    FORMAT.length + 8,
  );
  return [prefix, ...body];
}

export interface StoredArrays {
  readonly arrays: NamedArrays;
  /** Unchanged; the key determines its type. */
  readonly about: unknown;
}

/** The arrays at an offset of an open file; undefined as in `readArrays`. The file stays open. */
export function readArraysAt(file: number, key: string, from: number): StoredArrays | undefined {
  try {
    return arraysIn(file, key, from);
  } catch {
    return undefined;
  }
}

/** The arrays of a file; undefined for another key or a damaged file. */
export function readArrays(path: string, key: string): StoredArrays | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    return arraysIn(file, key);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Plain data with flat arrays, as chunks like those of `arrayChunks`. */
export function treeChunks(key: string, tree: unknown): Uint8Array[] {
  const arrays: Record<string, NamedArrays[string]> = {};
  const cut = (value: unknown): unknown => {
    if (value instanceof Uint8Array || value instanceof Uint32Array || value instanceof Float64Array) {
      const name = String(Object.keys(arrays).length);
      arrays[name] = value;
      return { [ARRAY]: name };
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([field, member]) => [field, cut(member)]));
  };
  const about = cut(tree);
  return arrayChunks(key, arrays, about);
}

/** Placeholder of an array in a tree; no field has this name. */
const ARRAY = "\0array";

/** The data at an offset of an open file; undefined as in `readArrays`. The key determines its type. */
export function readTreeAt<Tree>(file: number, key: string, from: number): Tree | undefined {
  const stored = readArraysAt(file, key, from);
  if (stored === undefined) return undefined;
  const fill = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const { [ARRAY]: name } = value as { readonly [ARRAY]?: string };
    if (name !== undefined) return stored.arrays[name];
    return Object.fromEntries(Object.entries(value).map(([field, member]) => [field, fill(member)]));
  };
  return fill(stored.about) as Tree;
}

/** The array of this name. Throws a RangeError for an unknown one. */
export function wideArray({ arrays }: StoredArrays, name: string): Uint32Array {
  const array = arrays[name];
  if (!(array instanceof Uint32Array)) throw new RangeError(`no array "${name}"`);
  return array;
}

export function byteArray({ arrays }: StoredArrays, name: string): Uint8Array {
  const array = arrays[name];
  if (!(array instanceof Uint8Array)) throw new RangeError(`no array "${name}"`);
  return array;
}

function arraysIn(file: number, key: string, from = 0): StoredArrays | undefined {
  const prefix = slice(file, from, roundUp(PREFIX));
  if (prefix === undefined || prefix.toString("latin1", 0, FORMAT.length) !== FORMAT) return undefined;
  const end = prefix.readUInt32LE(FORMAT.length + 4);
  if (end < prefix.length || from + end > fstatSync(file).size) return undefined;
  const body = slice(file, from + prefix.length, end - prefix.length);
  if (body === undefined || crc32(body) !== prefix.readUInt32LE(FORMAT.length + 8)) return undefined;
  const headerLength = prefix.readUInt32LE(FORMAT.length);
  const header = JSON.parse(body.toString("utf8", 0, headerLength)) as Header;
  if (header.key !== key) return undefined;
  const arrays: Record<string, Float64Array | Uint32Array | Uint8Array> = {};
  let at = body.byteOffset + roundUp(headerLength);
  for (const { name, width, length } of header.arrays) {
    const Kind = width === 8 ? Float64Array : width === 4 ? Uint32Array : Uint8Array;
    arrays[name] = new Kind(body.buffer as ArrayBuffer, at, length);
    at += roundUp(length * width);
  }
  return { arrays, about: header.about };
}

/** Bytes of a file in an aligned buffer, for wide numbers. */
function slice(file: number, from: number, length: number): Buffer | undefined {
  const bytes = Buffer.from(new ArrayBuffer(length));
  try {
    let read = 0;
    while (read < length) {
      const more = readSync(file, bytes, read, length - read, from + read);
      if (more === 0) return undefined;
      read += more;
    }
    return bytes;
  } catch {
    return undefined;
  }
}

function bytesOf(array: Float64Array | Uint32Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Arrays are aligned to the widest number. */
function padded(bytes: Uint8Array): Uint8Array[] {
  // An empty chunk would restart the checksum.
  if (bytes.length === 0) return [];
  const rest = roundUp(bytes.length) - bytes.length;
  return rest === 0 ? [bytes] : [bytes, new Uint8Array(rest)];
}

function roundUp(length: number): number {
  return Math.ceil(length / WIDTH) * WIDTH;
}

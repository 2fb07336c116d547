import { readFileSync } from "node:fs";
import { writeAtomically } from "../atomic-write.ts";

/** Flat arrays by name; what they mean is for the caller to know. */
export type Arrays = Readonly<Record<string, FlatArray>>;
export type FlatArray = Uint8Array | Uint32Array | Float64Array;

/** A file of flat arrays, and a header of plain data that says what they belong to. */
export interface ArrayFile<Header> {
  readonly header: Header;
  readonly arrays: Arrays;
}

/** Raised whenever such a file would be misread. */
const FORMAT = 2;

interface Contents<Header> {
  readonly format: number;
  readonly header: Header;
  readonly arrays: readonly { readonly name: string; readonly width: number; readonly length: number }[];
}

/** Wide enough for every kind of number: arrays begin at multiples of it, so that they can be used where they were read. */
const ALIGNMENT = 8;

/** The length of the contents, the contents as JSON, the arrays. */
export function writeArrayFile(path: string, header: unknown, arrays: Arrays): void {
  const named = Object.entries(arrays);
  const contents: Contents<unknown> = {
    format: FORMAT,
    header,
    arrays: named.map(([name, array]) => ({ name, width: array.BYTES_PER_ELEMENT, length: array.length })),
  };
  const bytes = Buffer.from(JSON.stringify(contents));
  const length = Buffer.alloc(ALIGNMENT);
  length.writeUInt32LE(bytes.length);
  const chunks = [bytes, ...named.map(([, array]) => bytesOf(array))].flatMap((chunk) => [
    chunk,
    new Uint8Array(padding(chunk.length)),
  ]);
  writeAtomically(path, [length, ...chunks.filter((chunk) => chunk.length > 0)], { flush: false });
}

/** Undefined when there is no such file, or it is damaged or cut off, or of another format. */
export function readArrayFile<Header>(path: string): ArrayFile<Header> | undefined {
  try {
    const bytes = readFileSync(path);
    const start = ALIGNMENT + bytes.readUInt32LE(0);
    const contents = JSON.parse(bytes.toString("utf8", ALIGNMENT, start)) as Contents<Header>;
    if (contents.format !== FORMAT) return undefined;
    const arrays: Record<string, FlatArray> = {};
    let at = start + padding(start);
    for (const { name, width, length } of contents.arrays) {
      const size = width * length;
      if (at + size > bytes.length) return undefined;
      arrays[name] = arrayAt(bytes, at, width, length);
      at += size + padding(size);
    }
    return at === bytes.length ? { header: contents.header, arrays } : undefined;
  } catch {
    return undefined;
  }
}

function padding(length: number): number {
  return (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;
}

function bytesOf({ buffer, byteOffset, byteLength }: FlatArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function arrayAt(bytes: Buffer, at: number, width: number, length: number): FlatArray {
  const from = bytes.byteOffset + at;
  if (width === 1) return new Uint8Array(bytes.buffer, from, length);
  // A small file may be read into memory that others share, where nothing begins at a multiple of anything.
  const own = from % ALIGNMENT === 0 ? bytes.buffer : bytes.buffer.slice(from, from + width * length);
  const start = own === bytes.buffer ? from : 0;
  return width === 4 ? new Uint32Array(own, start, length) : new Float64Array(own, start, length);
}

export function wideArray({ arrays }: ArrayFile<unknown>, name: string): Uint32Array {
  const array = arrays[name];
  if (!(array instanceof Uint32Array)) throw new RangeError(`no array "${name}"`);
  return array;
}

export function byteArray({ arrays }: ArrayFile<unknown>, name: string): Uint8Array {
  const array = arrays[name];
  if (!(array instanceof Uint8Array)) throw new RangeError(`no array "${name}"`);
  return array;
}

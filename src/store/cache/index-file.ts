import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { lazyList } from "../../inventory/lazy-list.ts";
import type { Inventory } from "../../inventory/model.ts";
import { writeAtomically } from "../atomic-write.ts";
import type { CachePaths } from "./file-cache.ts";
import { prepareFolder } from "./file-cache.ts";
import { type Stamp, sameStamp, stampAt } from "./stamp.ts";
import { findLines, LISTS, type ListName } from "./store-lines.ts";

/** Raised whenever an index would be misread. */
const FORMAT = 1;

/** Flat arrays by name; what they mean is for the caller to know. */
export type Arrays = Readonly<Record<string, Uint32Array | Uint8Array>>;

export interface Indexed {
  /** Its lists are read from the store where they are looked at. */
  readonly inventory: Inventory;
  readonly ids: readonly string[];
  readonly arrays: Arrays;
}

interface Header {
  readonly format: number;
  readonly program: string;
  readonly store: Stamp;
  /** The head of the store: everything but its lists. */
  readonly head: Omit<Inventory, ListName>;
  readonly arrays: readonly { readonly name: string; readonly wide: boolean; readonly length: number }[];
}

/**
 * Writes an index beside a JSON store that was just written. Nothing happens where it cannot be, and queries then read
 * the whole store.
 */
export function writeIndex(
  paths: CachePaths,
  store: string,
  program: string,
  text: string,
  inventory: Inventory,
  arrays: Arrays,
): void {
  try {
    const stamp = stampAt(store);
    const bytes = Buffer.from(text);
    const lines = findLines(bytes, inventory);
    if (stamp === undefined || stamp.size !== bytes.length || lines === undefined) return;
    const ids = Buffer.from(inventory.assets.map(({ id }) => `${id}\n`).join(""));
    const all: Arrays = { ...arrays, ids };
    const withLines = LISTS.map((list) => [list, lines[list].starts] as const);
    const named = [
      ...Object.entries(all),
      ...withLines.map(([list, starts]) => [`lines ${list}`, starts] as const),
    ];
    const head = Object.fromEntries(Object.entries(inventory).filter(([key]) => !isList(key)));
    const header = {
      format: FORMAT,
      program,
      store: stamp,
      head,
      arrays: named.map(([name, array]) => ({
        name,
        wide: array instanceof Uint32Array,
        length: array.length,
      })),
    };
    const headerBytes = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(8);
    length.writeUInt32LE(headerBytes.length);
    const chunks = [length, padded(headerBytes), ...named.map(([, array]) => padded(bytesOf(array)))];
    prepareFolder(paths.folder);
    writeAtomically(paths.index, chunks, { flush: false });
  } catch {
    // As if there were no index.
  }
}

function isList(key: string): key is ListName {
  return (LISTS as readonly string[]).includes(key);
}

function bytesOf(array: Uint32Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Arrays of wider numbers begin at multiples of their width. */
function padded(bytes: Uint8Array): Uint8Array {
  const rest = bytes.length % 4;
  return rest === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - rest)]);
}

/** The index of a store, or undefined when there is none that belongs to the store as it is now. */
export function openIndex(paths: CachePaths, store: string, program: string): Indexed | undefined {
  let file: number;
  let header: Header;
  let bytes: Buffer;
  try {
    bytes = readFileSync(paths.index);
    header = JSON.parse(bytes.toString("utf8", 8, 8 + bytes.readUInt32LE(0))) as Header;
    if (header.format !== FORMAT || header.program !== program) return undefined;
    // Opened first: what is then put in its place does not change what is read.
    file = openSync(store, "r");
  } catch {
    return undefined;
  }
  const stamp = stampAt(store);
  const arrays = arraysOf(bytes, header);
  if (stamp === undefined || !sameStamp(stamp, header.store) || arrays === undefined) {
    closeSync(file);
    return undefined;
  }
  const ids = (arrays.ids as Buffer | Uint8Array | undefined) ?? new Uint8Array();
  const text = Buffer.from(ids.buffer, ids.byteOffset, ids.length).toString("utf8");
  return {
    inventory: lazyInventory(file, header, arrays),
    ids: text === "" ? [] : text.slice(0, -1).split("\n"),
    arrays,
  };
}

function arraysOf(bytes: Buffer, header: Header): Arrays | undefined {
  const arrays: Record<string, Uint32Array | Uint8Array> = {};
  const aligned = new Uint8Array(bytes).buffer;
  let at = 8 + Math.ceil(bytes.readUInt32LE(0) / 4) * 4;
  for (const { name, wide, length } of header.arrays) {
    const size = wide ? length * 4 : length;
    if (at + size > bytes.length) return undefined;
    arrays[name] = wide ? new Uint32Array(aligned, at, length) : new Uint8Array(aligned, at, length);
    at += Math.ceil(size / 4) * 4;
  }
  return arrays;
}

/** The store stays open until the process ends: a query is one answer. */
function lazyInventory(file: number, { head }: Header, arrays: Arrays): Inventory {
  const lists = LISTS.map((list) => {
    const starts = arrays[`lines ${list}`] ?? new Uint32Array(1);
    return [list, linesOf(file, starts)] as const;
  });
  return { ...head, ...Object.fromEntries(lists) } as Inventory;
}

function linesOf(file: number, starts: Uint32Array | Uint8Array): readonly unknown[] {
  const read = (from: number, to: number): string => {
    const bytes = Buffer.alloc(to - from);
    readSync(file, bytes, 0, bytes.length, from);
    return bytes.toString("utf8").replace(/,?\n$/, "");
  };
  const count = starts.length - 1;
  const one = (index: number): unknown => JSON.parse(read(starts[index] ?? 0, starts[index + 1] ?? 0));
  const all = () => JSON.parse(`[${read(starts[0] ?? 0, starts[count] ?? 0)}]`) as readonly unknown[];
  return lazyList(count, one, all);
}

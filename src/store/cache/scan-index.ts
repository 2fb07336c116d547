import type { Incidence } from "../../inventory/incidence.ts";
import type { Inventory } from "../../inventory/model.ts";
import type { StoreIndex } from "../assembly/store-state.ts";
import { writeAtomically } from "../atomic-write.ts";
import { LISTS, type ListName } from "../layout.ts";
import { arrayChunks, byteArray, readArrays, type StoredArrays, wideArray } from "./array-file.ts";
import type { ScanPaths } from "./scan-paths.ts";
import { type Stamp, sameStamp } from "./stamp.ts";

/** What an index belongs to. */
export interface IndexHeader {
  readonly store: Stamp;
  /** Of the records; the store's own where it is JSON. */
  readonly records: Stamp;
  /** The head of the store: everything but its lists. */
  readonly head: Omit<Inventory, ListName>;
}

const SIDES = ["inputs", "outputs", "readers", "writers"] as const;

/**
 * Writes an index. Throws the system's error where it cannot be written.
 *
 * @param program the build of the program that made it
 */
export function writeIndex(
  { index: path }: ScanPaths,
  program: string,
  header: IndexHeader,
  index: StoreIndex,
): void {
  const arrays: Record<string, Uint32Array | Uint8Array> = {
    ids: index.assets.ids.bytes,
    "id starts": index.assets.ids.starts,
    flags: index.assets.flags,
    declarations: index.declarationOf,
  };
  for (const list of LISTS) arrays[`lines ${list}`] = index.lines[list];
  for (const side of SIDES) {
    const { offsets, targets, certainties } = index[side];
    Object.assign(arrays, {
      [`${side} offsets`]: offsets,
      [`${side} targets`]: targets,
      [`${side} certainties`]: certainties,
    });
  }
  writeAtomically(path, arrayChunks(program, arrays, header), { flush: false });
}

export interface ReadIndex {
  readonly header: IndexHeader;
  readonly index: StoreIndex;
}

/** The index of a store as it is now; undefined where none belongs to it. */
export function readIndex(
  { index: path }: ScanPaths,
  program: string,
  store: Stamp | undefined,
): ReadIndex | undefined {
  const file = readArrays(path, program);
  if (file === undefined || store === undefined) return undefined;
  const header = file.about as IndexHeader;
  if (!sameStamp(header.store, store)) return undefined;
  const relation = (side: (typeof SIDES)[number]): Incidence => ({
    offsets: wideArray(file, `${side} offsets`),
    targets: wideArray(file, `${side} targets`),
    certainties: byteArray(file, `${side} certainties`),
  });
  return {
    header,
    index: {
      lines: linesIn(file),
      assets: {
        ids: { bytes: byteArray(file, "ids"), starts: wideArray(file, "id starts") },
        flags: byteArray(file, "flags"),
      },
      inputs: relation("inputs"),
      outputs: relation("outputs"),
      readers: relation("readers"),
      writers: relation("writers"),
      declarationOf: wideArray(file, "declarations"),
    },
  };
}

function linesIn(file: StoredArrays): StoreIndex["lines"] {
  const lines = LISTS.map((list) => [list, wideArray(file, `lines ${list}`)] as const);
  return Object.fromEntries(lines) as Record<ListName, Uint32Array>;
}

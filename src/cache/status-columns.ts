import { ID_DIGITS } from "../util/content-id.ts";
import { arrayChunks, byteArray, readArrays } from "./array-file.ts";
import { packNames, unpackNames } from "./name-numbers.ts";

/** Statuses of files as flat arrays. */
export interface StatusColumns {
  readonly names: readonly string[];
  /** Size, times and inode of each. */
  readonly stats: Float64Array;
  readonly racy: Uint8Array;
  /** Hex digits of all ids in a row. */
  readonly ids: string;
}

export const NO_STATUSES: StatusColumns = {
  names: [],
  stats: new Float64Array(),
  racy: new Uint8Array(),
  ids: "",
};

export const NUMBERS_OF_STAT = 4;

/** Undefined for another key or a damaged file. */
export function readStatuses(path: string, key: string): StatusColumns | undefined {
  try {
    const file = readArrays(path, key);
    const stats = file?.arrays.stats;
    if (file === undefined || !(stats instanceof Float64Array)) return undefined;
    const names = unpackNames(byteArray(file, "names"));
    const racy = byteArray(file, "racy");
    const ids = Buffer.from(byteArray(file, "ids")).toString("hex");
    const fits =
      stats.length === names.length * NUMBERS_OF_STAT &&
      racy.length === names.length &&
      ids.length === names.length * ID_DIGITS;
    return fits ? { names, stats, racy, ids } : undefined;
  } catch {
    return undefined;
  }
}

export function statusChunks(key: string, { names, stats, racy, ids }: StatusColumns): Uint8Array[] {
  return arrayChunks(key, { stats, names: packNames(names), racy, ids: Buffer.from(ids, "hex") });
}

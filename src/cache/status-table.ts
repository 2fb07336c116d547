import { type FileStat, sameStat } from "./file-stat.ts";
import type { CachedRecord } from "./record.ts";
import { recordId } from "./record-segment.ts";
import type { RecordStore } from "./record-store.ts";

/** Last known status of a path. */
export interface KnownStatus {
  readonly stat: FileStat;
  /** The stat was taken within the clock resolution after a change, so it proves nothing (git: racily clean). */
  readonly racy: boolean;
  /** See `contentIdOf`. */
  readonly contentId: string;
}

export interface StatusTable {
  /** Fast for names in the order of discovery. */
  readonly statusOf: (name: string) => KnownStatus | undefined;
  /** The content id proved by a stat, or undefined. Fast for names in the order of discovery. */
  readonly provenId: (name: string, stat: FileStat) => string | undefined;
  readonly setStatus: (name: string, status: KnownStatus) => void;
}

/** The summary of a status: the numbers of the stat, then 1 if it is racy. */
const [SIZE, MODIFIED, CHANGED, INODE, RACY, LENGTH] = [0, 1, 2, 3, 4, 5];

/** Number of new statuses in one buffer: a buffer for each would be larger than its contents. */
const ROOM = 1024;

/** The statuses of files as records. */
export function statusTable(records: RecordStore): StatusTable {
  let room = new Float64Array();
  let used = 0;
  const summaryOf = ({ size, modified, changed, inode }: FileStat, racy: boolean): Uint8Array => {
    if (used === room.length) {
      room = new Float64Array(ROOM * LENGTH);
      used = 0;
    }
    room.set([size, modified, changed, inode, Number(racy)], used);
    const bytes = new Uint8Array(room.buffer, room.BYTES_PER_ELEMENT * used, room.BYTES_PER_ELEMENT * LENGTH);
    used += LENGTH;
    return bytes;
  };
  let words: Uint32Array | undefined;
  let numbers: Float64Array = new Float64Array();
  /** The position of a status in `numbers`, which can hold those of many files. */
  const positionOf = (record: CachedRecord): number => {
    const summary = records.summary(record);
    if (summary.numbers !== words) {
      words = summary.numbers;
      numbers = new Float64Array(words.buffer, words.byteOffset, words.length >>> 1);
    }
    return summary.from >>> 1;
  };
  const statusOf = (name: string): KnownStatus | undefined => {
    const record = records.find(name, "", "");
    if (record === undefined) return undefined;
    const at = positionOf(record);
    const [size = 0, modified = 0, changed = 0, inode = 0, racy] = numbers.subarray(at, at + LENGTH);
    return {
      stat: { size, modified, changed, inode },
      racy: racy !== 0,
      contentId: records.contentIdOf(record),
    };
  };
  return {
    statusOf,
    provenId: (name, stat) => {
      const record = records.find(name, "", "");
      if (record === undefined) return undefined;
      const at = positionOf(record);
      const isProven =
        numbers[at + RACY] === 0 &&
        numbers[at + SIZE] === stat.size &&
        numbers[at + MODIFIED] === stat.modified &&
        numbers[at + CHANGED] === stat.changed &&
        numbers[at + INODE] === stat.inode;
      return isProven ? records.contentIdOf(record) : undefined;
    },
    setStatus: (name, { stat, racy, contentId }) => {
      const known = statusOf(name);
      if (known && known.contentId === contentId && known.racy === racy && sameStat(known.stat, stat)) return;
      records.set(name, recordId(contentId), { summary: summaryOf(stat, racy) });
    },
  };
}

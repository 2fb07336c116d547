import { appendFileSync, closeSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { type OpenFile, openRegular } from "../files/regular-file.ts";
import { compareText } from "../model/order.ts";
import { writeAtomically } from "../store/atomic-write.ts";
import type { Rope } from "../store/rope.ts";
import { ID_DIGITS } from "../util/content-id.ts";
import { systemErrorCode } from "../util/errors.ts";
import { bodyReader } from "./body-reader.ts";
import type { CachedRecord, RecordValue, StoredBody, StoredRecord, SummaryNumbers } from "./record.ts";
import { readSegment, type Segment, segmentRope } from "./record-segment.ts";
import { rowFinder } from "./row-finder.ts";

/** The records of a file: those of earlier runs and of this one. */
export interface RecordStore {
  readonly isEmpty: () => boolean;
  /**
   * The record of a name, or undefined. Valid until the next `save`. Fast in the order of the file.
   *
   * @param id start of its id
   * @param contentId the digits of it that distinguish the records of a name
   */
  readonly find: (name: string, id: string, contentId: string) => CachedRecord | undefined;
  readonly contentIdOf: (record: CachedRecord) => string;
  readonly summary: (record: CachedRecord) => SummaryNumbers;
  /** Valid until the next call; undefined for a missing or damaged one. */
  readonly body: (record: CachedRecord) => Uint8Array | undefined;
  readonly set: (name: string, id: string, value: RecordValue) => void;
  /**
   * Writes the records of this run: at the end of the file, or with the older records to a new file. Throws the
   * system's error.
   *
   * @param isCurrent whether an older record stays in a new file, even without room
   */
  readonly save: (isCurrent: (record: StoredRecord) => boolean) => void;
  /** Releases the file. Records since the last `save` are discarded. */
  readonly close: () => void;
}

export interface StoreLimits {
  /** Records after the first segment. Beyond this number, reading them in each run costs more than a new file. */
  readonly logRecords: number;
  /** For older records that are not current. */
  readonly otherBytes: number;
}

/** Segments after the first one. */
const MOST_SEGMENTS = 64;

/** The file of earlier runs. */
interface Stored {
  readonly base?: Segment;
  /** The row of a record in the base. */
  readonly find: ReturnType<typeof rowFinder>;
  readonly later: readonly Segment[];
  readonly read: ReturnType<typeof bodyReader>;
  /** False: the file ends with something else, as after a killed write, so nothing can be added there. */
  readonly isWhole: boolean;
  readonly close: () => void;
}

/**
 * @param path absent: records stay in memory
 * @param key records of another key are ignored
 * @param idDigits a record replaces an older one with the same name and the same digits at the start of the id
 */
export function openRecordStore(
  path: string | undefined,
  key: string,
  idDigits: number,
  limits: StoreLimits,
): RecordStore {
  let opened: Stored | undefined;
  /** Of later segments and of this run, the oldest first. */
  const added = new Map<string, StoredRecord>();
  /** Those of this run. */
  const unsaved = new Set<StoredRecord>();

  const keyOf = ({ name, id }: StoredRecord): string => id.slice(0, idDigits) + name;
  const add = (record: StoredRecord): void => {
    const own = keyOf(record);
    const replaced = added.get(own);
    if (replaced !== undefined) {
      unsaved.delete(replaced);
      added.delete(own);
    }
    added.set(own, record);
  };
  const stored = (): Stored => {
    if (opened !== undefined) return opened;
    opened = path === undefined ? NOTHING : readStored(path, key);
    for (const record of opened.later.flatMap(({ records }) => records())) add(record);
    return opened;
  };
  const close = (): void => {
    opened?.close();
    opened = undefined;
    added.clear();
    unsaved.clear();
  };
  const fitsAtEnd = ({ isWhole, later }: Stored): boolean =>
    isWhole && later.length < MOST_SEGMENTS && added.size <= limits.logRecords;
  const keptRecords = (
    { base }: Stored,
    isCurrent: (record: StoredRecord) => boolean,
  ): readonly StoredRecord[] => {
    const older = base?.records().filter((record) => !added.has(keyOf(record))) ?? [];
    const [others, kept]: [StoredRecord[], StoredRecord[]] = [[], []];
    for (const record of [...older, ...added.values()])
      (unsaved.has(record) || isCurrent(record) ? kept : others).push(record);
    let left = limits.otherBytes;
    const hasRoom = ({ summary, body }: StoredRecord): boolean => {
      left -= summary.length + (body?.length ?? 0);
      return left >= 0;
    };
    // In the order of discovery.
    kept.sort((a, b) => compareText(a.name, b.name));
    return [...others.reverse().filter(hasRoom).reverse(), ...kept];
  };
  return {
    isEmpty: () => stored().base === undefined && added.size === 0,
    find: (name, id, contentId) => {
      const { find } = opened ?? stored();
      const own = added.size === 0 ? undefined : added.get(contentId + name);
      if (own !== undefined) return own.id.startsWith(id) ? own : undefined;
      return find(name, id);
    },
    contentIdOf: (record) =>
      typeof record === "number" ? (opened?.base?.contentIdOf(record) ?? "") : record.id.slice(0, ID_DIGITS),
    summary: (record) =>
      typeof record === "number"
        ? (opened?.base?.summary(record) ?? numbersOf(NO_BYTES))
        : numbersOf(record.summary),
    body: (record) => {
      const body = typeof record === "number" ? opened?.base?.body(record) : record.body;
      return body && checkedBytes(body, (opened ?? stored()).read);
    },
    set: (name, id, { summary, body }) => {
      stored();
      const own = body && { source: body, from: 0, length: body.length, check: crc32(body) };
      const record = { name, id, summary, ...(own && { body: own }) };
      add(record);
      unsaved.add(record);
    },
    save: (isCurrent) => {
      if (path === undefined || unsaved.size === 0) return;
      const before = stored();
      try {
        if (fitsAtEnd(before)) append(path, segmentRope(key, [...unsaved]));
        else replace(path, segmentRope(key, keptRecords(before, isCurrent)), close);
      } finally {
        close();
      }
    },
    close,
  };
}

const NO_BYTES = new Uint8Array();
const NOTHING: Stored = {
  find: () => undefined,
  later: [],
  read: () => NO_BYTES,
  isWhole: true,
  close: () => {},
};

function readStored(path: string, key: string): Stored {
  let opened: OpenFile;
  try {
    opened = openRegular(path);
  } catch (error) {
    return { ...NOTHING, isWhole: systemErrorCode(error) === "ENOENT" };
  }
  const { file, stats } = opened;
  const segments: Segment[] = [];
  let end = 0;
  while (end < stats.size) {
    const segment = readSegment(file, key, end, stats);
    if (segment === undefined) break;
    segments.push(segment);
    end = segment.end;
  }
  const [base, ...later] = segments;
  return {
    ...(base && { base }),
    find: base ? rowFinder(base) : NOTHING.find,
    ...{ later, read: bodyReader(file, stats.size) },
    ...{ isWhole: end >= stats.size, close: () => closeSync(file) },
  };
}

function numbersOf({ buffer, byteOffset, length }: Uint8Array): SummaryNumbers {
  return { numbers: new Uint32Array(buffer, byteOffset, length >>> 2), from: 0, to: length >>> 2 };
}

function checkedBytes(
  { source, from, length, check }: StoredBody,
  read: Stored["read"],
): Uint8Array | undefined {
  try {
    const bytes = source instanceof Uint8Array ? source : read(from, length);
    return crc32(bytes) === check ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** With one system call, which keeps concurrent additions separate. */
function append(path: string, rope: Rope): void {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, Buffer.concat(Array.from(rope.blocks(), (block) => Buffer.from(block))));
}

/** @param close releases the old file: some systems cannot replace an open one */
function replace(path: string, rope: Rope, close: () => void): void {
  function* blocks(): Generator<Uint8Array> {
    yield* rope.blocks();
    close();
  }
  writeAtomically(path, blocks(), { flush: false });
}

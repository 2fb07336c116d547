import { join } from "node:path";
import { crc32 } from "node:zlib";
import { unpackPart } from "./cache/pack-part.ts";
import { type RecordLog, readRecords } from "./cache/record-log.ts";
import type { FileParts } from "./inventory/declared.ts";
import type { FileFacts } from "./lint/facts.ts";
import { type FileKin, type KinIndex, kinOf, type LaterFile } from "./lint/file-kin.ts";
import { type ArrayFile, openArrays } from "./cache/array-file.ts";
import { cacheFolder } from "./store/cache/cache-folder.ts";
import { type Stamp, sameStamp } from "./store/cache/stamp.ts";

/*
 * What lint learned of each file, in two files: one that is written whole, with everything by which files are found and
 * compared in front and the parts of the files behind it, of which a run reads those it needs; and a log of the files
 * that changed since. A run after a change adds to the log, and where that grows long, writes the first one anew. Each
 * entry says by itself of which contents it is, so an old one is never taken for a new one, whichever process wrote it.
 */

/** What lint keeps of a file from one run to the next. */
export interface LintPart {
  readonly parts: FileParts;
  readonly facts: FileFacts;
}

/** What earlier runs left. A file that they knew has a number here. */
export interface LintCache {
  /** Quick for names that come in the order in which they were found before. */
  readonly entryOf: (name: string) => number | undefined;
  readonly stampOf: (entry: number) => Stamp;
  /** Whether the stamp was taken so soon after the file changed that it proves nothing. */
  readonly isDoubtful: (entry: number) => boolean;
  /** Whether the stamp proves that the contents are the same. */
  readonly isProof: (entry: number, stamp: Stamp) => boolean;
  readonly hashOf: (entry: number) => string;
  readonly flowsOf: (entry: number) => number;
  /** Undefined when it cannot be read any more. */
  readonly partOf: (entry: number) => LintPart | undefined;
  /** Says that the parts of all files will be read, one after the other. */
  readonly readAhead: () => void;
  /** See `kinOf`. */
  readonly kinOf: (
    asked: readonly FileKin[],
    others: readonly FileKin[],
    isThere: (entry: number) => boolean,
  ) => ReadonlySet<number>;
  /** For writing it anew. */
  readonly inside: Inside;
}

export interface Inside {
  readonly log: RecordLog;
  readonly kin: KinIndex;
  /** How many entries there are, those that others took the place of included. */
  readonly count: number;
  readonly nameOf: (entry: number) => string;
  /** The number in the index where that knows it. */
  readonly kinOf: (entry: number) => FileKin | number;
  /** False for what a later entry took the place of. */
  readonly isLatest: (entry: number) => boolean;
  readonly bytesOf: (entry: number) => Uint8Array | undefined;
}

export interface LintCachePlace {
  readonly base: string;
  /** Everything that the parts depend on besides the files. */
  readonly key: string;
  readonly folder: string;
  readonly files: string;
  readonly log: string;
}

/** @param key everything that the parts depend on besides the files */
export function lintCachePlace(base: string, key: string): LintCachePlace {
  const folder = cacheFolder(base);
  return {
    base,
    key,
    folder,
    files: join(folder, "lint.files"),
    log: join(folder, "lint.log"),
  };
}

/** A file as it was read. */
export interface KeptFile {
  readonly name: string;
  readonly stamp: Stamp;
  readonly doubtful: boolean;
  readonly hash: string;
  readonly kin: FileKin;
  readonly bytes: Uint8Array;
}

/** A file of the log, or where there is no part, a new stamp for the same contents. */
export interface LogHeader {
  readonly key: string;
  readonly name: string;
  readonly stamp: Stamp;
  readonly doubtful: boolean;
  readonly hash: string;
  readonly kin?: FileKin;
}

interface LaterEntry extends Omit<KeptFile, "kin"> {
  readonly kin: FileKin;
}

const HASH_BYTES = 20;
const AHEAD_BYTES = 8 * 1024 * 1024;

/** Undefined where there is none for this key, or it is damaged. */
export function openLintCache(place: LintCachePlace): LintCache | undefined {
  const file = openArrays(place.files, place.key);
  const columns = file && columnsOf(file);
  if (file === undefined || columns === undefined) return undefined;
  const { names, stamps, hashes, doubtful, ends, checks, kin } = columns;
  const count = names.length;
  const log = readRecords(place.log);
  const later: LaterEntry[] = [];
  const latest = new Map<string, number>();

  let positions: Map<string, number> | undefined;
  let next = 0;
  const firstOf = (name: string): number | undefined => {
    if (names[next] === name) return next++;
    positions ??= new Map(names.map((each, entry) => [each, entry]));
    const entry = positions.get(name);
    if (entry !== undefined) next = entry + 1;
    return entry;
  };
  const entryOf = (name: string) => {
    const first = firstOf(name);
    return latest.size === 0 ? first : (latest.get(name) ?? first);
  };
  // Asked for each file, so nothing is made for the answer, and no list is asked for what it cannot have.
  const laterOf = (entry: number): LaterEntry | undefined =>
    entry < count ? undefined : later[entry - count];
  const stampOf = (entry: number): Stamp => {
    const at = entry * 4;
    return (
      laterOf(entry)?.stamp ?? {
        size: stamps[at] ?? -1,
        modified: stamps[at + 1] ?? -1,
        changed: stamps[at + 2] ?? -1,
        inode: stamps[at + 3] ?? -1,
      }
    );
  };
  const isDoubtful = (entry: number): boolean => laterOf(entry)?.doubtful ?? doubtful[entry] !== 0;
  const isProof = (entry: number, stamp: Stamp): boolean => {
    if (isDoubtful(entry)) return false;
    const known = laterOf(entry);
    if (known !== undefined) return sameStamp(known.stamp, stamp);
    const at = entry * 4;
    return (
      stamps[at] === stamp.size &&
      stamps[at + 1] === stamp.modified &&
      stamps[at + 2] === stamp.changed &&
      stamps[at + 3] === stamp.inode
    );
  };
  const hashOf = (entry: number): string =>
    laterOf(entry)?.hash ??
    Buffer.from(hashes.subarray(entry * HASH_BYTES, (entry + 1) * HASH_BYTES)).toString("base64");
  const nameOf = (entry: number): string => laterOf(entry)?.name ?? names[entry] ?? "";

  for (const record of log.records) {
    const read = readRecord(record);
    if (read === undefined || read.header.key !== place.key) continue;
    const { kin: own, ...header } = read.header;
    if (own !== undefined) {
      latest.set(header.name, count + later.length);
      later.push({ ...header, kin: own, bytes: read.bytes });
      continue;
    }
    const entry = latest.get(header.name) ?? entryOf(header.name);
    if (entry === undefined || hashOf(entry) !== header.hash) continue;
    const before = laterOf(entry);
    if (before) later[entry - count] = { ...before, stamp: header.stamp, doubtful: header.doubtful };
    else {
      const { size, modified, changed, inode } = header.stamp;
      stamps.set([size, modified, changed, inode], entry * 4);
      doubtful[entry] = Number(header.doubtful);
    }
  }
  next = 0;

  let ahead = 0;
  let window: { readonly from: number; readonly bytes: Uint8Array } = { from: 0, bytes: new Uint8Array() };
  const total = ends.at(-1) ?? 0;
  const bytesOf = (entry: number): Uint8Array | undefined => {
    const known = laterOf(entry);
    if (known !== undefined) return known.bytes;
    const from = entry === 0 ? 0 : (ends[entry - 1] ?? 0);
    const length = (ends[entry] ?? 0) - from;
    if (from < window.from || from + length > window.from + window.bytes.length) {
      const bytes = file.tail(from, Math.max(length, Math.min(ahead, total - from)));
      if (bytes === undefined) return undefined;
      window = { from, bytes };
    }
    const bytes = window.bytes.subarray(from - window.from, from - window.from + length);
    return crc32(bytes) === checks[entry] ? bytes : undefined;
  };
  const laterFiles = later.map(({ kin: own }, index): LaterFile => ({ file: count + index, kin: own }));
  return {
    entryOf,
    stampOf,
    hashOf,
    isDoubtful,
    isProof,
    flowsOf: (entry) => laterOf(entry)?.kin.flows ?? kin.flows[entry] ?? 0,
    partOf: (entry) => {
      const bytes = bytesOf(entry);
      return bytes && unpackPart<LintPart>(bytes, nameOf(entry));
    },
    readAhead: () => {
      ahead = AHEAD_BYTES;
    },
    kinOf: (asked, others, isThere) => kinOf(asked, others, kin, laterFiles, isThere),
    inside: {
      log,
      kin,
      count: count + later.length,
      nameOf,
      kinOf: (entry) => laterOf(entry)?.kin ?? entry,
      isLatest: (entry) => (latest.get(nameOf(entry)) ?? entry) === entry,
      bytesOf,
    },
  };
}

interface Columns {
  readonly names: readonly string[];
  /** Four numbers a file. */
  readonly stamps: Float64Array;
  readonly hashes: Uint8Array;
  readonly doubtful: Uint8Array;
  /** Where the part of each file ends. */
  readonly ends: Uint32Array;
  /** A checksum of each part. */
  readonly checks: Uint32Array;
  readonly kin: KinIndex;
}

function columnsOf({ arrays }: ArrayFile): Columns | undefined {
  const { names, stamps, hashes, doubtful, ends, checks } = arrays;
  const { flows, keys, keyFiles, from, to, edgeFiles } = arrays;
  const wide = [ends, checks, flows, keys, keyFiles, from, to, edgeFiles];
  if (!(names instanceof Uint8Array) || !(hashes instanceof Uint8Array)) return undefined;
  if (!(stamps instanceof Float64Array) || !(doubtful instanceof Uint8Array)) return undefined;
  if (!wide.every((array) => array instanceof Uint32Array)) return undefined;
  const text = Buffer.from(names.buffer, names.byteOffset, names.length).toString("utf8");
  return {
    names: text === "" ? [] : text.slice(0, -1).split("\0"),
    stamps,
    hashes,
    doubtful,
    ...({ ends, checks } as Pick<Columns, "ends" | "checks">),
    kin: { flows, keys, keyFiles, from, to, edgeFiles } as KinIndex,
  };
}

function readRecord(record: Uint8Array): { header: LogHeader; bytes: Uint8Array } | undefined {
  try {
    const whole = Buffer.from(record.buffer, record.byteOffset, record.length);
    const end = 4 + whole.readUInt32LE(0);
    return { header: JSON.parse(whole.toString("utf8", 4, end)) as LogHeader, bytes: whole.subarray(end) };
  } catch {
    return undefined;
  }
}

import { rmSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { packPart } from "./cache/pack-part.ts";
import { appendRecords, type RecordLog } from "./cache/record-log.ts";
import { type FileKin, kinIndex } from "./lint/file-kin.ts";
import type { KeptFile, LintCache, LintCachePlace, LintPart, LogHeader } from "./lint-cache.ts";
import { writeAtomically } from "./store/atomic-write.ts";
import { arrayChunks } from "./cache/array-file.ts";
import { prepareFolder } from "./store/cache/cache-folder.ts";
import { mayChangeUnseen, type Stamp, stampAt } from "./store/cache/stamp.ts";

/** @param now not later than the stamp was taken */
export function keptFile(
  { name, stamp, hash }: Pick<KeptFile, "name" | "stamp" | "hash">,
  part: LintPart,
  kin: FileKin,
  now: number,
): KeptFile {
  return { name, stamp, hash, doubtful: mayChangeUnseen(stamp, now), kin, bytes: packPart(part, name) };
}

/** What a run learned that the cache does not know yet. */
export interface News {
  /** The files in the order in which they were found, by name, with their numbers in the cache where their contents are the same. */
  readonly found: readonly { readonly shownAs: string; readonly entry?: number }[];
  readonly read: readonly KeptFile[];
  /** New stamps, by number, of files whose contents are the same. */
  readonly renewed: ReadonlyMap<number, Stamp>;
}

/** A log longer than this takes more time to read in each run than it saves in one. */
const MOST_RECORDS = 256;
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Keeps what a run learned. A cache that cannot be written is no reason to fail; the next run is slower, and that is all.
 *
 * @param cache as it was opened in this run
 */
export function keepInLintCache(
  place: LintCachePlace,
  cache: LintCache | undefined,
  { found, read, renewed }: News,
): void {
  if (cache !== undefined && read.length + renewed.size === 0) return;
  try {
    prepareFolder(place.folder);
    if (cache === undefined || isLong(cache.inside.log, read, renewed)) {
      writeWhole(place, cache, { found, read, renewed });
      return;
    }
    const { key } = place;
    const stamps = [...renewed].map(([entry, stamp]) => {
      const name = cache.inside.nameOf(entry);
      return recordOf({ key, name, stamp, doubtful: false, hash: cache.hashOf(entry) }, new Uint8Array());
    });
    const files = read.map(({ bytes, ...header }) => recordOf({ key, ...header }, bytes));
    appendRecords(place.log, [...stamps, ...files]);
  } catch {
    // As if there were no cache.
  }
}

function isLong(log: RecordLog, read: readonly KeptFile[], renewed: ReadonlyMap<number, Stamp>): boolean {
  const bytes = read.reduce((sum, file) => sum + file.bytes.length, log.bytes);
  const records = log.records.length + read.length + renewed.size;
  return !log.whole || records > MOST_RECORDS || bytes > MOST_BYTES;
}

/** What the log says goes into the first file, so the log begins anew. */
function writeWhole(place: LintCachePlace, cache: LintCache | undefined, news: News): void {
  const files = wholeFiles(place, cache, news);
  let end = 0;
  const ends = files.map(({ bytes }) => (end += bytes.length));
  if (end > 0xffff_ffff) return;
  const kin = kinIndex(
    files.map((file) => file.kin),
    cache?.inside.kin,
  );
  const arrays = {
    names: Buffer.from(files.map(({ name }) => `${name}\0`).join("")),
    stamps: Float64Array.from(
      files.flatMap(({ stamp }) => [stamp.size, stamp.modified, stamp.changed, stamp.inode]),
    ),
    hashes: Buffer.concat(files.map(({ hash }) => Buffer.from(hash, "base64"))),
    doubtful: Uint8Array.from(files, ({ doubtful }) => Number(doubtful)),
    ends: Uint32Array.from(ends),
    checks: Uint32Array.from(files, ({ bytes }) => crc32(bytes)),
    ...kin,
  };
  const chunks = [...arrayChunks(place.key, arrays), ...files.map(({ bytes }) => bytes)];
  writeAtomically(place.files, chunks, { flush: false });
  rmSync(place.log, { force: true });
}

type WholeFile = Omit<KeptFile, "kin"> & { readonly kin: FileKin | number };

/** The files in the order in which they were found, and after them those that this run had no reason to look for. */
function wholeFiles(
  { base }: LintCachePlace,
  cache: LintCache | undefined,
  { found, read, renewed }: News,
): readonly WholeFile[] {
  const files: WholeFile[] = [];
  const taken = new Set<number>();
  const fresh = new Map(read.map((file) => [file.name, file]));
  const keepEntry = (entry: number): void => {
    const bytes = cache?.inside.bytesOf(entry);
    if (cache === undefined || bytes === undefined) return;
    const stamp = renewed.get(entry);
    files.push({
      name: cache.inside.nameOf(entry),
      stamp: stamp ?? cache.stampOf(entry),
      doubtful: stamp === undefined && cache.isDoubtful(entry),
      hash: cache.hashOf(entry),
      kin: cache.inside.kinOf(entry),
      bytes,
    });
  };
  cache?.readAhead();
  for (const { shownAs, entry } of found) {
    const file = fresh.get(shownAs);
    if (file) files.push(file);
    else if (entry !== undefined) {
      taken.add(entry);
      keepEntry(entry);
    }
  }
  for (let entry = 0; entry < (cache?.inside.count ?? 0); entry++) {
    const name = cache?.inside.nameOf(entry) ?? "";
    if (taken.has(entry) || fresh.has(name) || !cache?.inside.isLatest(entry)) continue;
    if (stampAt(join(base, name)) !== undefined) keepEntry(entry);
  }
  return files;
}

function recordOf(header: LogHeader, bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, bytes]);
}

import type { FileParts } from "./inventory/declared.ts";
import type { FileFacts } from "./lint/facts.ts";
import type { KinIndex } from "./lint/file-kin.ts";
import {
  type CachedFile,
  type CachePaths,
  cachedFile,
  cachePaths,
  type FileCache,
  openCache,
  renewManifest,
  writeCache,
} from "./store/cache/file-cache.ts";
import { packPart, unpackPart } from "./store/cache/pack-part.ts";
import { type Stamp, sameStamp } from "./store/cache/stamp.ts";

/** What lint keeps of a file from one run to the next. */
export interface LintPart {
  readonly parts: FileParts;
  readonly facts: FileFacts;
}

/** What earlier runs left, beside the cache of scans and laid out like it. Damaged, it is as if it were not there. */
export interface LintCache {
  readonly files: FileCache;
  readonly kin: KinIndex;
  /** By the position in `files`; undefined when that cannot be read any more. */
  readonly partOf: (index: number) => LintPart | undefined;
  readonly bytesOf: (index: number) => Uint8Array | undefined;
}

export interface LintCachePlace {
  readonly paths: CachePaths;
  /** Everything that the parts depend on besides the files. */
  readonly key: string;
}

export function lintCachePlace(base: string, key: string): LintCachePlace {
  return { paths: cachePaths(base, "lint"), key };
}

export function openLintCache({ paths, key }: LintCachePlace): LintCache | undefined {
  const files = openCache(paths, key);
  const kin = files && unpackIndex(files.report, files.files.length);
  if (files === undefined || kin === undefined) return undefined;
  return {
    files,
    kin,
    bytesOf: files.partOf,
    partOf: (index) => {
      const bytes = files.partOf(index);
      return bytes && unpackPart<LintPart>(bytes, files.files[index]?.name ?? "");
    },
  };
}

/** There is no store that this cache belongs to. */
const NO_STORE: Stamp = { size: 0, modified: 0, changed: 0, inode: 0 };

export interface KeptFile {
  readonly file: CachedFile;
  readonly bytes: Uint8Array;
}

export function packLintPart(part: LintPart, file: string): Uint8Array {
  return packPart(part, file);
}

/** @param kin of the same files in the same order */
export function writeLintCache(
  { paths, key }: LintCachePlace,
  kept: readonly KeptFile[],
  kin: KinIndex,
): void {
  const files = kept.map(({ file }) => file);
  const bytes = kept.map((each) => each.bytes);
  writeCache(paths, key, { files, store: NO_STORE, report: packIndex(kin) }, bytes);
}

/**
 * Stamps that proved nothing when they were taken, and that a file was given without a change, need not be looked into
 * another time.
 *
 * @param stamps by position, of files whose contents are the same
 */
export function renewLintCache(
  { paths, key }: LintCachePlace,
  { files: cache }: LintCache,
  stamps: ReadonlyMap<number, Stamp>,
  now: number,
): void {
  let renewed = false;
  const files = cache.files.map((before, index) => {
    const stamp = stamps.get(index);
    if (stamp === undefined || (!before.doubtful && sameStamp(stamp, before.stamp))) return before;
    const file = cachedFile(before.name, stamp, before.hash, now);
    renewed ||= !file.doubtful;
    return file;
  });
  if (renewed) renewManifest(paths, key, { files, store: cache.store, report: cache.report });
}

const ARRAYS = ["flows", "keys", "keyEnds", "edges", "edgeEnds"] as const;

function packIndex(kin: KinIndex): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ARRAYS.map((name) => {
      const { buffer, byteOffset, byteLength } = kin[name];
      return [name, Buffer.from(buffer, byteOffset, byteLength).toString("base64")];
    }),
  );
}

function unpackIndex(packed: unknown, files: number): KinIndex | undefined {
  if (typeof packed !== "object" || packed === null) return undefined;
  const given = packed as Readonly<Record<string, unknown>>;
  const array = (name: (typeof ARRAYS)[number]): Uint32Array => {
    const text = given[name];
    const bytes = new Uint8Array(Buffer.from(typeof text === "string" ? text : "", "base64"));
    return new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
  };
  const kin: KinIndex = {
    flows: array("flows"),
    keys: array("keys"),
    keyEnds: array("keyEnds"),
    edges: array("edges"),
    edgeEnds: array("edgeEnds"),
  };
  const isWhole =
    [kin.flows, kin.keyEnds, kin.edgeEnds].every(({ length }) => length === files) &&
    (kin.keyEnds.at(-1) ?? 0) === kin.keys.length &&
    (kin.edgeEnds.at(-1) ?? 0) === kin.edges.length;
  return isWhole ? kin : undefined;
}

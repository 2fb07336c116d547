import { createHash, hash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { writeAtomically } from "../atomic-write.ts";
import { shortHash } from "./short-hash.ts";
import { mayChangeUnseen, type Stamp } from "./stamp.ts";

/** Raised whenever what stands in the cache would be misread. */
const FORMAT = 1;

/** A file as it was when it was read. */
export interface CachedFile {
  readonly name: string;
  readonly stamp: Stamp;
  readonly hash: string;
  /** The stamp was taken so soon after the file changed that it proves nothing. */
  readonly doubtful: boolean;
}

/** What is kept of a scan, without the parts that the files contributed. */
export interface Manifest {
  readonly files: readonly CachedFile[];
  /** Of the store, after the scan wrote it. */
  readonly store: Stamp;
  /** What the scan told its user. */
  readonly report: unknown;
}

interface ManifestFile {
  readonly format: number;
  /** Everything else that the result depends on. */
  readonly key: string;
  /** Which file of parts belongs to it. */
  readonly parts: string;
  readonly lengths: readonly number[];
  readonly names: readonly string[];
  readonly hashes: readonly string[];
  /** Four numbers a file. */
  readonly stamps: readonly number[];
  readonly doubtful: readonly number[];
  readonly store: Stamp;
  readonly report: unknown;
}

/** Where the cache of one store is. */
export interface CachePaths {
  readonly folder: string;
  readonly manifest: string;
  readonly parts: string;
  readonly index: string;
}

/**
 * @param base the folder that the paths in the store are relative to
 * @param store the path of the store that the cache belongs to
 */
export function cachePaths(base: string, store: string): CachePaths {
  const folder = join(base, ".assets", "cache");
  const name = `${basename(store).slice(0, 60)}-${shortHash(store)}`;
  const path = (end: string) => join(folder, `${name}.${end}`);
  return { folder, manifest: path("manifest.json"), parts: path("parts"), index: path("index") };
}

export function hashOf(bytes: Uint8Array): string {
  return hash("sha1", bytes, "base64");
}

/** An opened cache. Whatever is wrong with its files, it is then as if there were none. */
export interface FileCache extends Manifest {
  /** What a file contributed, by its position in `files`; undefined when that cannot be read any more. */
  partOf(index: number): Uint8Array | undefined;
}

export function openCache(paths: CachePaths, key: string): FileCache | undefined {
  const stored = readManifest(paths, key);
  if (stored === undefined) return undefined;
  const { names, hashes, stamps, lengths, store, report } = stored;
  const doubtful = new Set(stored.doubtful);
  const stampNumber = (at: number) => stamps[at] ?? -1;
  const files = names.map((name, index): CachedFile => {
    const at = index * 4;
    const stamp = {
      size: stampNumber(at),
      modified: stampNumber(at + 1),
      changed: stampNumber(at + 2),
      inode: stampNumber(at + 3),
    };
    return { name, stamp, hash: hashes[index] ?? "", doubtful: doubtful.has(index) };
  });
  let parts: { readonly bytes: Uint8Array; readonly offsets: readonly number[] } | undefined;
  return {
    files,
    store,
    report,
    partOf: (index) => {
      parts ??= readParts(paths, stored.parts, lengths);
      const [from, to] = [parts.offsets[index], parts.offsets[index + 1]];
      return from === undefined || to === undefined ? undefined : parts.bytes.subarray(from, to);
    },
  };
}

function readManifest(paths: CachePaths, key: string): ManifestFile | undefined {
  try {
    const stored = JSON.parse(readFileSync(paths.manifest, "utf8")) as ManifestFile;
    return stored.format === FORMAT && stored.key === key ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** The parts begin with the name that the manifest knows them by, so that those of another scan are never taken for its own. */
function readParts(paths: CachePaths, id: string, lengths: readonly number[]) {
  const nothing = { bytes: new Uint8Array(), offsets: [] };
  try {
    const bytes = readFileSync(paths.parts);
    if (bytes.toString("latin1", 0, id.length) !== id) return nothing;
    const offsets = [id.length];
    for (const length of lengths) offsets.push((offsets.at(-1) ?? 0) + length);
    return offsets.at(-1) === bytes.length ? { bytes, offsets } : nothing;
  } catch {
    return nothing;
  }
}

/**
 * Keeps a scan. The parts go first: a manifest never names parts that are not there whole. A cache that cannot be
 * written is no reason to fail; the next scan is slower, and that is all.
 */
export function writeCache(
  paths: CachePaths,
  key: string,
  manifest: Manifest,
  parts: readonly Uint8Array[],
): void {
  const id = randomBytes(8).toString("hex");
  try {
    prepareFolder(paths.folder);
    writeAtomically(paths.parts, [Buffer.from(id, "latin1"), ...parts], { flush: false });
    const lengths = parts.map((part) => part.length);
    writeManifest(paths, { format: FORMAT, key, parts: id, lengths, ...flat(manifest) });
  } catch {
    // As if there were no cache.
  }
}

/** Replaces the manifest alone: the parts are those of the cache it came from. */
export function renewManifest(paths: CachePaths, key: string, manifest: Manifest): void {
  const stored = readManifest(paths, key);
  if (stored === undefined) return;
  try {
    writeManifest(paths, { ...stored, ...flat(manifest) });
  } catch {
    // As if it had not been renewed.
  }
}

function writeManifest(paths: CachePaths, file: ManifestFile): void {
  writeAtomically(paths.manifest, [Buffer.from(JSON.stringify(file))], { flush: false });
}

function flat({ files, store, report }: Manifest) {
  return {
    names: files.map((file) => file.name),
    hashes: files.map((file) => file.hash),
    stamps: files.flatMap(({ stamp }) => [stamp.size, stamp.modified, stamp.changed, stamp.inode]),
    doubtful: files.flatMap((file, index) => (file.doubtful ? [index] : [])),
    store,
    report,
  };
}

/** A file as it is cached: its stamp was taken at `now`. */
export function cachedFile(name: string, stamp: Stamp, hash: string, now: number): CachedFile {
  return { name, stamp, hash, doubtful: mayChangeUnseen(stamp, now) };
}

/** Git leaves the folder alone by itself, wherever it is, so that the store next to it can still be committed. */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch {
    // It is there already.
  }
}

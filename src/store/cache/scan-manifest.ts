import { writeAtomically } from "../atomic-write.ts";
import { arrayChunks, byteArray, readArrays } from "./array-file.ts";
import type { CachedFile } from "./cached-file.ts";
import type { ScanPaths } from "./scan-paths.ts";
import type { Stamp } from "./stamp.ts";

/** What is known of the files of a scan without reading them. */
export interface ScanManifest {
  /** In the order they were found. */
  readonly files: readonly CachedFile[];
  /** Of the store, after the scan. */
  readonly store: Stamp;
  /** Which state of an update belongs to it. */
  readonly state: string;
  /** What the scan told its user. */
  readonly report: unknown;
}

interface About {
  readonly store: Stamp;
  readonly state: string;
  readonly report: unknown;
  /** How many characters the hash of a file has, blanks behind it included. */
  readonly hashLength: number;
}

/** No name of a file holds it. */
const NAME_END = "\0";

/**
 * The manifest that was kept; undefined where there is none that can be read.
 *
 * @param key everything else that the result of a scan depends on
 */
export function readManifest({ manifest: path }: ScanPaths, key: string): ScanManifest | undefined {
  const file = readArrays(path, key);
  if (file === undefined) return undefined;
  const { store, state, report, hashLength } = file.about as About;
  const stamps = file.arrays.stamps;
  if (!(stamps instanceof Float64Array)) return undefined;
  const names = text(byteArray(file, "names"), "utf8").split(NAME_END);
  names.pop();
  const hashes = text(byteArray(file, "hashes"), "latin1");
  const doubtful = byteArray(file, "doubtful");
  const number = (at: number): number => stamps[at] ?? -1;
  const files = names.map((name, index): CachedFile => {
    const at = index * NUMBERS;
    return {
      name,
      stamp: { size: number(at), modified: number(at + 1), changed: number(at + 2), inode: number(at + 3) },
      hash: hashes.slice(index * hashLength, (index + 1) * hashLength).trimEnd(),
      doubtful: doubtful[index] === 1,
    };
  });
  return { files, store, state, report };
}

/** How many a stamp has. */
const NUMBERS = 4;

/** Throws the system's error where it cannot be written. */
export function writeManifest({ manifest: path }: ScanPaths, key: string, manifest: ScanManifest): void {
  const { files, store, state, report } = manifest;
  let hashLength = 0;
  for (const { hash } of files) hashLength = Math.max(hashLength, hash.length);
  const about: About = { store, state, report, hashLength };
  const stamps = new Float64Array(files.length * NUMBERS);
  for (const [index, { stamp }] of files.entries())
    stamps.set([stamp.size, stamp.modified, stamp.changed, stamp.inode], index * NUMBERS);
  const arrays = {
    stamps,
    names: Buffer.from(files.map(({ name }) => name + NAME_END).join("")),
    // What could not be read has none; without room for one, all that follow would stand at the place of others.
    hashes: Buffer.from(files.map(({ hash }) => hash.padEnd(hashLength)).join(""), "latin1"),
    doubtful: Uint8Array.from(files, ({ doubtful }) => (doubtful ? 1 : 0)),
  };
  writeAtomically(path, arrayChunks(key, arrays, about), { flush: false });
}

function text({ buffer, byteOffset, length }: Uint8Array, encoding: BufferEncoding): string {
  return Buffer.from(buffer, byteOffset, length).toString(encoding);
}

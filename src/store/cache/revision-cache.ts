import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packPart, unpackPart } from "../../cache/pack-part.ts";
import { writeAtomically } from "../atomic-write.ts";
import { cacheFolder, prepareFolder } from "./cache-folder.ts";

/** What is known of files of revisions, kept between runs by the name of their contents and their own. */
export interface RevisionCache<Part> {
  get(key: string): Part | undefined;
  set(key: string, part: Part): void;
  /** Writes what this run asked for or added, and nothing else: so the cache never grows beyond what one run needs. */
  save(): void;
}

interface Index {
  readonly format: number;
  /** Everything else that the parts depend on. */
  readonly key: string;
  readonly names: readonly string[];
  readonly lengths: readonly number[];
}

/** Raised whenever what stands in the cache would be misread. */
const FORMAT = 1;

/** What is larger is read anew each time. */
const MAX_BYTES = 1024 ** 3;

/**
 * One file: the length of the index as a line, the index, the parts. Whatever is wrong with it, it is then as if there
 * were none; that it cannot be written is no reason to fail.
 *
 * @param base the folder that the paths in places are relative to
 * @param key of the build of the program and of the settings
 * @param name of the cache's file
 */
export function openRevisionCache<Part>(base: string, key: string, name: string): RevisionCache<Part> {
  const folder = cacheFolder(base);
  const path = join(folder, name);
  const stored = readStored(path, key);
  const used = new Map<string, Uint8Array>();
  // Most of what one side of a comparison holds the other asks for again.
  const unpacked = new Map<string, Part>();
  let added = false;
  return {
    get: (name) => {
      const known = unpacked.get(name);
      if (known !== undefined) return known;
      const bytes = stored.get(name);
      if (bytes === undefined) return undefined;
      const part = unpackPart<Part>(bytes, fileOf(name));
      if (part === undefined) return undefined;
      used.set(name, bytes);
      unpacked.set(name, part);
      return part;
    },
    set: (name, part) => {
      added = true;
      unpacked.set(name, part);
      used.set(name, packPart(part, fileOf(name)));
    },
    save: () => {
      if (!added) return;
      const names = [...used.keys()];
      const parts = [...used.values()];
      const index: Index = { format: FORMAT, key, names, lengths: parts.map((part) => part.length) };
      const head = Buffer.from(JSON.stringify(index));
      if (parts.reduce((sum, part) => sum + part.length, head.length) > MAX_BYTES) return;
      try {
        prepareFolder(folder);
        writeAtomically(path, [Buffer.from(`${head.length}\n`), head, ...parts], { flush: false });
      } catch {
        // The next run reads the objects again, and that is all.
      }
    },
  };
}

/** The name in front of the first colon is that of the contents; the rest is the file's. */
function fileOf(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function readStored(path: string, key: string): ReadonlyMap<string, Uint8Array> {
  const stored = new Map<string, Uint8Array>();
  try {
    const bytes = readFileSync(path);
    const line = bytes.indexOf(0x0a);
    const start = line + 1;
    const end = start + Number(bytes.toString("latin1", 0, line));
    const index = JSON.parse(bytes.toString("utf8", start, end)) as Index;
    if (index.format !== FORMAT || index.key !== key) return stored;
    const total = index.lengths.reduce((sum, length) => sum + length, end);
    if (total !== bytes.length || index.names.length !== index.lengths.length) return stored;
    let at = end;
    for (const [position, name] of index.names.entries()) {
      const length = index.lengths[position] ?? 0;
      stored.set(name, bytes.subarray(at, at + length));
      at += length;
    }
  } catch {
    return new Map();
  }
  return stored;
}

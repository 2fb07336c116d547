import { fstatSync, openSync } from "node:fs";
import type { Problem } from "./flows/problem.ts";
import { readFiles, threadsFor } from "./read-files.ts";
import type { FileToRead, ReadFiles } from "./read-packed.ts";
import { problemParts } from "./resolve/resolve-file.ts";
import { keepScan, type ScanCache } from "./scan-keep.ts";
import type { Looked, LookedAll } from "./scan-look.ts";
import { about, resolveOptions, type ScanOptions } from "./scan-setup.ts";
import { type Assembled, assemble, type OldStore } from "./store/assembly/assemble.ts";
import { sharedFiles } from "./store/assembly/shared-groups.ts";
import { EMPTY_STATE } from "./store/assembly/store-state.ts";
import type { WrittenFile } from "./store/atomic-write.ts";
import { readIndex } from "./store/cache/scan-index.ts";
import { readState } from "./store/cache/scan-state.ts";
import { sameStamp, stampAt, stampOf } from "./store/cache/stamp.ts";
import { createPacker } from "./store/packed/pack-files.ts";
import { FILE } from "./store/packed/packed-files.ts";

/** A store brought up to date, and not written yet. */
export interface UpdatedStore extends Assembled {
  /** What was read, but may not mean what its author thinks. */
  readonly notes: readonly Problem[];
  /**
   * To be called once the store holds the result.
   *
   * @param report what the next scan that finds nothing changed is to tell
   * @param written the store, as it was written or found
   */
  readonly keep: (report: unknown, written: WrittenFile) => void;
}

/** Reads the files that are not known from the scan before, and puts the store together. */
export async function updateStore(
  options: ScanOptions,
  looked: LookedAll,
  store: string,
  cache?: ScanCache,
): Promise<UpdatedStore> {
  const old = (cache && openOld(cache, store)) ?? NOTHING;
  const { files, problems } = looked;
  const kept = new Int32Array(old.names.length).fill(-1);
  const isKnown = old !== NOTHING;
  for (const [position, { same }] of files.entries())
    if (isKnown && same !== undefined) kept[same] = position;

  const changed = files.flatMap(({ same }, position) => (isKnown && same !== undefined ? [] : [position]));
  const resolving = resolveOptions(options);
  const readThese = (positions: readonly number[]): Promise<ReadFiles[]> => {
    const these = positions.flatMap((position) => fileAt(files, position));
    const { threads = threadsFor(these.length), onFile = () => {} } = options;
    return readFiles(these, resolving, threads, onFile);
  };
  const read = await readThese(changed);
  const folders = packProblems(problems, files.length);
  for (;;) {
    const shared = isKnown ? sharedFiles(old.state, kept, read) : [];
    if (shared.length === 0) break;
    read.push(...(await readThese(shared.map((file) => kept[file] ?? -1))));
    for (const file of shared) kept[file] = -1;
  }
  const assembled = assemble({
    old,
    kept,
    fresh: [...read, folders],
    files: files.length + problems.length,
    about: about(options),
  });
  return {
    ...assembled,
    notes: assembled.state.files.notes.flatMap(({ notes }) => notes),
    keep: (report, written) => {
      if (cache) keepScan(cache, { store, written, report, assembled, looked, read });
    },
  };
}

function fileAt(files: readonly Looked[], position: number): FileToRead[] {
  const file = files[position];
  return file ? [{ position, path: file.path, shownAs: file.shownAs }] : [];
}

const NOTHING: OldStore = { state: EMPTY_STATE, source: new Uint8Array(), names: [] };

/** The store of the scan before with what is known of it, when all of that is there and belongs together. */
function openOld({ program, paths, manifest }: ScanCache, store: string): OldStore | undefined {
  if (manifest === undefined) return undefined;
  const found = readIndex(paths, program, stampAt(store));
  if (found === undefined || !sameStamp(found.header.store, manifest.store)) return undefined;
  try {
    const state = readState(paths, manifest.state, found.index);
    if (state === undefined || state.files.flags.length !== manifest.files.length) return undefined;
    const file = openSync(paths.records, "r");
    if (!sameStamp(stampOf(fstatSync(file)), found.header.records)) return undefined;
    return { state, source: { file }, names: manifest.files.map(({ name }) => name) };
  } catch {
    return undefined;
  }
}

/** Folders that could not be opened, behind all files. */
function packProblems(problems: readonly Problem[], first: number) {
  const packer = createPacker();
  for (const problem of problems)
    packer.add(problem.place.file, problemParts(problem), FILE.folder | FILE.unreadable);
  return { packed: packer.finish(), positions: Uint32Array.from(problems, (_, index) => first + index) };
}

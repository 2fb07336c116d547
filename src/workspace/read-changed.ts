import type { CacheSection, RecordKey } from "../cache/file-cache.ts";
import { isRacy } from "../cache/file-stat.ts";
import { unpackPart } from "../cache/pack-part.ts";
import type { FileResult } from "../model/declared.ts";
import type { LinkedFlow } from "../model/links.ts";
import { linksIn } from "../resolve/resolve-file.ts";
import type { FreshBatch } from "../store/record-batch.ts";
import { createBatchBuilder } from "../store/record-batch.ts";
import type { FileChanges } from "./file-changes.ts";
import { fileKey } from "./file-key.ts";
import { type FileToRead, shareWork } from "./read/batch.ts";
import { readInPool, threadsFor } from "./read/pool.ts";
import { pieceAt, type ReadBatch } from "./read/read-batch.ts";

export interface ChangedFiles {
  readonly fresh: readonly FreshBatch[];
  /** See `fileKey`; of all files, including those read now. */
  readonly keys: readonly string[];
  /** The links of each file by name, without files that have none. */
  readonly links: ReadonlyMap<string, readonly LinkedFlow[]>;
}

/**
 * The contributions of files, from the cache or by reading.
 *
 * @param changed positions among the found files
 */
export async function readChanged(changes: FileChanges, changed: readonly number[]): Promise<ChangedFiles> {
  const { options, found, resolving, cache } = changes;
  const { environmentOf, threads, onFile = () => {} } = options;
  const section = cache.section("parts", JSON.stringify(resolving));
  const recordKey = (name: string, contentId: string): RecordKey => {
    const environment = environmentOf?.(name);
    return { name, contentId, ...(environment && { environment: environment.hash }) };
  };
  const keys = [...changes.keys];
  const toRead: FileToRead[] = [];
  const links = new Map<string, readonly LinkedFlow[]>();
  const addLinks = (name: string, own: readonly LinkedFlow[]) => own.length > 0 && links.set(name, own);
  const cached = createCachedBatches(section, (name, parts) => addLinks(name, linksIn(parts)));
  for (const position of changed) {
    const file = found.files[position];
    if (file === undefined) continue;
    const { path, shownAs, contentId } = file;
    if (contentId !== undefined && cached.add(position, recordKey(shownAs, contentId))) continue;
    const environment = environmentOf?.(shownAs);
    toRead.push({
      ...{ position, path, shownAs },
      ...(environment && { resolving: environment.resolving }),
      ...(environment?.repositoryFiles && { repositoryFiles: environment.repositoryFiles }),
    });
  }
  const fresh: FreshBatch[] = cached.finish();
  const save = ({ batch, positions, contents, bodies, summaries, links: ofFiles }: ReadBatch): void => {
    for (const [at, content] of contents.entries()) {
      const name = batch.files.names[at] ?? "";
      addLinks(name, ofFiles[at]?.flows ?? []);
      const position = positions[at] ?? 0;
      keys[position] = fileKey({ shownAs: name, ...content }, environmentOf);
      if (content === undefined) continue;
      const { stat, contentId } = content;
      cache.setStatus(name, { stat, racy: isRacy(stat, found.now), contentId });
      section.set(recordKey(name, contentId), {
        summary: pieceAt(summaries, at),
        ...(bodies && { body: pieceAt(bodies, at) }),
      });
    }
  };
  await readInPool(
    shareWork(toRead, resolving),
    threads ?? threadsFor(toRead.length),
    (read) => {
      save(read);
      fresh.push({ batch: read.batch, positions: read.positions });
    },
    onFile,
  );
  return { fresh, keys, links };
}

/** Batch size for merging. */
const BATCH = 1000;

/** Batches of files with cached parts. */
function createCachedBatches(section: CacheSection, onParts: (name: string, parts: FileResult) => void) {
  const batches: FreshBatch[] = [];
  let builder = createBatchBuilder();
  let positions: number[] = [];
  const flush = (): void => {
    if (positions.length > 0)
      batches.push({ batch: builder.finish(), positions: Uint32Array.from(positions) });
    builder = createBatchBuilder();
    positions = [];
  };
  return {
    /**
     * @returns false for parts missing in the cache
     */
    add: (position: number, key: RecordKey): boolean => {
      const record = section.find(key);
      const body = record === undefined ? undefined : section.body(record);
      const parts = body && unpackPart<FileResult>(body, key.name);
      if (parts === undefined) return false;
      builder.add(key.name, parts);
      onParts(key.name, parts);
      positions.push(position);
      if (positions.length === BATCH) flush();
      return true;
    },
    finish: (): FreshBatch[] => {
      flush();
      return batches;
    },
  };
}

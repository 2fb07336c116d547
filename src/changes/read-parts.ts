import { type ReadOptions, readFile } from "../infer/index.ts";
import type { FileResult } from "../model/declared.ts";
import { type FileSummary, summaryOf } from "../model/file-summary.ts";
import { type FlowState, type KnownFiles, type StateFile, stateFileKey } from "./flow-state.ts";

/** Options for reading files of states. */
export interface StateReader {
  /** The compared parts of a file. */
  readonly view: (parts: FileResult) => FileResult;
  readonly known: KnownFiles;
  readonly options: ReadOptions;
  /** Called after each file that was read. */
  readonly onRead: () => void;
}

/** Summaries of files of a state. Reads only files without a known summary. */
export async function readSummaries(
  state: FlowState,
  files: readonly StateFile[],
  reader: StateReader,
): Promise<ReadonlyMap<StateFile, FileSummary>> {
  const summaries = new Map<StateFile, FileSummary>();
  const unknown: StateFile[] = [];
  for (const file of files) {
    const summary = reader.known.summary(file);
    if (summary === undefined) unknown.push(file);
    else summaries.set(file, summary);
  }
  for await (const [file, parts] of resolved(state, unknown, reader)) summaries.set(file, summaryOf(parts));
  return summaries;
}

/**
 * The contribution of each file, in order. Reads only unknown files.
 *
 * @param loaded results by `fileKey` from earlier calls; extended
 */
export async function readParts(
  state: FlowState,
  files: readonly StateFile[],
  reader: StateReader,
  loaded: Map<string, FileResult>,
): Promise<readonly FileResult[]> {
  const unknown: StateFile[] = [];
  for (const file of files) {
    const key = stateFileKey(file);
    if (loaded.has(key)) continue;
    const parts = reader.known.parts(file);
    if (parts === undefined) unknown.push(file);
    else loaded.set(key, reader.view(parts));
  }
  for await (const [file, parts] of resolved(state, unknown, reader))
    loaded.set(stateFileKey(file), reader.view(parts));
  return files.flatMap((file) => loaded.get(stateFileKey(file)) ?? []);
}

async function* resolved(
  state: FlowState,
  files: readonly StateFile[],
  { known, options, onRead }: StateReader,
): AsyncGenerator<readonly [StateFile, FileResult]> {
  for await (const { file, contents, isExact } of state.read(files)) {
    const { environments } = file;
    const parts = readFile(contents, {
      ...options,
      ...(environments && { environments: environments.byFlow }),
    });
    known.add(file, parts, isExact ? "all" : "run");
    onRead();
    yield [file, parts];
  }
}

import type { Problem } from "../flows/problem.ts";
import type { FileCounts } from "../model/model.ts";
import type { FileEnvironments } from "../resolve/file-environments.ts";
import { problemParts } from "../resolve/resolve-file.ts";
import type { FreshBatch } from "../store/record-batch.ts";
import { createBatchBuilder } from "../store/record-batch.ts";
import { NO_RECORDS, withSource } from "../store/record-table.ts";
import { type UpdatedStore, updateStore } from "../store/update-store.ts";
import { AssetsError } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { FileChanges } from "./file-changes.ts";
import { UNKNOWN } from "./file-key.ts";
import { linkScan } from "./link-scan.ts";
import { type OpenRecords, openRecords } from "./open-store.ts";
import { readChanged } from "./read-changed.ts";
import type { RefreshedStore } from "./refreshed-store.ts";
import { saveIndex } from "./save-index.ts";
import { about } from "./scan-options.ts";
import { reportOf } from "./scan-report.ts";
import { indexContents } from "./store-index.ts";
import { writeUpdatedStore } from "./write-updated-store.ts";

/** The environments of the files of a scan, by name; nothing is written. A file without an entry has none. */
export async function linkedEnvironments(
  changes: FileChanges,
): Promise<ReadonlyMap<string, FileEnvironments>> {
  const records = recordsOf(changes);
  try {
    return (await readAndLink(changes, records)).linkedScan.environments;
  } finally {
    records?.close();
  }
}

function recordsOf({ options, index }: FileChanges): OpenRecords | undefined {
  const { store, cache: place } = options;
  return place && index && openRecords(store.path, place, index.header);
}

async function readAndLink(changes: FileChanges, records: OpenRecords | undefined) {
  const old = records && changes.index?.table(records);
  const { kept, changed } = compareFiles(changes, old?.files.names ?? []);
  const read = await readChanged(changes, changed);
  return { old, kept, read, linkedScan: await linkScan(changes, old, kept, read) };
}

/** Reads the changed files, updates the store and writes it. */
export async function updateFromFiles(changes: FileChanges): Promise<RefreshedStore> {
  const { options, found, cache, dependsOn } = changes;
  const { store, cache: place, write, refuseEmpty = false } = options;
  const records = recordsOf(changes);
  try {
    const { old, kept, read, linkedScan } = await readAndLink(changes, records);
    const { fresh, keys } = read;
    const { linked, fresh: again } = linkedScan;
    const beforeLinks = updateStore(old ?? NO_RECORDS, {
      kept,
      fresh: [...fresh, unreadableFolders(found.problems, found.files.length)],
      files: found.files.length + found.problems.length,
      about: about(options),
    });
    const updated = withFilesAgain(beforeLinks, again, about(options));
    const { files, roots } = updated.head;
    if (refuseEmpty && files.withFlows === 0 && files.unreadable === 0) throw nothingFound(files, roots);
    let rest: ReturnType<typeof finish> | undefined;
    const finish = () => {
      const report = reportOf(updated);
      const scan = { options: dependsOn, names: updated.table.files.names, keys, report, linked };
      return { report, contents: place && write && indexContents(place.build, scan, updated.table) };
    };
    const meanwhile = () => (rest ??= finish());
    const written = await writeUpdatedStore(updated, store, { hasOld: old !== undefined, write, meanwhile });
    const { state, file, problem, inventory } = written;
    const { report, contents } = meanwhile();
    if (place && contents && file !== undefined) saveIndex(place, store.path, file, updated, contents);
    cache.save();
    return { report, state, inventory, ...(problem && { problem }) };
  } finally {
    records?.close();
  }
}

/** An updated store with other records of some of its files. */
function withFilesAgain(
  updated: UpdatedStore,
  again: readonly FreshBatch[],
  aboutStore: ReturnType<typeof about>,
): UpdatedStore {
  if (again.length === 0) return updated;
  const { table, text } = updated;
  const source = Buffer.concat(Array.from(text.blocks(), (block) => Buffer.from(block)));
  const kept = Int32Array.from(table.files.names, (_, file) => file);
  for (const { positions } of again) for (const position of positions) kept[position] = -1;
  return updateStore(withSource(table, source), {
    kept,
    fresh: again,
    files: kept.length,
    about: aboutStore,
  });
}

/** Unchanged files by their positions in the previous store, and files to read. */
function compareFiles({ index, found, keys }: FileChanges, names: readonly string[]) {
  const before = index?.scan()?.keys() ?? [];
  let positions: ReadonlyMap<string, number> | undefined;
  let next = 0;
  const positionOf = (name: string): number | undefined => {
    // Usually in the order of the previous scan.
    if (names[next] === name) return next++;
    positions ??= new Map(names.map((file, position) => [file, position]));
    const position = positions.get(name);
    if (position !== undefined) next = position + 1;
    return position;
  };
  const kept = new Int32Array(names.length).fill(-1);
  const changed: number[] = [];
  for (const [now, { shownAs }] of found.files.entries()) {
    const position = positionOf(shownAs);
    if (position !== undefined && keys[now] !== UNKNOWN && keys[now] === before[position])
      kept[position] = now;
    else changed.push(now);
  }
  return { kept, changed };
}

/** Unreadable folders, after all files. */
function unreadableFolders(problems: readonly Problem[], first: number): FreshBatch {
  const builder = createBatchBuilder();
  for (const problem of problems) builder.add(problem.place.file, problemParts(problem), true);
  return { batch: builder.finish(), positions: Uint32Array.from(problems, (_, index) => first + index) };
}

/** An empty inventory usually means a wrong path. */
function nothingFound(files: FileCounts, roots: readonly string[]): AssetsError {
  const where = roots.map((root) => `"${root}"`).join(", ");
  const message =
    files.found === 0
      ? `no YAML file under ${where}`
      : `no flow under ${where}: ${count(files.found, "YAML file")}, none with id, namespace and tasks`;
  return new AssetsError(message, {
    hint: "Specify the folder with your flows: `assets scan <paths>`.",
    exitCode: 3,
  });
}

import { flowKey } from "../model/keys.ts";
import type { FileLinks } from "../model/links.ts";
import type { FlowId } from "../model/model.ts";
import type { FileEnvironments } from "../resolve/file-environments.ts";
import { type FilesToLink, type LinksOfFile, linkFiles, NONE } from "../resolve/link-files.ts";
import { claimsOfBatch, claimsOfTable } from "../store/asset-claims.ts";
import { countOf, recordsIn } from "../store/lines.ts";
import type { FreshBatch } from "../store/record-batch.ts";
import type { RecordTable } from "../store/record-table.ts";
import type { FileChanges } from "./file-changes.ts";
import { type FileToRead, shareWork } from "./read/batch.ts";
import { readInPool, threadsFor } from "./read/pool.ts";
import type { ReadBatch } from "./read/read-batch.ts";
import type { ChangedFiles } from "./read-changed.ts";
import type { StoredLinks } from "./store-index.ts";

/** Results of linking the flows of all files. */
export interface LinkedScan {
  /** Files with records of an outdated environment, read again with the current one. */
  readonly fresh: readonly FreshBatch[];
  readonly linked: StoredLinks;
  /** By name of the file. A file without an entry has none. */
  readonly environments: ReadonlyMap<string, FileEnvironments>;
}

const NOTHING: StoredLinks = { links: {}, hashes: {} };
const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * Links the flows of all files of a scan.
 *
 * @param old the store before, with its files at the positions in `kept`
 */
export async function linkScan(
  changes: FileChanges,
  old: RecordTable | undefined,
  kept: Int32Array,
  { fresh, links: ofChanged }: ChangedFiles,
): Promise<LinkedScan> {
  const { index, found, resolving } = changes;
  const before = (old && index?.scan()?.linked()) ?? NOTHING;
  const dropped = droppedFiles(old, kept);
  const had = (name: string) => (dropped.has(name) ? NONE : (before.hashes[name] ?? NONE));
  const known = new Map<string, LinksOfFile>(
    [...ofChanged].map(([name, flows]) => [name, { [NONE]: { flows } }]),
  );
  for (const [name, own] of Object.entries(before.links)) if (!dropped.has(name)) known.set(name, own);
  let files: ReadonlyMap<string, readonly string[]> | undefined;
  const filesOf = (flow: string): readonly string[] => {
    files ??= filesByFlow(old, dropped, fresh);
    return files.get(flow) ?? [];
  };
  const claimsWithout = (without: ReadonlySet<string>) => {
    const isWanted = (file: string) => !without.has(file);
    return [
      ...(changes.options.live ?? []),
      ...(old ? claimsOfTable(old, (file) => !dropped.has(file) && isWanted(file)) : []),
      ...fresh.flatMap(({ batch }) => [...claimsOfBatch(batch, isWanted)]),
    ];
  };
  const read = (wanted: FilesToLink) => readAgain(changes, wanted);
  const { maxCases } = resolving;
  const steps = linkFiles({ links: known, filesOf, hashOf: had, unclaimed: [], claimsWithout, maxCases });
  const reads: ReadWith[] = [];
  let step = steps.next();
  while (!step.done) {
    const byName = new Map<string, FileLinks>();
    const hashOf = new Map(step.value.map(([name, own]) => [name, own?.hash ?? NONE]));
    for (const { batch, positions, links: own } of await read(step.value)) {
      reads.push({ batch, positions, hashOf });
      for (const [at, fileLinks] of own.entries()) byName.set(batch.files.names[at] ?? "", fileLinks);
    }
    step = steps.next(step.value.map(([name]) => byName.get(name) ?? { flows: [], claims: [] }));
  }
  const { environments, links } = step.value;
  const hashes = Object.fromEntries([...environments].map(([name, { hash }]) => [name, hash]));
  const stale = [...new Set([...environments.keys(), ...Object.keys(before.hashes)])].filter(
    (name) => (hashes[name] ?? NONE) !== had(name),
  );
  const present = stale.length > 0 ? new Set(found.files.map(({ shownAs }) => shownAs)) : NO_NAMES;
  const needed = new Map(
    stale.filter((name) => present.has(name)).map((name) => [name, hashes[name] ?? NONE]),
  );
  const usable = takeUsable(reads, needed);
  const again = await read([...needed.keys()].map((name) => [name, environments.get(name)]));
  return {
    fresh: [...usable, ...again].map(({ batch, positions }) => ({ batch, positions })),
    linked: { links, hashes },
    environments,
  };
}

/** The names of the files in the older store whose records are removed. */
function droppedFiles(old: RecordTable | undefined, kept: Int32Array): ReadonlySet<string> {
  const names = old?.files.names ?? [];
  const dropped = new Set<string>();
  for (let file = 0; file < names.length; file++) if ((kept[file] ?? -1) < 0) dropped.add(names[file] ?? "");
  return dropped;
}

/** A batch that was read while linking, with the hash of the environment of each file. */
interface ReadWith extends FreshBatch {
  readonly hashOf: ReadonlyMap<string, string>;
}

/**
 * The batches that need not be read again: all of their files have their last environment.
 *
 * @param needed files that are needed, by name, with the hash of their environment; files of the result are removed
 */
function takeUsable(reads: readonly ReadWith[], needed: Map<string, string>): readonly ReadWith[] {
  return reads.filter(({ batch, hashOf }) => {
    const { names } = batch.files;
    const isUsable = names.every((name) => needed.has(name) && needed.get(name) === hashOf.get(name));
    if (isUsable) for (const name of names) needed.delete(name);
    return isUsable;
  });
}

/** Reads files with their environments. */
async function readAgain(
  { options, found, resolving }: FileChanges,
  wanted: FilesToLink,
): Promise<readonly ReadBatch[]> {
  if (wanted.length === 0) return [];
  const positions = new Map(found.files.map(({ shownAs }, position) => [shownAs, position]));
  const files = wanted.flatMap(([name, environments]): FileToRead[] => {
    const position = positions.get(name);
    const file = position === undefined ? undefined : found.files[position];
    if (position === undefined || file === undefined) return [];
    const own = options.environmentOf?.(name);
    return [
      {
        ...{ position, path: file.path, shownAs: name, withClaims: true },
        resolving: {
          ...(own?.resolving ?? resolving),
          ...(environments && { environments: environments.byFlow }),
        },
        ...(own?.repositoryFiles && { repositoryFiles: own.repositoryFiles }),
      },
    ];
  });
  const batches: ReadBatch[] = [];
  const threads = options.threads ?? threadsFor(files.length);
  await readInPool(
    shareWork(files, resolving),
    threads,
    (batch) => batches.push(batch),
    () => {},
  );
  return batches;
}

/** The files with each flow, by `flowKey`. */
function filesByFlow(
  old: RecordTable | undefined,
  dropped: ReadonlySet<string>,
  fresh: readonly FreshBatch[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (flow: string, file: string) => {
    const files = found.get(flow);
    if (files) files.push(file);
    else found.set(flow, [file]);
  };
  if (old !== undefined) {
    const { flows } = old.lists;
    for (const [at, record] of recordsIn<FlowId>(flows, 0, countOf(flows)).entries()) {
      const name = old.files.names[flows.files[at] ?? 0] ?? "";
      if (!dropped.has(name)) add(flowKey(record), name);
    }
  }
  for (const { batch } of fresh) {
    for (const [at, namespace] of batch.flows.namespaces.entries()) {
      const flow = batch.flows.ids[at] ?? "";
      add(flowKey({ namespace, flow }), batch.files.names[batch.lists.flows.files[at] ?? 0] ?? "");
    }
  }
  return found;
}

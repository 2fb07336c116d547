import { readFile } from "../infer/index.ts";
import type { DeclaredBundle, DeclaredEntry, FileResult } from "../model/declared.ts";
import { type FileSummary, hasKeyIn, hasPattern, idsIn, similarityKey } from "../model/file-summary.ts";
import type { Place, TaskId } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { isPattern, literalLength, matchesPattern } from "../model/pattern.ts";
import type { Json } from "../util/json.ts";
import { type Commit, type FileState, listCommits } from "./commits.ts";
import { foundBy } from "./find-flow-files.ts";
import { type KnownFiles, type StateFile, stateFileKey } from "./flow-state.ts";
import { type Repository, resolveRevision, shownPath } from "./repository.ts";
import { readRevisionFiles, revisionFile } from "./revision-state.ts";
import { sameJson } from "./same-json.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/** The history of one asset in git. Plain data. */
export interface AssetHistory {
  readonly asset: string;
  /** Newest commit of the history. */
  readonly head: string;
  /** Number of commits read. */
  readonly commits: number;
  /** The clone is shallow: earlier history is missing. */
  readonly shallow: boolean;
  /** Oldest first; empty if no commit contains the asset. */
  readonly entries: readonly HistoryEntry[];
}

export interface HistoryEntry {
  readonly commit: string;
  readonly author: string;
  readonly email: string;
  readonly date: string;
  readonly subject: string;
  /** End of the clone: the state may be older than this commit. */
  readonly atLeastSince?: true;
  readonly events: readonly HistoryEvent[];
}

/**
 * declared: the first declaration in any commit, or the first after all were removed. gone: the last declaration was
 * removed. writer, reader: a task started or stopped writing or reading the asset, or moved to another file. field: a
 * field changed. A pattern neither declares nor keeps an asset.
 */
export type HistoryEvent =
  | { readonly kind: "declared"; readonly by: TaskId; readonly place: Place; readonly writes: boolean }
  | { readonly kind: "gone" }
  | {
      readonly kind: "writer" | "reader";
      readonly change: "added" | "removed" | "moved";
      /** The pattern in the task that may match the asset at run time. Absent: the asset itself. */
      readonly as?: string;
      readonly by: TaskId;
      readonly place: Place;
      readonly before?: Place;
    }
  | {
      readonly kind: "field";
      readonly field: string;
      readonly as?: string;
      readonly by: TaskId;
      readonly place: Place;
      readonly before?: Json;
      readonly after?: Json;
    };

/**
 * The history of an asset up to a commit: its first declaration, and all later changes of writers, readers and
 * metadata. The declarations of a flow depend only on its file, so only changed files are read. A task keeps its
 * identity when its file moves.
 */
export async function assetHistory(
  repository: Repository,
  id: string,
  options: SnapshotOptions,
  known: KnownFiles,
): Promise<AssetHistory> {
  const head = await resolveRevision(repository, "HEAD");
  const commits = await listCommits(repository, head);
  const read = await readMentions(repository, commits, id, options, known);
  const present = new Map<string, Mention>();
  const entries: HistoryEntry[] = [];
  for (const commit of commits) {
    const events = eventsOf(commit, read, present);
    if (events.length === 0) continue;
    const { commit: name, author, email, date, subject, isBoundary } = commit;
    const since = isBoundary && ({ atLeastSince: true } as const);
    entries.push({ commit: name, author, email, date, subject, ...since, events });
  }
  return { asset: id, head, commits: commits.length, shallow: repository.isShallow, entries };
}

/** One writing or reading task, in one state of its file. */
interface Mention {
  readonly as?: string;
  readonly writes: boolean;
  readonly by: TaskId;
  readonly place: Place;
  readonly fields: Readonly<Record<string, Json>>;
}

type Mentions = ReadonlyMap<string, Mention>;
type ReadMentions = (state: FileState | undefined) => Mentions;

/**
 * The mentions of the asset in every state of every file of a commit. Each state is read once, and skipped for other
 * assets if it is known not to contain them.
 */
async function readMentions(
  repository: Repository,
  commits: readonly Commit[],
  id: string,
  options: SnapshotOptions,
  known: KnownFiles,
): Promise<ReadMentions> {
  const isFound = foundBy(repository, options.roots, options.exclude);
  const states = new Map<string, StateFile>();
  for (const { changes } of commits) {
    for (const { before, after } of changes) {
      for (const state of [before, after]) {
        if (state === undefined || !isFound(state.path)) continue;
        const file = stateFile(repository, state);
        states.set(stateFileKey(file), file);
      }
    }
  }
  const mayBe = nameTest(id);
  const asset = new Set([similarityKey(id)]);
  const mentions = new Map<string, Mentions>();
  const note = (file: StateFile, parts: FileResult): void => {
    mentions.set(stateFileKey(file), mentionsIn(entriesOf(parts), id, mayBe));
  };
  const unknown: StateFile[] = [];
  for (const file of states.values()) {
    const summary = known.summary(file);
    if (summary !== undefined && !mayName(summary, asset, mayBe)) continue;
    const parts = known.parts(file);
    if (parts === undefined) unknown.push(file);
    else note(file, parts);
  }
  for await (const { file, contents } of readRevisionFiles(repository, unknown)) {
    const parts = readFile(contents, options.resolve);
    note(file, parts);
    // The results per state are small, so that a long history needs little memory.
    if (known.summary(file) === undefined) known.add(file, parts, "summary");
  }
  return (state) =>
    (state && mentions.get(stateFileKey(stateFile(repository, state)))) ?? new Map<string, Mention>();
}

function stateFile(repository: Repository, { path, hash }: FileState): StateFile {
  return revisionFile(shownPath(repository, path), hash);
}

/** Whether a file contains the asset, or a pattern that may match it. */
function mayName(summary: FileSummary, asset: ReadonlySet<number>, mayBe: (id: string) => boolean): boolean {
  const isNamed = hasPattern(summary) || hasKeyIn(summary, asset, "asset");
  return isNamed && idsIn(summary).some(mayBe);
}

/** Whether an entry is the asset or a pattern that may match it. For a pattern, only equal patterns count. */
function nameTest(id: string): (candidate: string) => boolean {
  return (candidate) =>
    candidate === id ||
    (!isPattern(id) && isPattern(candidate) && literalLength(candidate) > 0 && matchesPattern(candidate, id));
}

interface NamedEntry {
  readonly bundle: DeclaredBundle;
  readonly entry: DeclaredEntry;
  readonly writes: boolean;
}

function entriesOf({ flows }: FileResult): NamedEntry[] {
  return flows
    .flatMap((flow) => flow.bundles)
    .flatMap((bundle) => [
      ...bundle.outputs.map((entry) => ({ bundle, entry, writes: true })),
      ...bundle.inputs.map((entry) => ({ bundle, entry, writes: false })),
    ]);
}

function mentionsIn(
  entries: readonly NamedEntry[],
  id: string,
  mayBe: (candidate: string) => boolean,
): Mentions {
  const mentions = new Map<string, Mention>();
  for (const { bundle, entry, writes } of entries) {
    if (!mayBe(entry.id)) continue;
    const { namespace, flow, task } = bundle;
    const key = JSON.stringify([namespace, flow, task, writes, entry.id]);
    if (mentions.has(key)) continue;
    mentions.set(key, {
      ...(entry.id !== id && { as: entry.id }),
      writes,
      by: { namespace, flow, task },
      place: entry.place,
      fields: fieldsOf(bundle, entry),
    });
  }
  return mentions;
}

function fieldsOf({ taskType }: DeclaredBundle, { claim, certainty }: DeclaredEntry): Record<string, Json> {
  const { metadata = {}, ...plain } = claim;
  return Object.fromEntries([
    ["task type", taskType],
    ["certainty", certainty],
    ...Object.entries(plain).filter(([, value]) => value !== undefined),
    ...Object.entries(metadata).map(([key, value]) => [`metadata.${key}`, value]),
  ]) as Record<string, Json>;
}

function eventsOf({ changes }: Commit, read: ReadMentions, present: Map<string, Mention>): HistoryEvent[] {
  const before = new Map<string, Mention>();
  const after = new Map<string, Mention>();
  for (const change of changes) {
    for (const [key, mention] of read(change.before)) before.set(key, mention);
    for (const [key, mention] of read(change.after)) after.set(key, mention);
  }
  if (before.size + after.size === 0) return [];
  const hadAny = present.size > 0;
  for (const key of before.keys()) if (!after.has(key)) present.delete(key);
  for (const [key, mention] of after) if (mention.as === undefined) present.set(key, mention);
  const events: HistoryEvent[] = [];
  for (const key of [...new Set([...before.keys(), ...after.keys()])].sort(compareText)) {
    events.push(...mentionEvents(before.get(key), after.get(key)));
  }
  if (!hadAny && present.size > 0) {
    const all = [...after.values()].filter((mention) => mention.as === undefined);
    const first = all.find((mention) => mention.writes) ?? all[0];
    if (first) {
      const own = events.findIndex((event) => isAdded(event, first));
      if (own >= 0) events.splice(own, 1);
      events.unshift({ kind: "declared", by: first.by, place: first.place, writes: first.writes });
    }
  }
  if (hadAny && present.size === 0) events.push({ kind: "gone" });
  return events;
}

/** The event that "declared" already covers. */
function isAdded(event: HistoryEvent, { writes, by }: Mention): boolean {
  return event.kind === (writes ? "writer" : "reader") && event.change === "added" && event.by === by;
}

function* mentionEvents(old: Mention | undefined, now: Mention | undefined): Generator<HistoryEvent> {
  const either = now ?? old;
  if (either === undefined) return;
  const { by, place } = either;
  const as = either.as !== undefined && { as: either.as };
  const kind = either.writes ? "writer" : "reader";
  if (old === undefined || now === undefined) {
    yield { kind, change: old === undefined ? "added" : "removed", ...as, by, place };
    return;
  }
  if (old.place.file !== now.place.file) yield { kind, change: "moved", ...as, by, place, before: old.place };
  for (const field of [...new Set([...Object.keys(old.fields), ...Object.keys(now.fields)])].sort(
    compareText,
  )) {
    const [before, after] = [own(old.fields, field), own(now.fields, field)];
    if (sameJson(before, after)) continue;
    yield {
      kind: "field",
      field,
      ...as,
      by,
      place,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  }
}

function own(map: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

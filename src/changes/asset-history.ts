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

/** The story of one asset, as git tells it. Plain data. */
export interface AssetHistory {
  readonly asset: string;
  /** The commit that the history was read from. */
  readonly head: string;
  /** How many commits were looked at. */
  readonly commits: number;
  /** The clone is shallow: what came before its oldest commits is not known. */
  readonly shallow: boolean;
  /** The oldest first; empty when no commit names the asset. */
  readonly entries: readonly HistoryEntry[];
}

export interface HistoryEntry {
  readonly commit: string;
  readonly author: string;
  readonly email: string;
  readonly date: string;
  readonly subject: string;
  /** The clone ends here: it was so in this commit, and may have been so for long. */
  readonly atLeastSince?: true;
  readonly events: readonly HistoryEvent[];
}

/**
 * declared: the first declaration that any commit holds, or the first after all were gone. gone: no declaration is left.
 * writer, reader: a task that began or ceased to write or read it, or that moved to another file. field: what is said
 * of it was said otherwise before. A pattern neither declares an asset nor keeps it from being gone.
 */
export type HistoryEvent =
  | { readonly kind: "declared"; readonly by: TaskId; readonly place: Place; readonly writes: boolean }
  | { readonly kind: "gone" }
  | {
      readonly kind: "writer" | "reader";
      readonly change: "added" | "removed" | "moved";
      /** The pattern that the task writes or reads, which a run may find to be the asset. Absent: the asset itself. */
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
 * Everything that happened to an asset in the history of a commit: who declared it first, every change of the tasks that
 * write and read it, and to its metadata. A flow's declarations depend on its own file alone, so that only files that
 * a commit changed are read. A task is the same wherever its file is moved to.
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

/** One task that writes or reads the asset, in one state of its file. */
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
 * What every state of every file that a commit touched says about the asset. Each is read once, and not again for
 * another asset where it is known not to name it.
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
    // Little is kept of each state, so that a long history needs little room.
    if (known.summary(file) === undefined) known.add(file, parts, "summary");
  }
  return (state) =>
    (state && mentions.get(stateFileKey(stateFile(repository, state)))) ?? new Map<string, Mention>();
}

function stateFile(repository: Repository, { path, hash }: FileState): StateFile {
  return revisionFile(shownPath(repository, path), hash);
}

/** Whether a file names the asset, or a pattern that may be it. */
function mayName(summary: FileSummary, asset: ReadonlySet<number>, mayBe: (id: string) => boolean): boolean {
  const isNamed = hasPattern(summary) || hasKeyIn(summary, asset, "asset");
  return isNamed && idsIn(summary).some(mayBe);
}

/** Whether an entry names the asset, or a pattern that may be it. Of a pattern only the pattern itself is told. */
function nameTest(id: string): (other: string) => boolean {
  return (other) =>
    other === id ||
    (!isPattern(id) && isPattern(other) && literalLength(other) > 0 && matchesPattern(other, id));
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

function mentionsIn(entries: readonly NamedEntry[], id: string, mayBe: (other: string) => boolean): Mentions {
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

/** The event that says of a mention what "declared" says already. */
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

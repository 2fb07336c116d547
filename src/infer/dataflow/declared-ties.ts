import type { DeclaredEntry } from "../../model/declared.ts";
import { draftId } from "../../model/draft-id.ts";
import type { TaskId, Tie } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import type { Json } from "../../util/json.ts";
import type { DeclaredCase } from "./declared-sides.ts";

/**
 * Ties between declared and inferred ids of a task: if exactly one of its resources has the name of the
 * declared id, both are one asset.
 */
export function tiesOf(
  task: TaskId,
  declared: readonly Pick<DeclaredCase, "entries">[],
  accessed: readonly DeclaredEntry[],
): readonly Tie[] {
  const exact = accessed.filter(({ id }) => !isPattern(id));
  if (exact.length === 0) return [];
  const answersTo = answering(exact);
  return declared.flatMap(({ entries }) =>
    entries.flatMap((entry): Tie[] => {
      if (isPattern(entry.id)) return [];
      const found = answersTo(entry).map(({ asset }) => asset);
      const only = found[0]?.id;
      if (only === undefined || only === entry.id || found.some(({ id }) => id !== only)) return [];
      const ids = entry.id < only ? ([entry.id, only] as const) : ([only, entry.id] as const);
      return [{ ...task, ids, reason: "task", place: entry.place }];
    }),
  );
}

/** The resources that a task touches and does not declare. Empty if a declared asset may be one of them. */
export function undeclaredIn(
  declared: readonly DeclaredEntry[],
  accessed: readonly DeclaredEntry[],
): readonly DeclaredEntry[] {
  if (declared.some(({ id }) => isPattern(id))) return [];
  const answersTo = answering(accessed);
  const byId = groups(accessed, ({ id }) => [id]);
  const answered = new Set<DeclaredEntry>();
  for (const entry of declared) {
    const found = [...answersTo(entry).map((answer) => answer.entry), ...(byId.get(entry.id) ?? [])];
    if (found.length === 0) return [];
    for (const answer of found) answered.add(answer);
  }
  return accessed.filter((candidate) => !answered.has(candidate) && candidate.certainty === "exact");
}

interface Accessed {
  readonly entry: DeclaredEntry;
  readonly asset: AccessedAsset;
  readonly at: number;
}

/** Up to this number of resources, comparing each costs less than an index. */
const FEW = 8;

/** The resources that a declared entry may be, in their order. */
function answering(accessed: readonly DeclaredEntry[]): (declared: DeclaredEntry) => readonly Accessed[] {
  const all = accessed.map((entry, at): Accessed => ({ entry, asset: accessedAsset(entry), at }));
  const candidatesFor = all.length > FEW ? index(all) : () => all;
  return (declared) => {
    const id = folded(declared.id);
    return candidatesFor(declared, id).filter(({ asset }) => answersTo(asset, declared, id));
  };
}

/** Looks up the resources that share a name or a field with a declared entry: there can be thousands of both. */
function index(all: readonly Accessed[]): (declared: DeclaredEntry, id: string) => readonly Accessed[] {
  const byKey = groups(all, ({ asset: { id, name, metadata, draft } }) => [
    `draft ${draft()}`,
    `name ${name}`,
    ...suffixes(name).map((suffix) => `suffix ${suffix}`),
    `location ${id}`,
    ...(metadata.location === undefined ? [] : [`location ${metadata.location}`]),
    ...(metadata.name === undefined ? [] : [`field ${folded(metadata.name)}`]),
  ]);
  return (declared, id) => {
    const said = declared.claim.metadata ?? {};
    const keys = [
      `draft ${declared.id}`,
      `name ${id}`,
      `suffix ${id}`,
      ...suffixes(id).map((suffix) => `name ${suffix}`),
      ...LOCATIONS.flatMap((key) => (said[key] === undefined ? [] : [`location ${said[key]}`])),
      ...(said.name === undefined ? [] : [`field ${folded(said.name)}`]),
    ];
    const candidates = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
    return [...candidates].sort((a, b) => a.at - b.at);
  };
}

/** The ends of a name after each of its dots. */
function suffixes(name: string): readonly string[] {
  const found: string[] = [];
  for (let at = name.indexOf("."); at !== -1; at = name.indexOf(".", at + 1)) found.push(name.slice(at + 1));
  return found;
}

function groups<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = found.get(key);
      if (group) group.push(item);
      else found.set(key, [item]);
    }
  }
  return found;
}

interface AccessedAsset {
  readonly id: string;
  /** The part of the id after its last slash, in folded case. */
  readonly name: string;
  readonly metadata: Readonly<Record<string, Json>>;
  /** The id that a draft would have. */
  readonly draft: () => string;
}

function accessedAsset(entry: DeclaredEntry): AccessedAsset {
  const { id, claim } = entry;
  let draft: string | undefined;
  return {
    id,
    name: folded(id.slice(id.lastIndexOf("/") + 1)),
    metadata: claim.metadata ?? {},
    draft: () => {
      draft ??= draftId(entry);
      return draft;
    },
  };
}

/** Fields of metadata that hold an id or a location. */
export const LOCATIONS = ["location", "path", "uri", "address"];

/** The part of a name after its last dot. Names of which one is the end of the other have it in common. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** @param id the declared id in folded case */
function answersTo(accessed: AccessedAsset, declared: DeclaredEntry, id: string): boolean {
  const said = declared.claim.metadata;
  const { name, metadata: done } = accessed;
  if (accessed.draft() === declared.id) return true;
  if (said === undefined) return isSuffix(name, id);
  for (const key of LOCATIONS) {
    if (said[key] !== undefined && (said[key] === accessed.id || said[key] === done.location)) return true;
  }
  if (said.name !== undefined && done.name !== undefined) {
    return (["database", "schema", "name"] as const).every(
      (key) => said[key] === undefined || done[key] === undefined || folded(said[key]) === folded(done[key]),
    );
  }
  return isSuffix(name, id);
}

/** Whether two names are equal, or one ends with a dot and the other. */
function isSuffix(some: string, other: string): boolean {
  if (some.length === other.length) return some === other;
  const [short, long] = some.length < other.length ? [some, other] : [other, some];
  return long.endsWith(short) && long[long.length - short.length - 1] === ".";
}

function folded(value: Json | undefined): string {
  return String(value).toLowerCase();
}

/** Two spellings of a name: as written, and in the case of the system. */
export function caseTies(task: TaskId, accessed: readonly DeclaredEntry[]): readonly Tie[] {
  return accessed.flatMap(({ id, sameAs, place }): Tie[] =>
    sameAs === undefined
      ? []
      : [{ ...task, ids: id < sameAs ? [id, sameAs] : [sameAs, id], reason: "case", place }],
  );
}

import type { DeclaredEntry } from "../../model/declared.ts";
import type { TaskId, Tie } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import type { Json } from "../../util/json.ts";
import type { DeclaredCase } from "./declared-sides.ts";

/**
 * What a task declares, and what it does, under two names: where exactly one of the resources that it touches answers
 * to the declared id, the two are one asset.
 */
export function tiesOf(
  task: TaskId,
  declared: readonly DeclaredCase[],
  touched: readonly DeclaredEntry[],
): readonly Tie[] {
  const exact = touched.filter(({ id }) => !isPattern(id)).map(touchedAsset);
  if (exact.length === 0) return [];
  return declared.flatMap(({ entries }) =>
    entries.flatMap((entry): Tie[] => {
      if (isPattern(entry.id)) return [];
      const folding = folded(entry.id);
      const found = exact.filter((each) => answersTo(each, entry, folding));
      const only = found[0]?.id;
      if (only === undefined || only === entry.id || found.some(({ id }) => id !== only)) return [];
      const ids = entry.id < only ? ([entry.id, only] as const) : ([only, entry.id] as const);
      return [{ ...task, ids, reason: "task", place: entry.place }];
    }),
  );
}

interface TouchedAsset {
  readonly id: string;
  /** The id behind its last slash, with the case folded. */
  readonly name: string;
  readonly metadata: Readonly<Record<string, Json>>;
}

function touchedAsset({ id, claim }: DeclaredEntry): TouchedAsset {
  return { id, name: folded(id.slice(id.lastIndexOf("/") + 1)), metadata: claim.metadata ?? {} };
}

/** Fields of metadata that hold an id or a location. */
export const LOCATIONS = ["location", "path", "uri", "address"];

/** The part of a name behind its last dot. Names of which one is the end of the other have it in common. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** @param id the declared id with the case folded */
function answersTo(touched: TouchedAsset, declared: DeclaredEntry, id: string): boolean {
  const said = declared.claim.metadata;
  const { name, metadata: done } = touched;
  if (said === undefined) return isSuffix(name, id);
  for (const key of LOCATIONS) {
    if (said[key] !== undefined && (said[key] === touched.id || said[key] === done.location)) return true;
  }
  if (said.name !== undefined && done.name !== undefined) {
    return (["database", "schema", "name"] as const).every(
      (key) => said[key] === undefined || done[key] === undefined || folded(said[key]) === folded(done[key]),
    );
  }
  return isSuffix(name, id);
}

/** Whether two names are equal, or one of them is the end of the other behind a dot. */
function isSuffix(some: string, other: string): boolean {
  if (some.length === other.length) return some === other;
  const [short, long] = some.length < other.length ? [some, other] : [other, some];
  return long.endsWith(short) && long[long.length - short.length - 1] === ".";
}

function folded(value: Json | undefined): string {
  return String(value).toLowerCase();
}

/** Two spellings of one name: as written, and as the system folds its case. */
export function caseTies(task: TaskId, touched: readonly DeclaredEntry[]): readonly Tie[] {
  return touched.flatMap(({ id, sameAs, place }): Tie[] =>
    sameAs === undefined
      ? []
      : [{ ...task, ids: id < sameAs ? [id, sameAs] : [sameAs, id], reason: "case", place }],
  );
}

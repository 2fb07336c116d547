import type { Asset, Bundle, BundleEntry } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { editDistance } from "../util/edit-distance.ts";
import type { Sides } from "./compared.ts";
import { jsonKey } from "./same-json.ts";

/** Larger numbers give unreliable guesses, and the work grows with their product. */
const MAX_CANDIDATES = 200;

/**
 * Guesses the new id of assets without a writer: the same task wrote both ids, the text of the id was edited (not only
 * the values of an expression), and the type is the same. Among several candidates, equal inputs and metadata, then the
 * most similar ids win. The result is marked as a guess.
 *
 * @returns from the removed id to the new one
 */
export function guessRenames({ before, after }: Sides): ReadonlyMap<string, string> {
  const olds = new Map(before.assets.map((asset) => [asset.id, asset]));
  const news = new Map(after.assets.map((asset) => [asset.id, asset]));
  // An asset with only readers left is included: the readers still use the old name.
  const [writtenBefore, writtenNow] = [writtenIds(before.bundles), writtenIds(after.bundles)];
  const gone = writings(before.bundles, (id) => !writtenNow.has(id));
  const come = writings(after.bundles, (id) => !writtenBefore.has(id));
  const guesses: Guess[] = [];
  for (const [task, removed] of gone) {
    const added = come.get(task) ?? [];
    if (removed.length > MAX_CANDIDATES || added.length > MAX_CANDIDATES) continue;
    for (const old of removed) {
      for (const now of added) {
        const score = likeness(old, now, olds.get(old.entry.id), news.get(now.entry.id));
        if (score !== undefined) guesses.push({ from: old.entry.id, to: now.entry.id, score });
      }
    }
  }
  guesses.sort((a, b) => a.score - b.score || compareText(a.from, b.from) || compareText(a.to, b.to));
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of guesses) {
    if (renames.has(from) || taken.has(to)) continue;
    renames.set(from, to);
    taken.add(to);
  }
  return renames;
}

interface Guess {
  readonly from: string;
  readonly to: string;
  /** Lower is more likely. */
  readonly score: number;
}

interface Writing {
  readonly bundle: Bundle;
  readonly entry: BundleEntry;
}

/** All outputs of a candidate id, by task. Tasks keep their names when a flow is renamed or moved. */
function writings(bundles: readonly Bundle[], isWanted: (id: string) => boolean): Map<string, Writing[]> {
  const byTask = new Map<string, Writing[]>();
  for (const bundle of bundles) {
    for (const entry of bundle.outputs) {
      if (!isWanted(entry.id)) continue;
      const key = jsonKey([bundle.namespace, bundle.flow, bundle.task]);
      const known = byTask.get(key);
      if (known) known.push({ bundle, entry });
      else byTask.set(key, [{ bundle, entry }]);
    }
  }
  return byTask;
}

/** undefined: not a rename. */
function likeness(
  old: Writing,
  now: Writing,
  before: Asset | undefined,
  after: Asset | undefined,
): number | undefined {
  if (before?.type !== after?.type) return undefined;
  const [oldText, newText] = [old.entry.expression ?? old.entry.id, now.entry.expression ?? now.entry.id];
  // Another value of the same expression (another loop item, another default) is another asset.
  if (oldText === newText) return undefined;
  const [from, to] = [old.entry.id, now.entry.id];
  const longest = Math.max(from.length, to.length);
  const mistakes = editDistance(from, to, longest) ?? longest;
  const sameInputs = jsonKey(old.bundle.inputs.map(idOf)) === jsonKey(now.bundle.inputs.map(idOf));
  const sameMetadata = jsonKey(before?.metadata) === jsonKey(after?.metadata);
  return (sameInputs ? 0 : 1) + (sameMetadata ? 0 : 1) + mistakes / (longest + 1);
}

export function writtenIds(bundles: readonly Bundle[]): ReadonlySet<string> {
  return new Set(bundles.flatMap((bundle) => bundle.outputs.map(idOf)));
}

function idOf({ id }: BundleEntry): string {
  return id;
}

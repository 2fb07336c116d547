import type { PackedFiles } from "../packed/packed-files.ts";
import type { Fresh } from "./fresh-flows.ts";
import { interleave, type Run } from "./interleave.ts";
import { spliceTexts } from "./splice.ts";
import type { EntryStates, StoreState } from "./store-state.ts";
import { findText, type TextList, textAt } from "./text-list.ts";

/** The order of all assets now, against that of an older store. */
export interface AssetOrder {
  readonly ids: TextList;
  readonly runs: readonly Run[];
  /** For each older asset its position now; nothing is said of those that are gone. */
  readonly oldToNow: Uint32Array;
  /** The positions now of the ids that files which were read name, in the order of `ids` there. */
  readonly nodesOf: (from: PackedFiles) => Uint32Array;
  /** Positions now of the assets that some changed file names, or named, ascending. */
  readonly touched: readonly number[];
}

/** @param gone the groups of the older store that do not stay */
export function orderAssets(old: StoreState, fresh: Fresh, gone: readonly number[]): AssetOrder {
  const oldCount = old.assets.flags.length;
  const left = mentionsLeft(old, gone);
  const before = new Map<string, number>();
  const added: string[] = [];
  for (const id of idsIn(fresh)) {
    const position = oldCount === 0 ? undefined : findText(old.assets.ids, id);
    if (position === undefined) added.push(id);
    else {
      before.set(id, position);
      left.set(position, STAYS);
    }
  }
  // Without a comparison of our own: the system's is that of code units, too, and far quicker.
  added.sort();
  const goneAssets = [...left].flatMap(([asset, mentions]) => (mentions === 0 ? [asset] : []));
  goneAssets.sort((a, b) => a - b);
  const runs = interleave(
    oldCount,
    goneAssets,
    added.length,
    (index, at) => textAt(old.assets.ids, index) < (added[at] ?? ""),
  );

  const nodes = new Map<string, number>();
  const oldToNow = new Uint32Array(oldCount);
  const touched: number[] = [];
  let now = 0;
  for (const run of runs) {
    for (let index = run.from; index < run.to; index++, now++) {
      if (run.fresh) nodes.set(added[index] ?? "", now);
      else oldToNow[index] = now;
      if (run.fresh || left.has(index)) touched.push(now);
    }
  }
  for (const [id, position] of before) nodes.set(id, oldToNow[position] ?? 0);
  const known = new Map<PackedFiles, Uint32Array>();
  return {
    ids: spliceTexts(old.assets.ids, runs, (index) => added[index] ?? ""),
    runs,
    oldToNow,
    touched,
    nodesOf: (from) => {
      const positions = known.get(from) ?? Uint32Array.from(from.ids, (id) => nodes.get(id) ?? 0);
      known.set(from, positions);
      return positions;
    },
  };
}

const STAYS = Number.POSITIVE_INFINITY;

/** How many entries still name each of the assets that the groups which go name. */
function mentionsLeft({ groups, inputs, outputs, readers, writers }: StoreState, gone: readonly number[]) {
  const left = new Map<number, number>();
  const mentions = (asset: number): number =>
    [readers, writers].reduce(
      (sum, { offsets }) => sum + (offsets[asset + 1] ?? 0) - (offsets[asset] ?? 0),
      0,
    );
  const without = ({ offsets, targets }: EntryStates, first: number, end: number): void => {
    for (let at = offsets[first] ?? 0; at < (offsets[end] ?? 0); at++) {
      const asset = targets[at] ?? 0;
      left.set(asset, (left.get(asset) ?? mentions(asset)) - 1);
    }
  };
  for (const group of gone) {
    const [first, end] = [groups.bundles[group] ?? 0, groups.bundles[group + 1] ?? 0];
    without(inputs, first, end);
    without(outputs, first, end);
  }
  return left;
}

function idsIn({ groups }: Fresh): ReadonlySet<string> {
  const packs = new Set<PackedFiles>();
  for (const { flows } of groups) for (const { from } of flows) packs.add(from);
  const ids = new Set<string>();
  for (const pack of packs) for (const id of pack.ids) ids.add(id);
  return ids;
}

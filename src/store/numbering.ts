import { type NewNumbers, SAME } from "./new-numbers.ts";
import { numberOf } from "./number-of.ts";
import { NO_CLAIM, type RecordBatch } from "./record-batch.ts";
import type { RecordTable } from "./record-table.ts";
import {
  findText,
  joinTextSpans,
  lowerBound,
  type TextList,
  type TextSpan,
  textAt,
  textList,
} from "./text-list.ts";

/** Texts referenced by position, with their new positions. */
export interface Numbering<Texts> {
  readonly texts: Texts;
  /** The new position of each text of the older store; undefined behaviour for removed ones. */
  readonly ofOld: NewNumbers;
  readonly ofBatch: (batch: RecordBatch) => Uint32Array;
}

export interface AssetNumbering extends Numbering<TextList> {
  /** For each asset its position in the older store, or -1. */
  readonly before: Int32Array;
  /** The assets in dropped and fresh bundles, ascending: their positions in the older store, and the new ones. */
  readonly touched: readonly number[];
  readonly dirty: readonly number[];
}

/**
 * The sorted ids of all assets. An old id stays while a bundle contains it.
 *
 * @param dropped dropped bundles of the older store
 */
export function numberAssets(
  old: RecordTable,
  dropped: readonly number[],
  batches: readonly RecordBatch[],
): AssetNumbering {
  const { ids } = old.assets;
  const count = ids.starts.length - 1;
  const left = mentionsLeft(old, dropped);
  const found = new Map<string, number>();
  const nowOf = new Map<string, number>();
  const added: string[] = [];
  for (const batch of batches) {
    for (const id of batch.ids) {
      if (nowOf.has(id)) continue;
      nowOf.set(id, 0);
      const position = count === 0 ? undefined : findText(ids, id);
      if (position === undefined) added.push(id);
      else {
        found.set(id, position);
        left.set(position, Number.POSITIVE_INFINITY);
      }
    }
  }
  // The built-in comparison also uses code units and is much faster.
  added.sort();

  const spans: TextSpan[] = [];
  const ofOld = new Uint32Array(count);
  const before = new Int32Array(count + added.length).fill(-1);
  const dirty: number[] = [];
  const touched = [...left.keys()].sort((a, b) => a - b);
  let [at, now, next] = [0, 0, 0];
  const keepAll = (end: number): void => {
    if (end > at) spans.push({ list: ids, from: at, to: end });
    for (; at < end; at++, now++) {
      ofOld[at] = now;
      before[now] = at;
    }
  };
  const keepUntil = (end: number): void => {
    for (; (touched[next] ?? end) < end; next++) {
      const position = touched[next] ?? end;
      keepAll(position);
      if (left.get(position) === 0) at++;
      else {
        dirty.push(now);
        keepAll(position + 1);
      }
    }
    keepAll(end);
  };
  const list = textList(added);
  for (let index = 0; index < added.length; ) {
    keepUntil(lowerBound(count, (position) => textAt(ids, position) < (added[index] ?? ""), at));
    const following = at < count ? textAt(ids, at) : undefined;
    const from = index;
    for (
      let id = added[index];
      id !== undefined && !(following !== undefined && id > following);
      id = added[++index]
    ) {
      nowOf.set(id, now);
      dirty.push(now);
      now++;
    }
    spans.push({ list, from, to: index });
  }
  keepUntil(count);
  for (const [id, position] of found) nowOf.set(id, ofOld[position] ?? 0);
  return {
    texts: joinTextSpans(spans),
    ofOld: now === count && added.length === 0 ? SAME : ofOld,
    ofBatch: (batch) => Uint32Array.from(batch.ids, (id) => nowOf.get(id) ?? 0),
    before: before.subarray(0, now),
    ...{ touched, dirty },
  };
}

/** Number of remaining entries for each asset of a dropped bundle. */
function mentionsLeft(old: RecordTable, dropped: readonly number[]): Map<number, number> {
  const left = new Map<number, number>();
  const mentions = (asset: number): number =>
    [old.readers, old.writers].reduce(
      (sum, { offsets }) => sum + (offsets[asset + 1] ?? 0) - (offsets[asset] ?? 0),
      0,
    );
  for (const bundle of dropped) {
    for (const { offsets, targets } of [old.inputs, old.outputs]) {
      for (let at = offsets[bundle] ?? 0; at < (offsets[bundle + 1] ?? 0); at++) {
        const asset = targets[at] ?? 0;
        left.set(asset, (left.get(asset) ?? mentions(asset)) - 1);
      }
    }
  }
  return left;
}

/** Claims of entries, each once: those of remaining bundles and fresh ones, `NO_CLAIM` first. */
export function numberClaims(
  old: RecordTable,
  dropped: readonly number[],
  batches: readonly RecordBatch[],
): Numbering<readonly string[]> {
  const numbers = new Map([[NO_CLAIM, 0]]);
  const add = (text: string): number => numberOf(numbers, text);
  const made = claimsMade(old, dropped);
  const ofOld = Uint32Array.from(old.claims, (text, claim) => (made[claim] === 1 ? add(text) : 0));
  const ofBatches = new Map(batches.map((batch) => [batch, Uint32Array.from(batch.claims, add)]));
  return {
    texts: [...numbers.keys()],
    ofOld: ofOld.every((now, claim) => now === claim) ? SAME : ofOld,
    ofBatch: (batch) => ofBatches.get(batch) ?? new Uint32Array(),
  };
}

/** 1 for each claim of a remaining bundle. */
function claimsMade({ claims, inputs, outputs }: RecordTable, dropped: readonly number[]): Uint8Array {
  const made = new Uint8Array(claims.length);
  for (const { offsets, claims: of } of [inputs, outputs]) {
    let from = 0;
    for (const bundle of [...dropped, offsets.length - 1]) {
      const end = offsets[bundle] ?? from;
      for (let entry = from; entry < end; entry++) made[of[entry] ?? 0] = 1;
      from = offsets[bundle + 1] ?? end;
    }
  }
  return made;
}

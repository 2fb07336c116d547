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

/** Texts that records name by their position, and what their positions are now. */
export interface Numbering<Texts> {
  readonly texts: Texts;
  /** The position now of each text of the older store; undefined behaviour for those that are gone. */
  readonly ofOld: Uint32Array;
  readonly ofBatch: (batch: RecordBatch) => Uint32Array;
}

export interface AssetNumbering extends Numbering<TextList> {
  /** For each asset its position in the older store, or -1. */
  readonly before: Int32Array;
  /** The assets that a dropped bundle or a fresh one names, ascending. */
  readonly touched: readonly number[];
}

/**
 * The ids of all assets, in order. An older one stays as long as a bundle names it.
 *
 * @param dropped the bundles of the older store that go
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
  // Without a comparison of our own: the built-in one is that of code units, too, and far quicker.
  added.sort();

  const spans: TextSpan[] = [];
  const ofOld = new Uint32Array(count);
  const before: number[] = [];
  const touched: number[] = [];
  let at = 0;
  const keepUntil = (end: number): void => {
    while (at < end) {
      const from = at;
      for (; at < end && left.get(at) !== 0; at++) {
        if (left.has(at)) touched.push(before.length);
        ofOld[at] = before.length;
        before.push(at);
      }
      if (at > from) spans.push({ list: ids, from, to: at });
      while (at < end && left.get(at) === 0) at++;
    }
  };
  const list = textList(added);
  for (let index = 0; index < added.length; ) {
    keepUntil(lowerBound(count, (other) => textAt(ids, other) < (added[index] ?? ""), at));
    const behind = at < count ? textAt(ids, at) : undefined;
    const from = index;
    for (
      let id = added[index];
      id !== undefined && !(behind !== undefined && id > behind);
      id = added[++index]
    ) {
      nowOf.set(id, before.length);
      touched.push(before.length);
      before.push(-1);
    }
    spans.push({ list, from, to: index });
  }
  keepUntil(count);
  for (const [id, position] of found) nowOf.set(id, ofOld[position] ?? 0);
  return {
    texts: joinTextSpans(spans),
    ofOld,
    ofBatch: (batch) => Uint32Array.from(batch.ids, (id) => nowOf.get(id) ?? 0),
    before: Int32Array.from(before),
    touched,
  };
}

/** How many entries still name each of the assets that the dropped bundles name. */
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

/** What entries say, each once: the claims of bundles that stay and of fresh ones, `NO_CLAIM` first. */
export function numberClaims(
  old: RecordTable,
  dropped: readonly number[],
  batches: readonly RecordBatch[],
): Numbering<readonly string[]> {
  const numbers = new Map([[NO_CLAIM, 0]]);
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const made = claimsMade(old, dropped);
  const ofOld = Uint32Array.from(old.claims, (text, claim) => (made[claim] === 1 ? numberOf(text) : 0));
  const ofBatches = new Map(batches.map((batch) => [batch, Uint32Array.from(batch.claims, numberOf)]));
  return {
    texts: [...numbers.keys()],
    ofOld,
    ofBatch: (batch) => ofBatches.get(batch) ?? new Uint32Array(),
  };
}

/** A one for each claim that an entry of a bundle that stays makes. */
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

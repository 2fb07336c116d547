import { type Mention, mergeMentions } from "../../inventory/merge-assets.ts";
import { type Bundle, CERTAINTIES } from "../../inventory/model.ts";
import { isPattern } from "../../inventory/pattern.ts";
import { PatternIndex } from "../../inventory/pattern-index.ts";
import { claimsOf, isOfSeveral, NOTHING } from "../packed/claim-text.ts";
import { recordJson } from "../record-json.ts";
import type { Entries } from "./assemble-entries.ts";
import { ASSET, type EntryStates, type StoreState } from "./store-state.ts";
import { textAt } from "./text-list.ts";

export interface AssembledAssets {
  readonly flags: Uint8Array;
  /** Positions of the assets whose records are made anew, ascending; all others are as they were. */
  readonly remade: readonly number[];
  /** The record of one of them as JSON. */
  readonly recordOf: (asset: number) => string;
}

/**
 * Merges the assets that a changed file has a part in. Where the patterns that are written change, so may what counts as
 * external: those assets are made anew, too.
 *
 * @param bundleAt the record of a bundle, which is looked at only where entries contradict or complete each other
 */
export function assembleAssets(
  old: StoreState["assets"],
  entries: Entries,
  bundleAt: (bundle: number) => Bundle,
): AssembledAssets {
  const { order, readers, writers } = entries;
  const count = order.ids.starts.length - 1;
  const flags = new Uint8Array(count);
  let now = 0;
  for (const { fresh, from, to } of order.runs) {
    if (!fresh) flags.set(old.flags.subarray(from, to), now);
    now += to - from;
  }

  for (const asset of order.touched) {
    const written = has(writers.offsets, asset);
    const certainty = strongest(written ? writers : readers, asset);
    const pattern = isPattern(textAt(order.ids, asset));
    flags[asset] = certainty | (written ? ASSET.written : 0) | (pattern ? ASSET.pattern : 0);
  }
  const remade = new Set(order.touched);
  const patterns = writtenPatterns(flags, (asset) => textAt(order.ids, asset));
  const before = writtenPatterns(old.flags, (asset) => textAt(old.ids, asset));
  const index = new PatternIndex(patterns);
  const mayBecome = (id: string): boolean => patterns.length > 0 && index.overlaps(id);
  const looked = isSame(patterns, before) ? order.touched : flags.keys();
  for (const asset of looked) {
    const flag = flags[asset] ?? 0;
    const external = (flag & ASSET.written) === 0 && !mayBecome(textAt(order.ids, asset));
    const isNow = external ? flag | ASSET.external : flag & ~ASSET.external;
    if (isNow !== flag) remade.add(asset);
    flags[asset] = isNow;
  }
  return {
    flags,
    remade: [...remade].sort((a, b) => a - b),
    recordOf: (asset) => recordOf(asset, entries, flags[asset] ?? 0, bundleAt),
  };
}

function has(offsets: Uint32Array, row: number): boolean {
  return offsets[row] !== offsets[row + 1];
}

function strongest(
  side: { readonly offsets: Uint32Array; readonly certainties: Uint8Array },
  row: number,
): number {
  let best = CERTAINTIES.length - 1;
  const end = side.offsets[row + 1] ?? 0;
  for (let at = side.offsets[row] ?? 0; at < end; at++) best = Math.min(best, side.certainties[at] ?? best);
  return best;
}

function writtenPatterns(flags: Uint8Array, idOf: (asset: number) => string): string[] {
  const both = ASSET.written | ASSET.pattern;
  const found: string[] = [];
  for (let asset = 0; asset < flags.length; asset++)
    if (((flags[asset] ?? 0) & both) === both) found.push(idOf(asset));
  return found;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at]);
}

/** The record of an asset as JSON. */
function recordOf(
  asset: number,
  entries: Entries,
  flag: number,
  bundleAt: (bundle: number) => Bundle,
): string {
  const id = textAt(entries.order.ids, asset);
  const external = (flag & ASSET.external) !== 0;
  const claim = onlyClaim(asset, entries);
  if (claim === undefined)
    return recordJson(mergeMentions(id, mentionsOf(asset, entries, bundleAt), () => !external));
  const said = claim === 0 ? NOTHING : textAt(entries.claims, claim);
  const certainty = CERTAINTIES[flag & ASSET.certainty] ?? "exact";
  return `{"id":"${id}","certainty":"${certainty}","external":${external},${said}}`;
}

/** What all entries of an asset say that say anything, when that is one thing; undefined when they say several. */
function onlyClaim(
  asset: number,
  { readers, writers, inputs, outputs, claims: texts }: Entries,
): number | undefined {
  let only = 0;
  for (const [side, { claims }] of [
    [writers, outputs],
    [readers, inputs],
  ] as const) {
    const end = side.offsets[asset + 1] ?? 0;
    for (let at = side.offsets[asset] ?? 0; at < end; at++) {
      const claim = claims[side.entries[at] ?? 0] ?? 0;
      if (claim === 0 || claim === only) continue;
      if (only !== 0) return undefined;
      only = claim;
    }
  }
  return only > 0 && isOfSeveral(textAt(texts, only)) ? undefined : only;
}

/** All places that name an asset, in the order of the bundles. */
function mentionsOf(asset: number, entries: Entries, bundleAt: (bundle: number) => Bundle): Mention[] {
  const { readers, writers, inputs, outputs } = entries;
  const mentions: Mention[] = [];
  const add = (side: Entries["readers"], from: EntryStates, key: "inputs" | "outputs"): void => {
    const end = side.offsets[asset + 1] ?? 0;
    for (let at = side.offsets[asset] ?? 0; at < end; at++) {
      const bundle = side.targets[at] ?? 0;
      const entry = side.entries[at] ?? 0;
      const record = bundleAt(bundle);
      const named = record[key][entry - (from.offsets[bundle] ?? 0)];
      if (named === undefined) throw new RangeError("a bundle has fewer entries than it should");
      const { certainty } = named;
      for (const each of claimsOf(textAt(entries.claims, from.claims[entry] ?? 0), named.place))
        mentions.push({ task: record, entry: { certainty, ...each }, written: key === "outputs" });
    }
  };
  add(writers, outputs, "outputs");
  add(readers, inputs, "inputs");
  return mentions;
}

import { isInferredId } from "../model/id.ts";
import type { Transposed } from "../model/incidence.ts";
import { type AssetMention, mentionsOf, mergeMentions } from "../model/merge-assets.ts";
import { type Asset, type Bundle, CERTAINTIES } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import { PatternIndex } from "../model/pattern-index.ts";
import { createLineWriter, type LineRange, type Lines } from "./lines.ts";
import type { AssetNumbering } from "./numbering.ts";
import { type EntrySays, NO_CLAIM } from "./record-batch.ts";
import { recordJson } from "./record-json.ts";
import { ASSET, type EntryColumns, type RecordTable } from "./record-table.ts";
import { textAt } from "./text-list.ts";

/** Sources of the assets, with the new numbers. */
export interface Entries {
  readonly inputs: EntryColumns;
  readonly outputs: EntryColumns;
  readonly readers: Transposed;
  readonly writers: Transposed;
  /** See `RecordTable`. */
  readonly claims: readonly string[];
  /** Read only for assets with differing claims. */
  readonly bundleAt: (bundle: number) => Bundle;
}

export interface DerivedAssets {
  readonly spans: readonly LineRange[];
  readonly flags: Uint8Array;
}

/**
 * The list of assets. Those in changed files are merged again, and if the set of written patterns changes, those whose
 * `external` changes. All others keep their lines.
 */
export function deriveAssets(
  old: RecordTable["assets"],
  numbering: AssetNumbering,
  entries: Entries,
): DerivedAssets {
  const { texts: ids, before, dirty } = numbering;
  const idOf = (asset: number): string => textAt(ids, asset);
  const flags = new Uint8Array(before.length);
  for (let asset = 0; asset < flags.length; asset++) flags[asset] = old.flags[before[asset] ?? -1] ?? 0;
  for (const asset of dirty) {
    const { offsets } = entries.writers;
    const written = offsets[asset] !== offsets[asset + 1];
    flags[asset] = fixedFlags(written, idOf(asset));
  }
  const patterns = writtenPatterns(flags, idOf);
  const index = new PatternIndex(patterns);
  const mayBecome = (id: string): boolean => patterns.length > 0 && index.overlaps(id);
  const isExternal = (asset: number, flag: number): boolean =>
    (flag & ASSET.written) === 0 && !mayBecome(idOf(asset));

  const merged = new Set(dirty);
  const patternsBefore = writtenPatterns(old.flags, (asset) => textAt(old.ids, asset));
  if (patterns.join("\n") !== patternsBefore.join("\n")) {
    for (let asset = 0; asset < flags.length; asset++) {
      const flag = flags[asset] ?? 0;
      if (isExternal(asset, flag) !== ((flag & ASSET.external) !== 0)) merged.add(asset);
    }
  }

  const mentions = mentionReader(entries);
  const writer = createLineWriter();
  const order = [...merged].sort((a, b) => a - b);
  for (const asset of order) {
    const record = mergeMentions(idOf(asset), mentions(asset), mayBecome);
    flags[asset] = withRecord(flags[asset] ?? 0, record);
    writer.write(recordJson(record));
  }
  return { spans: spansOf(old, writer.finish(), before, order), flags };
}

function fixedFlags(written: boolean, id: string): number {
  return (
    (written ? ASSET.written : 0) |
    (isPattern(id) ? ASSET.pattern : 0) |
    (isInferredId(id) ? ASSET.inferred : 0)
  );
}

function withRecord(flag: number, { certainty, external }: Asset): number {
  const kept = flag & (ASSET.written | ASSET.pattern | ASSET.inferred);
  return kept | CERTAINTIES.indexOf(certainty) | (external ? ASSET.external : 0);
}

function writtenPatterns(flags: Uint8Array, idOf: (asset: number) => string): string[] {
  const both = ASSET.written | ASSET.pattern;
  const found: string[] = [];
  for (let asset = 0; asset < flags.length; asset++)
    if (((flags[asset] ?? 0) & both) === both) found.push(idOf(asset));
  return found;
}

/** The lines of all assets: merged ones and old ones. */
function spansOf(old: Lines, fresh: Lines, before: Int32Array, merged: readonly number[]): LineRange[] {
  const spans: LineRange[] = [];
  const count = before.length;
  let made = 0;
  for (let asset = 0; asset < count; ) {
    const first = made;
    while (asset < count && merged[made] === asset) {
      made++;
      asset++;
    }
    if (made > first) spans.push({ lines: fresh, from: first, to: made });
    const end = merged[made] ?? count;
    while (asset < end) {
      const from = before[asset] ?? 0;
      let to = from;
      while (asset < end && before[asset] === to) {
        to++;
        asset++;
      }
      spans.push({ lines: old, from, to });
    }
  }
  return spans;
}

/** Reads all mentions of an asset, in the order of the bundles. */
function mentionReader(entries: Entries): (asset: number) => readonly AssetMention[] {
  const { inputs, outputs, readers, writers, bundleAt } = entries;
  const says = claimReader(entries.claims);
  return (asset) => {
    const found: AssetMention[] = [];
    const add = (side: Transposed, columns: EntryColumns, key: "inputs" | "outputs"): void => {
      const end = side.offsets[asset + 1] ?? 0;
      for (let at = side.offsets[asset] ?? 0; at < end; at++) {
        const [bundle = 0, entry = 0] = [side.targets[at], side.entries[at]];
        const certainty = CERTAINTIES[columns.certainties[entry] ?? 0] ?? "exact";
        const claim = columns.claims[entry] ?? 0;
        if (claim === 0) {
          found.push({ written: key === "outputs", certainty, claim: NOTHING, where: nowhere });
          continue;
        }
        const where = () => {
          const task = bundleAt(bundle);
          const named = task[key][entry - (columns.offsets[bundle] ?? 0)];
          if (named === undefined) throw new RangeError("a bundle has fewer entries than its columns");
          return { task, place: named.place };
        };
        for (const mention of mentionsOf(says(claim), key === "outputs", certainty, where))
          found.push(mention);
      }
    };
    add(writers, outputs, "outputs");
    add(readers, inputs, "inputs");
    return found;
  };
}

const NOTHING = {};

/** Without claims, the place does not matter. */
function nowhere(): never {
  throw new RangeError("an empty mention has no place");
}

/** Parses each claim once, so that equal claims share one object. */
function claimReader(claims: readonly string[]): (claim: number) => EntrySays {
  const read: EntrySays[] = [];
  return (claim) => {
    const says = read[claim] ?? (JSON.parse(claims[claim] ?? NO_CLAIM) as EntrySays);
    read[claim] = says;
    return says;
  };
}

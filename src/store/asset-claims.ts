import { claimOf, isStoredId } from "../model/asset-claims.ts";
import type { AssetClaim } from "../model/links.ts";
import { type EntrySays, NO_CLAIM, type RecordBatch } from "./record-batch.ts";
import type { Records, RecordTable } from "./record-table.ts";
import { textAt } from "./text-list.ts";

/** The asset claims in the bundles of some files of a store. @param isWanted whether a file is one of them */
export function claimsOfTable(table: RecordTable, isWanted: (file: string) => boolean): Iterable<AssetClaim> {
  const idOf = (asset: number) => textAt(table.assets.ids, asset);
  return claimsOf(table, table.files.names, table.claims, idOf, isWanted);
}

/** The asset claims in the bundles of some files of a batch. */
export function claimsOfBatch(batch: RecordBatch, isWanted: (file: string) => boolean): Iterable<AssetClaim> {
  return claimsOf(batch, batch.files.names, batch.claims, (id) => batch.ids[id] ?? "", isWanted);
}

function* claimsOf(
  records: Records,
  names: readonly string[],
  claims: readonly string[],
  idOf: (asset: number) => string,
  isWanted: (file: string) => boolean,
): Generator<AssetClaim> {
  const wanted = names.map(isWanted);
  const parsed: EntrySays[] = [];
  const says = (claim: number): EntrySays =>
    (parsed[claim] ??= JSON.parse(claims[claim] ?? NO_CLAIM) as EntrySays);
  for (const { offsets, targets, claims: ofEntries } of [records.outputs, records.inputs]) {
    for (const [bundle, file] of records.lists.bundles.files.entries()) {
      if (!wanted[file]) continue;
      for (let entry = offsets[bundle] ?? 0; entry < (offsets[bundle + 1] ?? 0); entry++) {
        const id = idOf(targets[entry] ?? 0);
        if (!isStoredId(id)) continue;
        const { claim, others = [] } = says(ofEntries[entry] ?? 0);
        yield claimOf(id, claim);
        for (const mention of others) yield claimOf(id, mention.claim);
      }
    }
  }
}

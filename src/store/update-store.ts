import { transpose } from "../model/incidence.ts";
import { INVENTORY_VERSION, type Inventory } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { bundleReader } from "./bundle-reader.ts";
import { countEdges } from "./count-edges.ts";
import { deriveAssets } from "./derive-assets.ts";
import { type FileTotals, gatherFileTable, totalFiles } from "./file-table.ts";
import { gatherDeclarations, gatherEntries, gatherFiles, type Renumbered } from "./gather-entries.ts";
import { formatJsonStore } from "./json-format.ts";
import { LISTS, type ListName, OPTIONAL_LISTS, type StoreHeader } from "./layout.ts";
import { addList, type Lines } from "./lines.ts";
import { mergeList, orderBatches, recordsOf } from "./merge-lists.ts";
import { type NewNumbers, SAME } from "./new-numbers.ts";
import { numberAssets, numberClaims } from "./numbering.ts";
import type { FreshBatch } from "./record-batch.ts";
import { type OwnedLines, ownedOf, type Records, type RecordTable } from "./record-table.ts";
import { createRope, type Rope } from "./rope.ts";

export interface StoreChange {
  /** New position of each file of the older store; -1 for removed records. */
  readonly kept: Int32Array;
  readonly fresh: readonly FreshBatch[];
  /** New number of files. */
  readonly files: number;
  readonly about: Pick<Inventory, "tenant" | "roots"> & Partial<Pick<Inventory, "settings">>;
}

/** An updated store before it is written. */
export interface UpdatedStore {
  readonly head: StoreHeader;
  readonly totals: FileTotals;
  readonly text: Rope;
  /** Its lines have their final positions. */
  readonly table: RecordTable;
}

/**
 * Updates a JSON store: drops the records of changed files, inserts new ones in the order of the model, and merges
 * their assets again. The bytes equal those of `toJson` for the inventory of all files. A first scan updates an empty
 * store. Time: that of the changed records and their assets, and some copying of numbers for each record of the store.
 */
export function updateStore(old: RecordTable, { kept, fresh, files, about }: StoreChange): UpdatedStore {
  const batches = fresh.map(({ batch }) => batch);
  const removed = removedFiles(kept);
  const dropped = ownedOf((list) => recordsOf(old.lists[list], removed));
  const inOrder = orderBatches(batches);
  const spans = ownedOf((list) => mergeList(list, old, dropped[list], inOrder(list)));

  const assetNumbers = numberAssets(old, dropped.bundles, batches);
  const claims = numberClaims(old, dropped.bundles, batches);
  const isSame = kept.every((now, file) => now === file || now < 0);
  const numbers = new Map<Records, Renumbered & { readonly files: NewNumbers }>([
    [old, { assets: assetNumbers.ofOld, claims: claims.ofOld, files: isSame ? SAME : kept }],
    ...fresh.map(
      ({ batch, positions }) =>
        [
          batch,
          { assets: assetNumbers.ofBatch(batch), claims: claims.ofBatch(batch), files: positions },
        ] as const,
    ),
  ]);
  const numbersOf = (records: Records) => {
    const found = numbers.get(records);
    if (found === undefined) throw new RangeError("records of a table that is not merged");
    return found;
  };
  const inputs = gatherEntries(spans.bundles, "inputs", numbersOf);
  const outputs = gatherEntries(spans.bundles, "outputs", numbersOf);
  const assetCount = assetNumbers.before.length;
  const readers = transpose(inputs, assetCount);
  const writers = transpose(outputs, assetCount);
  const edgesBefore = countEdges(assetNumbers.touched, old, old.assets.flags.length);
  const edgesNow = countEdges(assetNumbers.dirty, { readers, outputs }, assetCount);
  const { spans: assetSpans, flags } = deriveAssets(old.assets, assetNumbers, {
    ...{ inputs, outputs, readers, writers, claims: claims.texts },
    bundleAt: bundleReader(spans.bundles),
  });

  const placed = fresh.map(({ batch, positions }) => ({ files: batch.files, positions }));
  const fileTable = gatherFileTable([{ files: old.files, positions: kept }, ...placed], files);
  const totals = totalFiles(fileTable);
  const { tenant, roots, settings } = about;
  const head: StoreHeader = {
    ...{ version: INVENTORY_VERSION, tenant, roots: [...roots].sort(compareText) },
    ...(settings && { settings }),
    files: totals.counts,
  };
  const text = createRope();
  text.addText(headText(head));
  const starts = LISTS.map((list, index) => {
    const records = list === "assets" ? assetSpans : spans[list];
    if (records.length === 0 && OPTIONAL_LISTS.has(list)) return [list, new Uint32Array(1)] as const;
    if (index > 0) text.addText(",\n");
    return [list, addList(text, list, records)] as const;
  });
  text.addText("\n}\n");
  const lines = new Map<ListName, Uint32Array>(starts);
  const linesOf = (list: ListName): Lines => ({ source: NOT_WRITTEN, starts: lines.get(list) ?? NO_NUMBERS });
  const owned = ownedOf((list): OwnedLines => {
    const own = linesOf(list);
    return {
      ...own,
      files: gatherFiles(spans[list], own.starts.length - 1, (records) => numbersOf(records).files),
    };
  });
  return {
    ...{ head, totals, text },
    table: {
      lists: owned,
      ...{ inputs, outputs, readers, writers },
      edges: old.edges - edgesBefore + edgesNow,
      declarationOf: gatherDeclarations(spans.bundles, inputs.offsets.length - 1),
      assets: { ...linesOf("assets"), ids: assetNumbers.texts, flags },
      claims: claims.texts,
      files: fileTable,
    },
  };
}

const NOT_WRITTEN = new Uint8Array();
const NO_NUMBERS = new Uint32Array();

function removedFiles(kept: Int32Array): number[] {
  const removed: number[] = [];
  for (let file = kept.indexOf(-1); file >= 0; file = kept.indexOf(-1, file + 1)) removed.push(file);
  return removed;
}

/** A store without records has the same beginning. */
function headText(head: StoreHeader): string {
  const lists = Object.fromEntries(LISTS.map((list) => [list, []]));
  const text = formatJsonStore({ ...head, ...lists } as unknown as Inventory);
  return text.slice(0, text.indexOf(`  "${LISTS[0]}": []`));
}

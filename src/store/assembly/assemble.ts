import { type Bundle, INVENTORY_VERSION, type Inventory } from "../../inventory/model.ts";
import { compareText } from "../../inventory/order.ts";
import { toJson } from "../json-format.ts";
import { LISTS, type ListName } from "../layout.ts";
import { createLineWriter } from "../packed/line-writer.ts";
import { type AssembledAssets, assembleAssets } from "./assemble-assets.ts";
import { assembleEntries, type Entries } from "./assemble-entries.ts";
import { assembleFiles, countFiles } from "./assemble-files.ts";
import { addGaps } from "./assemble-gaps.ts";
import { addRecords, flowStates, goneGroups, groupRuns, groupStates } from "./assemble-groups.ts";
import { type FreshFiles, freshFlows, lineText } from "./fresh-flows.ts";
import { add, listLines } from "./list-lines.ts";
import { type ByteSource, createPieces, type Pieces, readBytes } from "./pieces.ts";
import type { StoreState } from "./store-state.ts";

/** An older store, from which all is taken over that the changed files have no part in. */
export interface OldStore {
  readonly state: StoreState;
  /** Its text. */
  readonly source: ByteSource;
  /** As its files were shown. */
  readonly names: readonly string[];
}

export interface AssembleOptions {
  readonly old: OldStore;
  /** For each file of the old store its position now; -1 for one that is gone, or is among the fresh ones. */
  readonly kept: Int32Array;
  /** What was read now; where it has a flow whose coordinates a flow of another file has, also that file. */
  readonly fresh: readonly FreshFiles[];
  /** How many files there are now. */
  readonly files: number;
  readonly about: Pick<Inventory, "tenant" | "roots"> & Partial<Pick<Inventory, "settings">>;
}

/** A store that is put together, and not written yet. */
export interface Assembled {
  readonly pieces: Pieces;
  readonly state: StoreState;
  /** What stands in front of its lists. */
  readonly head: Omit<Inventory, ListName>;
}

/**
 * Puts a JSON store together from an older one and from files that were read anew: byte for byte the store that
 * `toJson` makes of the inventory of all files. What depends on several files is merged again where a changed file has a
 * part in it; all else is taken over as it stands.
 */
export function assemble({ old, kept, fresh: read, files, about }: AssembleOptions): Assembled {
  const fresh = freshFlows(read);
  const gone = goneGroups(old.state, kept);
  const runs = groupRuns(old.state.groups, gone, fresh);
  const groups = groupStates(old.state.groups, runs, fresh);
  const fileStates = assembleFiles(old.state.files, kept, read, files);
  const entries = assembleEntries(old.state, fresh, runs, gone);
  const assets = assembleAssets(old.state.assets, entries, bundleReader(old, entries));

  const head: Assembled["head"] = {
    version: INVENTORY_VERSION,
    tenant: about.tenant,
    roots: [...about.roots].sort(compareText),
    ...(about.settings && { settings: about.settings }),
    files: countFiles(fileStates),
  };
  const pieces = createPieces();
  const records = (list: "flows" | "tasks" | "bundles" | "activations" | "inert"): Uint32Array =>
    addRecords(pieces, list, old, runs, fresh, groups[list]);
  const next = (): void => add(pieces, ",\n");
  add(pieces, headText(head));
  const flows = records("flows");
  next();
  const tasks = records("tasks");
  next();
  const assetLines = addAssets(pieces, old, entries, assets);
  next();
  const bundles = records("bundles");
  next();
  const activations = records("activations");
  next();
  const gaps = addGaps(
    pieces,
    {
      state: old.state.gaps,
      lines: old.state.lines.gaps,
      source: old.source,
      nameOf: (file) => old.names[file] ?? "",
    },
    kept,
    fresh.gaps,
  );
  next();
  const inert = records("inert");
  add(pieces, "\n}\n");

  const { inputs, outputs, readers, writers, declarationOf, claims } = entries;
  const state: StoreState = {
    lines: { flows, tasks, assets: assetLines, bundles, activations, gaps: gaps.lines, inert },
    files: fileStates,
    groups,
    flows: flowStates(old.state, kept, runs, fresh, groups.flows.at(-1) ?? 0),
    gaps: gaps.state,
    assets: { ids: entries.order.ids, flags: assets.flags },
    ...{ inputs, outputs, readers, writers, declarationOf, claims },
  };
  return { pieces, state, head };
}

/** A store without records begins like every other. */
function headText(head: Assembled["head"]): string {
  const lists = Object.fromEntries(LISTS.map((list) => [list, []]));
  const text = toJson({ ...head, ...lists } as unknown as Inventory);
  return text.slice(0, text.indexOf(`  "${LISTS[0]}": []`));
}

function addAssets(pieces: Pieces, old: OldStore, { order }: Entries, assets: AssembledAssets): Uint32Array {
  const { remade, recordOf, flags } = assets;
  const lines = listLines(pieces, "assets", flags.length);
  const writer = createLineWriter();
  for (const asset of remade) writer.write(recordOf(asset));
  const { text, ends } = writer.finish();
  let made = 0;
  let now = 0;
  for (const { from, to } of order.runs) {
    const shift = from - now;
    const end = to - shift;
    while (now < end) {
      const next = Math.min(remade[made] ?? end, end);
      if (next > now) lines.addOld(old.source, old.state.lines.assets, now + shift, next + shift);
      const first = made;
      for (now = next; now < end && remade[made] === now; now++) made++;
      lines.addFresh(text, ends, first, made);
    }
  }
  return lines.finish();
}

/** So many records of bundles are kept for the next look at them. */
const MOST_BUNDLES = 1000;

function bundleReader({ source, state }: OldStore, { originOf }: Entries): (bundle: number) => Bundle {
  const known = new Map<number, Bundle>();
  return (bundle) => {
    const found = known.get(bundle);
    if (found !== undefined) return found;
    const { from, line } = originOf(bundle);
    const { bundles: starts } = state.lines;
    const text =
      from === undefined
        ? readBytes(source, starts[line] ?? 0, starts[line + 1] ?? 0).toString("utf8")
        : lineText(from, line);
    const record = JSON.parse(text.replace(/,?\n$/, "")) as Bundle;
    if (known.size >= MOST_BUNDLES) known.clear();
    known.set(bundle, record);
    return record;
  };
}

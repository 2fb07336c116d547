import { type Transposed, transpose } from "../../inventory/incidence.ts";
import type { PackedFiles } from "../packed/packed-files.ts";
import { assembleClaims } from "./assemble-claims.ts";
import { type AssetOrder, orderAssets } from "./asset-order.ts";
import type { Fresh } from "./fresh-flows.ts";
import type { Run } from "./interleave.ts";
import type { EntryStates, StoreState } from "./store-state.ts";

/** Where the record of a bundle stands: on a line of what was read, or in the older store (`from` is then absent). */
export interface BundleOrigin {
  readonly from: PackedFiles | undefined;
  readonly line: number;
}

export interface Entries extends Pick<StoreState, "inputs" | "outputs" | "declarationOf" | "claims"> {
  readonly order: AssetOrder;
  readonly readers: Transposed;
  readonly writers: Transposed;
  readonly originOf: (bundle: number) => BundleOrigin;
}

/** Relates bundles and assets: entries of bundles that stay are taken over, with the numbers that assets have now. */
export function assembleEntries(
  old: StoreState,
  fresh: Fresh,
  runs: readonly Run[],
  gone: readonly number[],
): Entries {
  const order = orderAssets(old, fresh, gone);
  const counts = count(old, fresh, runs);
  const inputs = emptySide(counts.bundles, counts.inputs);
  const outputs = emptySide(counts.bundles, counts.outputs);
  const declarationOf = new Uint32Array(counts.bundles);
  const origins: PackedFiles[] = [];
  const originOf = new Int32Array(counts.bundles);
  const lineOf = new Uint32Array(counts.bundles);
  const claims = assembleClaims(old, fresh, runs);
  let bundle = 0;

  function addOld(first: number, end: number): void {
    takeOver(old.inputs, first, end, inputs);
    takeOver(old.outputs, first, end, outputs);
    addTo(bundle - first, old.declarationOf, first, end, declarationOf, bundle);
    originOf.fill(-1, bundle, bundle + end - first);
    for (let before = first; before < end; before++) lineOf[bundle++] = before;
  }

  function takeOver(from: EntryStates, first: number, end: number, into: Growing): void {
    const [start, stop] = [from.offsets[first] ?? 0, from.offsets[end] ?? 0];
    const at = into.filled;
    renumber(order.oldToNow, from.targets, start, stop, into.targets, at);
    renumber(claims.oldToNow, from.claims, start, stop, into.claims, at);
    into.certainties.set(from.certainties.subarray(start, stop), at);
    addTo(at - start, from.offsets, first + 1, end + 1, into.offsets, bundle + 1);
    into.filled += stop - start;
  }

  function addFresh(from: PackedFiles, first: number, end: number, line: number, firstEntry: number): void {
    if (origins.at(-1) !== from) origins.push(from);
    const { perBundle } = from;
    const nodes = order.nodesOf(from);
    const claimOf = claims.ofFresh(from);
    let entry = firstEntry;
    for (let index = first; index < end; index++, bundle++) {
      entry = readIn(from, entry, perBundle.inputs[index] ?? 0, inputs, nodes, claimOf);
      entry = readIn(from, entry, perBundle.outputs[index] ?? 0, outputs, nodes, claimOf);
      declarationOf[bundle] = perBundle.continues[index] === 1 ? (declarationOf[bundle - 1] ?? 0) : bundle;
      originOf[bundle] = origins.length - 1;
      lineOf[bundle] = line + index - first;
    }
  }

  function readIn(
    { perEntry }: PackedFiles,
    entry: number,
    count: number,
    into: Growing,
    nodes: Uint32Array,
    claimOf: Uint32Array,
  ): number {
    const end = entry + count;
    for (let each = entry; each < end; each++) {
      const at = into.filled++;
      into.targets[at] = nodes[perEntry.ids[each] ?? 0] ?? 0;
      into.certainties[at] = perEntry.certainties[each] ?? 0;
      into.claims[at] = claimOf[perEntry.claims[each] ?? 0] ?? 0;
    }
    into.offsets[bundle + 1] = into.filled;
    return end;
  }

  for (const run of runs) {
    if (!run.fresh) addOld(old.groups.bundles[run.from] ?? 0, old.groups.bundles[run.to] ?? 0);
    for (const { flows } of run.fresh ? fresh.groups.slice(run.from, run.to) : []) {
      for (const { from, index, line, bundle: first, entry } of flows) {
        const own = line + 1 + (from.perFlow.tasks[index] ?? 0);
        addFresh(from, first, first + (from.perFlow.bundles[index] ?? 0), own, entry);
      }
    }
  }
  const assets = order.ids.starts.length - 1;
  return {
    order,
    inputs,
    outputs,
    readers: transpose(inputs, assets),
    writers: transpose(outputs, assets),
    declarationOf,
    claims: claims.texts,
    originOf: (at) => {
      const origin = originOf[at] ?? -1;
      return { from: origin < 0 ? undefined : origins[origin], line: lineOf[at] ?? 0 };
    },
  };
}

interface Growing extends EntryStates {
  filled: number;
}

function emptySide(bundles: number, entries: number): Growing {
  return {
    offsets: new Uint32Array(bundles + 1),
    targets: new Uint32Array(entries),
    certainties: new Uint8Array(entries),
    claims: new Uint32Array(entries),
    filled: 0,
  };
}

function count(old: StoreState, fresh: Fresh, runs: readonly Run[]) {
  let bundles = 0;
  let inputs = 0;
  let outputs = 0;
  for (const run of runs) {
    if (!run.fresh) {
      const [first, end] = [old.groups.bundles[run.from] ?? 0, old.groups.bundles[run.to] ?? 0];
      bundles += end - first;
      inputs += (old.inputs.offsets[end] ?? 0) - (old.inputs.offsets[first] ?? 0);
      outputs += (old.outputs.offsets[end] ?? 0) - (old.outputs.offsets[first] ?? 0);
      continue;
    }
    for (const { flows } of fresh.groups.slice(run.from, run.to)) {
      for (const { from, index, bundle } of flows) {
        const end = bundle + (from.perFlow.bundles[index] ?? 0);
        bundles += end - bundle;
        for (let each = bundle; each < end; each++) {
          inputs += from.perBundle.inputs[each] ?? 0;
          outputs += from.perBundle.outputs[each] ?? 0;
        }
      }
    }
  }
  return { bundles, inputs, outputs };
}

/** Copies `from[start..stop]` to `into[at..]`, each number as it is now. */
function renumber(
  numbers: Uint32Array,
  from: Uint32Array,
  start: number,
  stop: number,
  into: Uint32Array,
  at: number,
): void {
  for (let index = start; index < stop; index++) into[at + index - start] = numbers[from[index] ?? 0] ?? 0;
}

/** Copies `from[start..stop]` to `into[at..]`, each number larger by `shift`. */
function addTo(
  shift: number,
  from: Uint32Array,
  start: number,
  stop: number,
  into: Uint32Array,
  at: number,
): void {
  for (let index = start; index < stop; index++) into[at + index - start] = (from[index] ?? 0) + shift;
}

import type { ResolvedFlow } from "../inventory/declared.ts";
import { foldedId, tableName } from "./kin.ts";
import { strongComponents } from "./strong-components.ts";

/** By what other files concern a file, as small numbers. Two names that share a number only cost a look too many. */
export interface FileKin {
  readonly flows: number;
  /** Of its flows and those that actions on its assets start, the assets they name, and the tables these may be. */
  readonly keys: readonly number[];
  /** Pairs, one after the other: an asset that is read, and one that is made from it. */
  readonly edges: readonly number[];
}

export function fileKin(flows: readonly ResolvedFlow[]): FileKin {
  const keys = new Set<number>();
  const edges: number[] = [];
  for (const { record, bundles, activations } of flows) {
    keys.add(numberOf(`flow ${record.namespace}.${record.flow}`));
    for (const activation of activations) {
      if (activation.kind !== "asset-action") continue;
      for (const { namespace, flow } of activation.flows) keys.add(numberOf(`flow ${namespace}.${flow}`));
    }
    for (const { inputs, outputs } of bundles) {
      const read = inputs.map(({ id }) => idNumber(id));
      const written = outputs.map(({ id }) => idNumber(id));
      for (const key of [...read, ...written]) keys.add(key);
      for (const { id } of [...inputs, ...outputs]) {
        const table = tableName(id);
        if (table !== undefined) keys.add(numberOf(`table ${table}`));
      }
      for (const from of read) for (const to of written) edges.push(from, to);
    }
  }
  return { flows: flows.length, keys: [...keys], edges };
}

function idNumber(id: string): number {
  return numberOf(`asset ${foldedId(id)}`);
}

/** FNV-1a, 32 bits. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * What is known of every file, as flat arrays that are searched where they lie. `keys` and `keyFiles` are pairs, sorted;
 * `from`, `to` and `edgeFiles` are edges, sorted by where they begin.
 */
export interface KinIndex {
  /** How many flows each file has. */
  readonly flows: Uint32Array;
  readonly keys: Uint32Array;
  readonly keyFiles: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly edgeFiles: Uint32Array;
}

const NO_KIN: KinIndex = {
  flows: new Uint32Array(),
  keys: new Uint32Array(),
  keyFiles: new Uint32Array(),
  from: new Uint32Array(),
  to: new Uint32Array(),
  edgeFiles: new Uint32Array(),
};

/**
 * The index of files that partly stand in another.
 *
 * @param files of each what is known of it, or its number in the other index
 */
export function kinIndex(files: readonly (FileKin | number)[], before: KinIndex = NO_KIN): KinIndex {
  const numbers = new Int32Array(before.flows.length).fill(-1);
  const added: { readonly file: number; readonly kin: FileKin }[] = [];
  for (const [file, kin] of files.entries()) {
    if (typeof kin === "number") numbers[kin] = file;
    else added.push({ file, kin });
  }
  const keys: number[] = [];
  const keyFiles: number[] = [];
  const edges: number[] = [];
  const edgeFiles: number[] = [];
  for (const [at, key] of before.keys.entries()) {
    const file = numbers[before.keyFiles[at] ?? -1] ?? -1;
    if (file >= 0) {
      keys.push(key);
      keyFiles.push(file);
    }
  }
  for (const [at, from] of before.from.entries()) {
    const file = numbers[before.edgeFiles[at] ?? -1] ?? -1;
    if (file >= 0) {
      edges.push(from, before.to[at] ?? 0);
      edgeFiles.push(file);
    }
  }
  for (const { file, kin } of added) {
    for (const key of kin.keys) {
      keys.push(key);
      keyFiles.push(file);
    }
    for (const end of kin.edges) edges.push(end);
    for (let at = 0; at < kin.edges.length; at += 2) edgeFiles.push(file);
  }
  const byKey = sortedOrder(keys);
  const from = Uint32Array.from(edgeFiles, (_, edge) => edges[edge * 2] ?? 0);
  const byFrom = sortedOrder(from);
  return {
    flows: Uint32Array.from(files, (kin) => (typeof kin === "number" ? (before.flows[kin] ?? 0) : kin.flows)),
    keys: byKey.map((at) => keys[at] ?? 0),
    keyFiles: byKey.map((at) => keyFiles[at] ?? 0),
    from: byFrom.map((edge) => from[edge] ?? 0),
    to: byFrom.map((edge) => edges[edge * 2 + 1] ?? 0),
    edgeFiles: byFrom.map((edge) => edgeFiles[edge] ?? 0),
  };
}

/** The positions of numbers of 32 bits in the order of the numbers, equal ones as they stand. */
function sortedOrder(numbers: ArrayLike<number>): Uint32Array {
  const most = 2 ** 21;
  if (numbers.length > most) {
    const order = Uint32Array.from(numbers, (_, at) => at);
    return order.sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b);
  }
  // Number and position fit into the 53 bits of one number, and such are sorted without a call for each comparison.
  const both = Float64Array.from(numbers, (number, at) => number * most + at);
  return Uint32Array.from(both.sort(), (each) => each % most);
}

/** Files of which more is known than the index says: it was made before they changed. */
export interface LaterFile {
  readonly file: number;
  readonly kin: FileKin;
}

/**
 * The files, by number, that the rules have to see for what they say about some files to be the same as if they saw all:
 * those that share a key with one of them, and those that take part in a circle with one of their assets.
 *
 * @param asked what files are asked about, by themselves
 * @param others files that are seen in any case
 * @param later files that are not in the index
 * @param isThere whether what is known of a file still holds
 */
export function kinOf(
  asked: readonly FileKin[],
  others: readonly FileKin[],
  index: KinIndex,
  later: readonly LaterFile[],
  isThere: (file: number) => boolean,
): Set<number> {
  const found = new Set<number>();
  const living = later.filter(({ file }) => isThere(file));
  const keys = new Set(asked.flatMap((file) => file.keys));
  for (const key of keys) {
    const { length } = index.keys;
    for (let at = firstAt(index.keys, key); at < length && index.keys[at] === key; at++) {
      const file = index.keyFiles[at] ?? -1;
      if (isThere(file)) found.add(file);
    }
  }
  for (const { file, kin } of living) if (kin.keys.some((key) => keys.has(key))) found.add(file);

  const graph = assetGraph(index, [...asked, ...others, ...living.map(({ kin }) => kin)], isThere);
  const around = onCircles(new Set(asked.flatMap(({ edges }) => edges)), graph);
  for (const asset of around) {
    graph.eachEdge(asset, (to, file) => {
      if (around.has(to)) found.add(file);
    });
  }
  for (const { file, kin } of living) {
    for (let at = 0; at < kin.edges.length; at += 2) {
      if (around.has(kin.edges[at] ?? 0) && around.has(kin.edges[at + 1] ?? 0)) found.add(file);
    }
  }
  return found;
}

interface AssetGraph {
  /** What the index knows to be made from an asset, and where. */
  readonly eachEdge: (from: number, tell: (to: number, file: number) => void) => void;
  readonly eachNext: (asset: number, tell: (other: number) => void) => void;
}

/** @param more files that are not in the index */
function assetGraph(
  { from, to, edgeFiles }: KinIndex,
  more: readonly FileKin[],
  isThere: (file: number) => boolean,
): AssetGraph {
  const forth = new Map<number, number[]>();
  for (const { edges } of more) {
    for (let at = 0; at < edges.length; at += 2) {
      push(forth, edges[at] ?? 0, edges[at + 1] ?? 0);
    }
  }
  const eachEdge: AssetGraph["eachEdge"] = (asset, tell) => {
    for (let edge = firstAt(from, asset); edge < from.length && from[edge] === asset; edge++) {
      const file = edgeFiles[edge] ?? -1;
      if (isThere(file)) tell(to[edge] ?? 0, file);
    }
  };
  return {
    eachEdge,
    eachNext: (asset, tell) => {
      forth.get(asset)?.forEach(tell);
      eachEdge(asset, tell);
    },
  };
}

function push(into: Map<number, number[]>, key: number, value: number): void {
  const known = into.get(key);
  if (known) known.push(value);
  else into.set(key, [value]);
}

/** Where a number stands first in a sorted array, or would stand. */
function firstAt(sorted: Uint32Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The assets on circles with some of these. */
function onCircles(assets: ReadonlySet<number>, graph: AssetGraph): ReadonlySet<number> {
  const components = strongComponents(assets, (asset) => {
    const next: number[] = [];
    graph.eachNext(asset, (other) => next.push(other));
    return next;
  });
  const around = new Set<number>();
  for (const component of components) {
    const isCircle = component.size > 1 && [...assets].some((asset) => component.has(asset));
    if (isCircle) for (const asset of component) around.add(asset);
  }
  return around;
}

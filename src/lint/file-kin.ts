import type { ResolvedFlow } from "../inventory/declared.ts";
import { foldedId, tableName } from "./kin.ts";

/** By what other files concern a file, as small numbers. Two names that share a number only cost a look too many. */
export interface FileKin {
  readonly flows: number;
  /** Of its flows, the assets they name, and the tables these may be. */
  readonly keys: readonly number[];
  /** Pairs, one after the other: an asset that is read, and one that is made from it. */
  readonly edges: readonly number[];
}

export function fileKin(flows: readonly ResolvedFlow[]): FileKin {
  const keys = new Set<number>();
  const edges: number[] = [];
  for (const { record, bundles } of flows) {
    keys.add(numberOf(`flow ${record.namespace}.${record.flow}`));
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

/** What is known of every file, as flat arrays: `keys` of file n stand from `keyEnds[n - 1]` up to `keyEnds[n]`. */
export interface KinIndex {
  readonly flows: Uint32Array;
  readonly keys: Uint32Array;
  readonly keyEnds: Uint32Array;
  readonly edges: Uint32Array;
  readonly edgeEnds: Uint32Array;
}

export function kinIndex(files: readonly FileKin[]): KinIndex {
  const ends = (lengths: readonly number[]) => {
    let end = 0;
    return Uint32Array.from(lengths, (length) => (end += length));
  };
  return {
    flows: Uint32Array.from(files, ({ flows }) => flows),
    keys: Uint32Array.from(files.flatMap(({ keys }) => keys)),
    keyEnds: ends(files.map(({ keys }) => keys.length)),
    edges: Uint32Array.from(files.flatMap(({ edges }) => edges)),
    edgeEnds: ends(files.map(({ edges }) => edges.length)),
  };
}

/**
 * The files, by number, that the rules have to see for what they say about some files to be the same as if they saw all:
 * those that share a key with one of them, and those that take part in a circle with one of their assets.
 *
 * @param asked what files are asked about, by themselves
 * @param others files that are seen in any case
 * @param isThere whether what the index says of a file still holds
 */
export function kinOf(
  asked: readonly FileKin[],
  others: readonly FileKin[],
  index: KinIndex,
  isThere: (file: number) => boolean,
): number[] {
  const keys = new Set(asked.flatMap((file) => file.keys));
  const around = onCircles(
    new Set(asked.flatMap(({ edges }) => edges)),
    [...asked, ...others],
    index,
    isThere,
  );
  const found: number[] = [];
  let key = 0;
  let edge = 0;
  for (let file = 0; file < index.flows.length; file++) {
    const [lastKey, lastEdge] = [index.keyEnds[file] ?? 0, index.edgeEnds[file] ?? 0];
    let isKin = false;
    for (; key < lastKey; key++) isKin ||= keys.has(index.keys[key] ?? 0);
    for (; edge < lastEdge; edge += 2) {
      isKin ||=
        around.size > 0 && around.has(index.edges[edge] ?? 0) && around.has(index.edges[edge + 1] ?? 0);
    }
    if (isKin && isThere(file)) found.push(file);
  }
  return found;
}

/** The assets that can be reached from some of these, and from which some of these can be reached. */
function onCircles(
  assets: ReadonlySet<number>,
  fresh: readonly FileKin[],
  index: KinIndex,
  isThere: (file: number) => boolean,
): ReadonlySet<number> {
  if (assets.size === 0) return assets;
  const forth = new Map<number, number[]>();
  const back = new Map<number, number[]>();
  const add = (from: number, to: number) => {
    const next = forth.get(from);
    if (next) next.push(to);
    else forth.set(from, [to]);
    const previous = back.get(to);
    if (previous) previous.push(from);
    else back.set(to, [from]);
  };
  let edge = 0;
  for (let file = 0; file < index.flows.length; file++) {
    const last = index.edgeEnds[file] ?? 0;
    const counts = edge < last && isThere(file);
    for (; edge < last; edge += 2) if (counts) add(index.edges[edge] ?? 0, index.edges[edge + 1] ?? 0);
  }
  for (const { edges } of fresh) {
    for (let at = 0; at < edges.length; at += 2) add(edges[at] ?? 0, edges[at + 1] ?? 0);
  }
  const behind = reached(assets, back);
  return new Set([...reached(assets, forth)].filter((asset) => behind.has(asset)));
}

function reached(
  start: ReadonlySet<number>,
  next: ReadonlyMap<number, readonly number[]>,
): ReadonlySet<number> {
  const found = new Set(start);
  for (const asset of found) for (const other of next.get(asset) ?? []) found.add(other);
  return found;
}

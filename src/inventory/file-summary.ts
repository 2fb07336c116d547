import { fnv1a } from "../util/short-hash.ts";
import type { FileParts } from "./declared.ts";
import { foldedId, tableName } from "./id-keys.ts";
import type { Gap } from "./model.ts";
import { isPattern, literalLength } from "./pattern.ts";

/*
 * By what a file can concern others, small enough to have those of all files in memory: flows, assets and tables as
 * numbers of 32 bits. Two names that share a number only cost a look too many.
 */

export interface FileSummary {
  readonly flows: number;
  /** Numbers of its flows. */
  readonly flowKeys: Uint32Array;
  /** Numbers of the assets that it names, see `assetKey`. */
  readonly assetKeys: Uint32Array;
  /** Numbers of the tables that these may be. */
  readonly tableKeys: Uint32Array;
  /** Pairs, one after the other: an asset and a bundle that reads it, or a bundle and an asset that it writes. */
  readonly edges: Uint32Array;
  /** Names a pattern that can be some asset. */
  readonly hasPattern: boolean;
  /** Has a gap that could hide a step of any walk. */
  readonly mayHideStep: boolean;
  /** The distinct ids that it names. */
  readonly ids: () => readonly string[];
}

/** Assets that `similar-ids` takes for the same share a key. */
export function assetKey(id: string): number {
  return keyOf("asset", foldedId(id));
}

const HEADER = { flows: 0, flowKeys: 1, assetKeys: 2, tableKeys: 3, edges: 4, flags: 5 } as const;
const HEADER_LENGTH = Object.keys(HEADER).length;
const FLAG = { pattern: 1, mayHideStep: 2 } as const;

/** The summary of a file as bytes: the numbers, then the ids as JSON, filled up with blanks to a multiple of four. */
export function packSummary({ flows, gaps }: FileParts): Uint8Array {
  const keys = new Map<string, number>();
  const keyFor = ({ id }: { readonly id: string }): number => {
    const key = keys.get(id) ?? assetKey(id);
    keys.set(id, key);
    return key;
  };
  const flowKeys = new Set<number>();
  const edges: number[] = [];
  let flags = mayHide(gaps) ? FLAG.mayHideStep : 0;
  for (const { record, bundles, gaps: own } of flows) {
    flowKeys.add(keyOf("flow", `${record.namespace}.${record.flow}`));
    if (mayHide(own)) flags |= FLAG.mayHideStep;
    for (const [index, { task, inputs, outputs }] of bundles.entries()) {
      const bundle = keyOf("bundle", `${record.namespace}.${record.flow}.${task}.${index}`);
      for (const input of inputs) edges.push(keyFor(input), bundle);
      for (const output of outputs) edges.push(bundle, keyFor(output));
    }
  }
  const assetKeys = new Set(keys.values());
  const tableKeys = new Set<number>();
  for (const id of keys.keys()) {
    const table = tableName(id);
    if (table !== undefined) tableKeys.add(keyOf("table", table));
    if (isPattern(id) && literalLength(id) > 0) flags |= FLAG.pattern;
  }
  const numbers = Uint32Array.from([
    ...[flows.length, flowKeys.size, assetKeys.size, tableKeys.size, edges.length, flags],
    ...flowKeys,
    ...assetKeys,
    ...tableKeys,
    ...edges,
  ]);
  const text = Buffer.from(JSON.stringify([...keys.keys()]));
  const bytes = new Uint8Array(roundUp(numbers.byteLength + text.length)).fill(BLANK);
  bytes.set(new Uint8Array(numbers.buffer), 0);
  bytes.set(text, numbers.byteLength);
  return bytes;
}

/** @param bytes from `packSummary`, at a multiple of four */
export function readSummary(bytes: Uint8Array): FileSummary {
  const { buffer, byteOffset, length } = bytes;
  const numbers = new Uint32Array(buffer, byteOffset, length >>> 2);
  const at = (index: number): number => numbers[index] ?? 0;
  let next = HEADER_LENGTH;
  const take = (count: number): Uint32Array => {
    next += count;
    return numbers.subarray(next - count, next);
  };
  const flags = at(HEADER.flags);
  const summary = {
    flows: at(HEADER.flows),
    flowKeys: take(at(HEADER.flowKeys)),
    assetKeys: take(at(HEADER.assetKeys)),
    tableKeys: take(at(HEADER.tableKeys)),
    edges: take(at(HEADER.edges)),
    hasPattern: (flags & FLAG.pattern) !== 0,
    mayHideStep: (flags & FLAG.mayHideStep) !== 0,
  };
  const start = next * 4;
  return {
    ...summary,
    ids: () =>
      JSON.parse(Buffer.from(buffer, byteOffset + start, length - start).toString("utf8")) as string[],
  };
}

const BLANK = 0x20;

function roundUp(length: number): number {
  return Math.ceil(length / 4) * 4;
}

/** Gaps that leave neither a pattern, which walks follow, nor something that Kestra refuses; see `unknownAround`. */
function mayHide(gaps: readonly Gap[]): boolean {
  return gaps.some(
    ({ kind }) => kind === "file" || kind === "dynamic" || kind === "auto" || kind === "run-time",
  );
}

function keyOf(kind: "flow" | "bundle" | "asset" | "table", name: string): number {
  return fnv1a(`${kind} ${name}`);
}

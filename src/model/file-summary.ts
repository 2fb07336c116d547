import { fnv1a } from "../util/short-hash.ts";
import type { FileResult } from "./declared.ts";
import { hiddenSides } from "./hidden-sides.ts";
import { joinedId, tableName } from "./id-keys.ts";
import type { FlowId, Gap } from "./model.ts";
import { isPattern, literalLength } from "./pattern.ts";

/*
 * The relations of a file to others: flows, assets and tables as numbers of 32 bits, small enough to have those of all
 * files in memory. Two names with the same number only cost an unnecessary comparison.
 */

/** Numbers of one file, among those of others. */
export interface FileSummary {
  readonly numbers: Uint32Array;
  readonly from: number;
  readonly to: number;
}

/** Ids that differ only in case and separators share a key: `similar-ids` or `dangling-input` can report both. */
export function similarityKey(id: string): number {
  return keyOf("asset", joinedId(id));
}

/** Kinds of keys. Ids that differ only in case and separators share one, and so do ids that may be one table. */
export type KeyKind = "flow" | "asset" | "table";

/** Counts first; then the keys by kind, the edges as pairs, and the ids. */
const HEADER = { flows: 0, flow: 1, asset: 2, table: 3, edges: 4, flags: 5 } as const;
const HEADER_LENGTH = Object.keys(HEADER).length;
const FLAG = { pattern: 1, mayHideStep: 2, listensToMany: 4, hasLinks: 8 } as const;

/** The summary of a file as bytes: numbers, then ids as JSON, padded with spaces to a multiple of four. */
export function packSummary({ flows, gaps }: FileResult): Uint8Array {
  const keys = new Map<string, number>();
  const keyFor = ({ id }: { readonly id: string }): number => {
    const key = keys.get(id) ?? similarityKey(id);
    keys.set(id, key);
    return key;
  };
  const flowKeys = new Set<number>();
  const listened = new Set<number>();
  const edges: number[] = [];
  let flags = mayHide(gaps) ? FLAG.mayHideStep : 0;
  for (const { record } of flows) flowKeys.add(flowNumber(record));
  for (const { record, bundles, activations, gaps: own, links } of flows) {
    const { namespace, flow } = record;
    if (links) flags |= FLAG.hasLinks;
    // Rules about calls need the called flow.
    for (const { to } of links?.calls ?? []) flowKeys.add(flowNumber(to));
    for (const activation of activations) {
      // Sources and targets of activations concern the flow.
      if (activation.kind === "call") continue;
      if (activation.kind !== "asset-trigger") {
        for (const match of activation.flows) {
          if (
            match.namespace === undefined ||
            match.flow === undefined ||
            isPattern(match.namespace + match.flow)
          )
            flags |= FLAG.listensToMany;
          else flowKeys.add(keyOf("flow", flowName(match.namespace, match.flow)));
        }
      }
      if (activation.kind !== "flow-trigger") {
        const { id } = activation.assets;
        if (id === undefined || isPattern(id)) flags |= FLAG.listensToMany;
        else listened.add(similarityKey(id));
      }
    }
    const inFlow = keyOf("bundle", flowName(namespace, flow));
    if (mayHide(own)) flags |= FLAG.mayHideStep;
    for (const [index, { task, inputs, outputs }] of bundles.entries()) {
      const bundle = fnv1a(` ${index} ${task}`, inFlow);
      for (const input of inputs) edges.push(keyFor(input), bundle);
      for (const output of outputs) edges.push(bundle, keyFor(output));
    }
  }
  const assetKeys = new Set([...keys.values(), ...listened]);
  const tableKeys = new Set<number>();
  for (const id of keys.keys()) {
    const table = tableName(id);
    if (table !== undefined) tableKeys.add(keyOf("table", table));
    if (isPattern(id) && literalLength(id) > 0) flags |= FLAG.pattern;
  }
  const numbers = [flows.length, flowKeys.size, assetKeys.size, tableKeys.size, edges.length, flags];
  // Not spread, because this runs for every file of a scan.
  for (const set of [flowKeys, assetKeys, tableKeys]) for (const key of set) numbers.push(key);
  for (const edge of edges) numbers.push(edge);
  const text = JSON.stringify([...keys.keys()]);
  const length = numbers.length * 4 + Buffer.byteLength(text);
  // Node aligns buffers from its pool.
  const bytes = Buffer.allocUnsafe(roundUp(length)).fill(BLANK, length);
  new Uint32Array(bytes.buffer, bytes.byteOffset, numbers.length).set(numbers);
  bytes.write(text, numbers.length * 4);
  return bytes;
}

/** @param bytes from `packSummary`, at a multiple of four */
export function readSummary({ buffer, byteOffset, length }: Uint8Array): FileSummary {
  const to = length >>> 2;
  return { numbers: new Uint32Array(buffer, byteOffset, to), from: 0, to };
}

export function summaryOf(parts: FileResult): FileSummary {
  return readSummary(packSummary(parts));
}

export function flowCount(summary: FileSummary): number {
  return header(summary, "flows");
}

/** Whether it contains a pattern that can match an asset. */
export function hasPattern(summary: FileSummary): boolean {
  return (header(summary, "flags") & FLAG.pattern) !== 0;
}

/** Whether it has a gap that could hide a step of a walk; see `hiddenSides`. */
export function mayHideStep(summary: FileSummary): boolean {
  return (header(summary, "flags") & FLAG.mayHideStep) !== 0;
}

/** Whether it has an activation with inexact flows or assets. */
export function listensToMany(summary: FileSummary): boolean {
  return (header(summary, "flags") & FLAG.listensToMany) !== 0;
}

/** Whether its flows have links; see `FlowLinks`. */
export function hasLinks(summary: FileSummary): boolean {
  return (header(summary, "flags") & FLAG.hasLinks) !== 0;
}

/** Calls back for the key of each flow in the file. */
export function eachFlow(summary: FileSummary, visit: (key: number) => void): void {
  const [from, to] = keyRange(summary, "flow");
  // They come first.
  const end = Math.min(to, from + flowCount(summary));
  for (let at = from; at < end; at++) visit(summary.numbers[at] ?? 0);
}

/** The key of a flow. */
export function flowNumber({ namespace, flow }: FlowId): number {
  return keyOf("flow", flowName(namespace, flow));
}

/** Calls back for each key of one kind, or of all. */
export function eachKey(summary: FileSummary, visit: (key: number) => void, kind?: KeyKind): void {
  const [from, to] = keyRange(summary, kind);
  for (let at = from; at < to; at++) visit(summary.numbers[at] ?? 0);
}

/** Whether one of its keys, of one kind or of all, is in this set. */
export function hasKeyIn(summary: FileSummary, keys: ReadonlySet<number>, kind?: KeyKind): boolean {
  const { numbers } = summary;
  const [from, to] = keyRange(summary, kind);
  for (let at = from; at < to; at++) if (keys.has(numbers[at] ?? 0)) return true;
  return false;
}

function keyRange(summary: FileSummary, kind?: KeyKind): readonly [from: number, to: number] {
  const first = summary.from + HEADER_LENGTH;
  if (kind === undefined) return [first, edgesFrom(summary)];
  const flows = first + header(summary, "flow");
  if (kind === "flow") return [first, flows];
  const assets = flows + header(summary, "asset");
  return kind === "asset" ? [flows, assets] : [assets, assets + header(summary, "table")];
}

export function edgeCount(summary: FileSummary): number {
  return header(summary, "edges") / 2;
}

/** Start of its edges among the numbers: pairs of an asset and a reading bundle, or a bundle and an output. */
export function edgesFrom(summary: FileSummary): number {
  const { numbers, from } = summary;
  const keys =
    (numbers[from + HEADER.flow] ?? 0) +
    (numbers[from + HEADER.asset] ?? 0) +
    (numbers[from + HEADER.table] ?? 0);
  return from + HEADER_LENGTH + keys;
}

/** End of its edges. */
export function edgesTo(summary: FileSummary): number {
  return edgesFrom(summary) + header(summary, "edges");
}

/** Its distinct ids. */
export function idsIn(summary: FileSummary): readonly string[] {
  const { numbers, to } = summary;
  const from = edgesTo(summary);
  const text = Buffer.from(numbers.buffer, numbers.byteOffset + from * 4, (to - from) * 4);
  return JSON.parse(text.toString("utf8")) as string[];
}

function header({ numbers, from }: FileSummary, field: keyof typeof HEADER): number {
  return numbers[from + HEADER[field]] ?? 0;
}

const BLANK = 0x20;

function roundUp(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function mayHide(gaps: readonly Gap[]): boolean {
  return gaps.some((gap) => hiddenSides(gap).length > 0);
}

/** Prefix of the names of a kind, so that kinds do not collide. */
const KIND_HASHES = {
  flow: fnv1a("flow "),
  bundle: fnv1a("bundle "),
  asset: fnv1a("asset "),
  table: fnv1a("table "),
} as const;

function flowName(namespace: string, flow: string): string {
  return `${namespace}/${flow}`;
}

function keyOf(kind: keyof typeof KIND_HASHES, name: string): number {
  return fnv1a(name, KIND_HASHES[kind]);
}

import { createRope, type Rope } from "../store/rope.ts";
import { ID_DIGITS } from "../util/content-id.ts";
import type { StoredBody, StoredRecord, SummaryNumbers } from "./record.ts";
import { readTreeAt, treeChunks } from "./tree-file.ts";

/*
 * A file of records consists of segments: an index of flat arrays, then the bodies in the order of the index.
 */

/** Digits of a record's id: those of the content id, then those of the environment hash. */
const RECORD_DIGITS = ID_DIGITS + 16;

/** @param environment up to 16 hex digits */
export function recordId(contentId: string, environment = ""): string {
  return contentId + environment.padStart(RECORD_DIGITS - ID_DIGITS, "0");
}

export interface Segment {
  readonly names: readonly string[];
  readonly idOf: (row: number) => string;
  readonly contentIdOf: (row: number) => string;
  readonly summary: (row: number) => SummaryNumbers;
  readonly body: (row: number) => StoredBody | undefined;
  readonly records: () => readonly StoredRecord[];
  /** Its end in the file. */
  readonly end: number;
}

/** Positions count from the first summary and the first body. An empty body is none. */
interface Index {
  readonly names: readonly string[];
  readonly ids: Uint8Array;
  readonly summaries: Uint8Array;
  /** Start of each summary and body, and the end of the last one. */
  readonly summaryStarts: Uint32Array;
  readonly bodyStarts: Float64Array;
  readonly checks: Uint32Array;
}

export function segmentRope(key: string, records: readonly StoredRecord[]): Rope {
  const index: Index = {
    names: records.map(({ name }) => name),
    ids: Buffer.from(records.map(({ id }) => id).join(""), "hex"),
    summaries: Buffer.concat(records.map(({ summary }) => summary)),
    summaryStarts: Uint32Array.from(startsOf(records.map(({ summary }) => summary.length))),
    bodyStarts: Float64Array.from(startsOf(records.map(({ body }) => body?.length ?? 0))),
    checks: Uint32Array.from(records, ({ body }) => body?.check ?? 0),
  };
  const rope = createRope();
  for (const chunk of treeChunks(key, index)) rope.add(chunk, 0, chunk.length);
  for (const { body } of records) if (body) rope.add(body.source, body.from, body.from + body.length);
  return rope;
}

/** The segment at an offset of an open file; undefined for another key, or if it is incomplete or damaged. */
export function readSegment(
  file: number,
  key: string,
  from: number,
  stats: { readonly size: number },
): Segment | undefined {
  const stored = readTreeAt<Index>(file, key, from, stats);
  if (stored === undefined) return undefined;
  const { names, summaries, summaryStarts, bodyStarts, checks } = stored.tree;
  const end = stored.end + (bodyStarts.at(-1) ?? 0);
  // Not backwards: each segment must end after its start.
  if (!(end >= stored.end && end <= stats.size)) return undefined;
  const { buffer, byteOffset, length } = stored.tree.ids;
  const ids = Buffer.from(buffer, byteOffset, length);
  const digitsOf = (row: number, digits: number): string => {
    const start = (row * RECORD_DIGITS) / 2;
    return ids.toString("hex", start, start + digits / 2);
  };
  const numbers = new Uint32Array(summaries.buffer, summaries.byteOffset, summaries.length >>> 2);
  const body = (row: number): StoredBody | undefined => {
    const start = bodyStarts[row] ?? 0;
    const length = (bodyStarts[row + 1] ?? start) - start;
    if (length === 0) return undefined;
    return { source: { file }, from: stored.end + start, length, check: checks[row] ?? 0 };
  };
  return {
    names,
    idOf: (row) => digitsOf(row, RECORD_DIGITS),
    contentIdOf: (row) => digitsOf(row, ID_DIGITS),
    summary: (row) => ({
      numbers,
      from: (summaryStarts[row] ?? 0) >>> 2,
      to: (summaryStarts[row + 1] ?? 0) >>> 2,
    }),
    body,
    records: () =>
      names.map((name, row) => {
        const id = digitsOf(row, RECORD_DIGITS);
        const own = body(row);
        const summary = summaries.subarray(summaryStarts[row], summaryStarts[row + 1]);
        return { name, id, summary, ...(own && { body: own }) };
      }),
    end,
  };
}

function startsOf(lengths: readonly number[]): number[] {
  let at = 0;
  return [0, ...lengths].map((length) => (at += length));
}

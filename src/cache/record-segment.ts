import { createRope, type Rope } from "../store/rope.ts";
import { ID_DIGITS } from "../util/content-id.ts";
import type { StoredBody, StoredRecord, SummaryNumbers } from "./record.ts";
import { readTreeAt, treeChunks } from "./tree-file.ts";

/*
 * A file of records consists of segments: an index of flat arrays, then the bodies in the order of the index.
 */

/** Digits of a record's id: those of the content id, then those of the environment hash. */
export const RECORD_DIGITS = ID_DIGITS + 16;

/** @param environment up to 16 hex digits */
export function recordId(contentId: string, environment = ""): string {
  return contentId + environment.padStart(RECORD_DIGITS - ID_DIGITS, "0");
}

export interface Segment {
  readonly names: readonly string[];
  /** The ids in a row, of `RECORD_DIGITS` each. */
  readonly ids: string;
  readonly contentIdOf: (row: number) => string;
  readonly summary: (row: number) => SummaryNumbers;
  readonly body: (row: number) => StoredBody | undefined;
  readonly records: () => readonly StoredRecord[];
  /** Its end in the file. */
  readonly end: number;
}

/** Ends are counted from the first summary and the first body. An empty body is none. */
interface Index {
  readonly names: readonly string[];
  readonly ids: Uint8Array;
  readonly summaries: Uint8Array;
  readonly summaryEnds: Uint32Array;
  readonly bodyEnds: Float64Array;
  readonly checks: Uint32Array;
}

export function segmentRope(key: string, records: readonly StoredRecord[]): Rope {
  let [summaryEnd, bodyEnd] = [0, 0];
  const index: Index = {
    names: records.map(({ name }) => name),
    ids: Buffer.from(records.map(({ id }) => id).join(""), "hex"),
    summaries: Buffer.concat(records.map(({ summary }) => summary)),
    summaryEnds: Uint32Array.from(records, ({ summary }) => (summaryEnd += summary.length)),
    bodyEnds: Float64Array.from(records, ({ body }) => (bodyEnd += body?.length ?? 0)),
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
  const { names, summaries, summaryEnds, bodyEnds, checks } = stored.tree;
  const end = stored.end + (bodyEnds.at(-1) ?? 0);
  if (end > stats.size) return undefined;
  const ids = Buffer.from(stored.tree.ids).toString("hex");
  const numbers = new Uint32Array(summaries.buffer, summaries.byteOffset, summaries.length >>> 2);
  const startIn = (ends: Uint32Array | Float64Array, row: number): number =>
    row === 0 ? 0 : (ends[row - 1] ?? 0);
  const body = (row: number): StoredBody | undefined => {
    const start = startIn(bodyEnds, row);
    const length = (bodyEnds[row] ?? start) - start;
    if (length === 0) return undefined;
    return { source: { file }, from: stored.end + start, length, check: checks[row] ?? 0 };
  };
  return {
    ...{ names, ids },
    contentIdOf: (row) => ids.slice(row * RECORD_DIGITS, row * RECORD_DIGITS + ID_DIGITS),
    summary: (row) => ({
      numbers,
      from: row === 0 ? 0 : (summaryEnds[row - 1] ?? 0) >>> 2,
      to: (summaryEnds[row] ?? 0) >>> 2,
    }),
    body,
    records: () =>
      names.map((name, row) => {
        const id = ids.slice(row * RECORD_DIGITS, (row + 1) * RECORD_DIGITS);
        const own = body(row);
        const summary = summaries.subarray(startIn(summaryEnds, row), summaryEnds[row]);
        return { name, id, summary, ...(own && { body: own }) };
      }),
    end,
  };
}

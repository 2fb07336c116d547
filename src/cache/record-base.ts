import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { ID_DIGITS } from "../util/content-id.ts";
import { arrayChunks, byteArray, readArraysAt, type StoredArrays, wideArray } from "./array-file.ts";
import { createBodyReader } from "./body-reader.ts";
import { createNameNumbers, packNames, unpackNames } from "./name-numbers.ts";
import type { SummaryNumbers } from "./record.ts";

/*
 * The base file of the records: bodies, then an index of flat arrays, then where the index begins. The rows of a section
 * are sorted by the number of their name.
 */

/** Digits of an environment hash. */
export const ENVIRONMENT_DIGITS = 16;

export interface BaseSection {
  readonly count: number;
  /** The row of a file with a content, or undefined. Fast in the order of the rows. */
  readonly find: (name: string, contentId: string) => number | undefined;
  readonly isFor: (row: number, environment: string) => boolean;
  readonly nameOf: (row: number) => string;
  readonly contentIdOf: (row: number) => string;
  readonly environmentOf: (row: number) => string;
  /** Generation of the last use, counted in rewrites of the base. */
  readonly generationOf: (row: number) => number;
  readonly summaryOf: (row: number) => Uint8Array;
  readonly numbersOf: (row: number) => SummaryNumbers;
  readonly hasBody: (row: number) => boolean;
  readonly bodyLengthOf: (row: number) => number;
  /** Valid until the next call; undefined if damaged. */
  readonly bodyOf: (row: number) => Uint8Array | undefined;
}

export interface RecordBase {
  /** By key, the most recently used first. */
  readonly sections: ReadonlyMap<string, BaseSection>;
  readonly generation: number;
  readonly bytes: number;
  readonly close: () => void;
}

interface About {
  readonly generation: number;
  readonly sections: readonly string[];
}

/** Start of the index, and a number that identifies this file. */
const FOOTER_BYTES = 8;
const FOOTER_MARK = 0x7c1e51a7;

/** Undefined for another key or a damaged index. */
export function openBase(path: string, key: string): RecordBase | undefined {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return undefined;
  }
  try {
    const base = baseIn(file, key);
    if (base !== undefined) return base;
  } catch {
    // Damaged: same as undefined.
  }
  closeSync(file);
  return undefined;
}

function baseIn(file: number, key: string): RecordBase | undefined {
  const bytes = fstatSync(file).size;
  const footer = Buffer.alloc(FOOTER_BYTES);
  if (bytes < FOOTER_BYTES || readSync(file, footer, 0, FOOTER_BYTES, bytes - FOOTER_BYTES) < FOOTER_BYTES)
    return undefined;
  const end = footer.readUInt32LE(0);
  if (footer.readUInt32LE(4) !== FOOTER_MARK || end > bytes) return undefined;
  const index = readArraysAt(file, key, end);
  if (index === undefined) return undefined;
  const { generation, sections } = index.about as About;
  const names = unpackNames(byteArray(index, "names"));
  // A separate reader for each section, because sections are read alternately and each reads ahead.
  const opened = sections.map(
    (section, number) => [section, sectionIn(index, number, names, createBodyReader(file, end))] as const,
  );
  return {
    sections: new Map(opened),
    generation,
    bytes,
    close: () => closeSync(file),
  };
}

function sectionIn(
  index: StoredArrays,
  number: number,
  names: readonly string[],
  read: ReturnType<typeof createBodyReader>,
): BaseSection {
  const wide = (column: keyof typeof WIDE) => wideArray(index, `${number} ${column}`);
  const [rowNames, generations, froms, lengths, checks, summaryEnds] = [
    wide("names"),
    wide("generations"),
    wide("froms"),
    wide("lengths"),
    wide("checks"),
    wide("summary ends"),
  ];
  const summaries = byteArray(index, `${number} summaries`);
  const numbers = new Uint32Array(summaries.buffer, summaries.byteOffset, summaries.length >>> 2);
  const ids = Buffer.from(byteArray(index, `${number} ids`)).toString("hex");
  const environments = Buffer.from(byteArray(index, `${number} environments`)).toString("hex");
  const numberOf = createNameNumbers(names);
  const count = rowNames.length;
  let next = 0;
  const isIt = (row: number, contentId: string): boolean => ids.startsWith(contentId, row * ID_DIGITS);
  return {
    count,
    find: (name, contentId) => {
      const wanted = numberOf(name);
      if (wanted === undefined) return undefined;
      if (rowNames[next - 1] === wanted && isIt(next - 1, contentId)) return next - 1;
      if (rowNames[next] !== wanted || rowNames[next - 1] === wanted) next = firstAt(rowNames, wanted);
      for (let row = next; row < count && rowNames[row] === wanted; row++) {
        if (!isIt(row, contentId)) continue;
        next = row + 1;
        return row;
      }
      return undefined;
    },
    nameOf: (row) => names[rowNames[row] ?? -1] ?? "",
    contentIdOf: (row) => ids.slice(row * ID_DIGITS, (row + 1) * ID_DIGITS),
    environmentOf: (row) => environments.slice(row * ENVIRONMENT_DIGITS, (row + 1) * ENVIRONMENT_DIGITS),
    generationOf: (row) => generations[row] ?? 0,
    isFor: (row, environment) => environments.startsWith(environment, row * ENVIRONMENT_DIGITS),
    summaryOf: (row) => summaries.subarray(row === 0 ? 0 : summaryEnds[row - 1], summaryEnds[row]),
    numbersOf: (row) => ({
      numbers,
      from: row === 0 ? 0 : (summaryEnds[row - 1] ?? 0) >>> 2,
      to: (summaryEnds[row] ?? 0) >>> 2,
    }),
    hasBody: (row) => froms[row] !== NO_BODY,
    bodyLengthOf: (row) => lengths[row] ?? 0,
    bodyOf: (row) => {
      const from = froms[row] ?? NO_BODY;
      const bytes = from === NO_BODY ? undefined : read(from, lengths[row] ?? 0);
      return bytes !== undefined && crc32(bytes) === checks[row] ? bytes : undefined;
    },
  };
}

const WIDE = { names: 0, generations: 0, froms: 0, lengths: 0, checks: 0, "summary ends": 0 };
const NO_BODY = 0xffff_ffff;

/** The position of the first element that is not smaller. */
function firstAt(sorted: Uint32Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Position of a body in the new base file. */
export interface BodyPlace {
  readonly from: number;
  readonly length: number;
  readonly check: number;
}

/** A record of a base that is to be written. */
export interface NewRow {
  readonly name: string;
  readonly contentId: string;
  readonly environment: string;
  readonly generation: number;
  readonly summary: Uint8Array;
  readonly body?: BodyPlace;
}

/**
 * All parts of a base file after the bodies.
 *
 * @param names in the expected order of lookups
 * @param sections by key, the most recently used first
 * @param end of the bodies
 */
export function indexChunks(
  key: string,
  generation: number,
  names: readonly string[],
  sections: ReadonlyMap<string, readonly NewRow[]>,
  end: number,
): Uint8Array[] {
  const numbers = new Map(names.map((name, number) => [name, number]));
  const arrays: Record<string, Uint32Array | Uint8Array> = { names: packNames(names) };
  for (const [number, unsorted] of [...sections.values()].entries()) {
    const numbered = unsorted.map((row) => ({ row, name: numbers.get(row.name) ?? 0 }));
    numbered.sort((a, b) => a.name - b.name);
    const rows = numbered.map(({ row }) => row);
    let summaryEnd = 0;
    Object.assign(arrays, {
      [`${number} names`]: Uint32Array.from(numbered, ({ name }) => name),
      [`${number} ids`]: Buffer.from(rows.map(({ contentId }) => contentId).join(""), "hex"),
      [`${number} environments`]: Buffer.from(rows.map(({ environment }) => environment).join(""), "hex"),
      [`${number} generations`]: Uint32Array.from(rows, (row) => row.generation),
      [`${number} froms`]: Uint32Array.from(rows, ({ body }) => body?.from ?? NO_BODY),
      [`${number} lengths`]: Uint32Array.from(rows, ({ body }) => body?.length ?? 0),
      [`${number} checks`]: Uint32Array.from(rows, ({ body }) => body?.check ?? 0),
      [`${number} summary ends`]: Uint32Array.from(rows, ({ summary }) => (summaryEnd += summary.length)),
      [`${number} summaries`]: Buffer.concat(rows.map(({ summary }) => summary)),
    });
  }
  const about: About = { generation, sections: [...sections.keys()] };
  const footer = Buffer.alloc(FOOTER_BYTES);
  footer.writeUInt32LE(end, 0);
  footer.writeUInt32LE(FOOTER_MARK, 4);
  return [...arrayChunks(key, arrays, about), footer];
}

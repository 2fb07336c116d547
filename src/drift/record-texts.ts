import { AssetsError } from "../util/errors.ts";
import { grouped } from "../util/text.ts";

/** The text of one record of an export, and the line of its beginning. */
export interface RecordText {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** Far larger than the record of a task run. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Far deeper than any metadata; parsers recurse. */
const MOST_DEPTH = 100;

const [TAB, LINE_FEED, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [QUOTE, APOSTROPHE, STAR, COMMA, SLASH, BACKSLASH] = [0x22, 0x27, 0x2a, 0x2c, 0x2f, 0x5c];
const [OPEN_ROUND, CLOSE_ROUND, OPEN_SQUARE, CLOSE_SQUARE, OPEN_CURLY, CLOSE_CURLY] = [
  0x28, 0x29, 0x5b, 0x5d, 0x7b, 0x7d,
];

/** Ends of the parts of a text in which brackets have no meaning. */
type Part = "value" | "string" | "symbol" | "long string" | "line comment" | "block comment";

/**
 * Splits JSON or Ion text into its structs, without parsing them: one after another, or in one list. Ion's syntax
 * contains that of JSON. Memory is bounded by the largest record. Throws an AssetsError for anything else between
 * structs, unbalanced brackets, and records beyond the limits.
 *
 * @param chunks UTF-8, cut anywhere
 * @param shown name of the source in messages
 */
export function* recordTexts(chunks: Iterable<Uint8Array>, shown: string): Generator<RecordText> {
  let bytes = new Uint8Array(0);
  let at = 0;
  let line = 1;
  let part: Part = "value";
  let inList = false;
  let depth = 0;
  let start = -1;
  let startLine = 1;
  const fail = (why: string, where = line): AssetsError =>
    new AssetsError(`"${shown}" is not an export of Kestra's AssetShipper: ${why} in line ${where}`, {
      hint: "Use a file of FileAssetExporter, in the format ION or JSON.",
    });
  const scan = function* (isLast: boolean): Generator<RecordText> {
    // Two further bytes decide about quotes and comments.
    const end = isLast ? bytes.length : bytes.length - 2;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (byte === LINE_FEED) line++;
      at++;
      if (part === "line comment") {
        if (byte === LINE_FEED) part = "value";
      } else if (part === "block comment") {
        if (byte === STAR && bytes[at] === SLASH) {
          part = "value";
          at++;
        }
      } else if (part !== "value") {
        if (byte === BACKSLASH) {
          if (bytes[at] === LINE_FEED) line++;
          at++;
        } else if (part === "string" ? byte === QUOTE : byte === APOSTROPHE) {
          const isThree = bytes[at] === APOSTROPHE && bytes[at + 1] === APOSTROPHE;
          if (part === "long string" && isThree) at += 2;
          if (part !== "long string" || isThree) part = "value";
        }
      } else if (byte === SLASH && (bytes[at] === SLASH || bytes[at] === STAR)) {
        part = bytes[at] === SLASH ? "line comment" : "block comment";
        at++;
      } else if (start < 0) {
        if (byte === OPEN_CURLY) {
          [start, startLine, depth] = [at - 1, line, 1];
        } else if (byte === OPEN_SQUARE && !inList) inList = true;
        else if (byte === CLOSE_SQUARE && inList) inList = false;
        else if (!isBlank(byte) && byte !== COMMA) {
          const word = wordAt(bytes, at - 1);
          if (!isLast && at - 1 + word.length >= end && word.length <= VERSION.length) {
            at--;
            return;
          }
          if (word !== VERSION) throw fail("text outside a record");
          at += word.length - 1;
        }
      } else if (byte === QUOTE) part = "string";
      else if (byte === APOSTROPHE) {
        const isThree = bytes[at] === APOSTROPHE && bytes[at + 1] === APOSTROPHE;
        part = isThree ? "long string" : "symbol";
        if (isThree) at += 2;
      } else if (byte === OPEN_CURLY || byte === OPEN_SQUARE || byte === OPEN_ROUND) {
        if (++depth > MOST_DEPTH) throw fail(`a record with more than ${MOST_DEPTH} levels`, startLine);
      } else if (byte === CLOSE_CURLY || byte === CLOSE_SQUARE || byte === CLOSE_ROUND) {
        if (--depth === 0) {
          yield { text: Buffer.from(bytes.subarray(start, at)).toString("utf8"), line: startLine };
          start = -1;
        }
      }
    }
  };
  for (const chunk of chunks) {
    // Only the unfinished record is kept.
    const from = start < 0 ? at : start;
    const rest = bytes.subarray(from);
    if (rest.length > MOST_BYTES) throw fail(`a record of more than ${grouped(MOST_BYTES)} bytes`, startLine);
    bytes = concat(rest, chunk);
    at -= from;
    if (start >= 0) start = 0;
    yield* scan(false);
  }
  yield* scan(true);
  if (start >= 0) throw fail("an incomplete record", startLine);
  if (inList) throw fail("a list without its end");
}

/** Ion's version marker, the only text between records. */
const VERSION = "$ion_1_0";

function wordAt(bytes: Uint8Array, from: number): string {
  let to = from;
  while (to < bytes.length && to - from <= VERSION.length && isWord(bytes[to] ?? 0)) to++;
  return Buffer.from(bytes.subarray(from, to)).toString("latin1");
}

function isWord(byte: number): boolean {
  return byte === 0x24 || byte === 0x5f || /\w/.test(String.fromCharCode(byte));
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === LINE_FEED || byte === RETURN || byte === TAB;
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

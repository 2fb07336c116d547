import { type Failure, fail, limitExceeded } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { double, FALSE, integral, list, NULL, string, stringMap, TRUE, type Value } from "../values/value.ts";

const MAX_NESTING = 150;

/**
 * Reads JSON like Kestra's Jackson: integers become Integer, Long or BigInteger by size, other numbers Double, objects
 * keep their order, and text after the first value is ignored; after a number at the root it must begin with white
 * space. reference: Jackson's ReaderBasedJsonParser._verifyRootSpace Throws a runtime Failure for text that is not
 * JSON.
 */
export function parseJson(text: string): Value {
  const reader: Reader = { text, at: 0, depth: 0 };
  skipSpace(reader);
  if (reader.at === text.length) throw fail("an empty text is not JSON");
  const value = readValue(reader);
  const next = text[reader.at];
  if (isNumber(value) && next !== undefined && !SPACE.includes(next)) throw unexpected(reader);
  return value;
}

const SPACE = " \t\r\n";

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

function readValue(reader: Reader): Value {
  const next = reader.text[reader.at];
  if (next === "{") return nested(reader, readObject);
  if (next === "[") return nested(reader, readArray);
  if (next === '"') return string(readString(reader));
  if (next !== undefined && /[-0-9]/.test(next)) return readNumber(reader);
  if (readWord(reader, "true")) return TRUE;
  if (readWord(reader, "false")) return FALSE;
  if (readWord(reader, "null")) return NULL;
  throw unexpected(reader);
}

function nested(reader: Reader, read: (reader: Reader) => Value): Value {
  reader.depth += 1;
  if (reader.depth > MAX_NESTING) throw limitExceeded(`JSON is nested deeper than ${MAX_NESTING} levels`);
  const value = read(reader);
  reader.depth -= 1;
  return value;
}

function readObject(reader: Reader): Value {
  const pairs: [string, Value][] = [];
  reader.at += 1;
  skipSpace(reader);
  if (take(reader, "}")) return stringMap(pairs);
  for (;;) {
    skipSpace(reader);
    if (reader.text[reader.at] !== '"') throw unexpected(reader);
    const key = readString(reader);
    skipSpace(reader);
    if (!take(reader, ":")) throw unexpected(reader);
    skipSpace(reader);
    pairs.push([key, readValue(reader)]);
    skipSpace(reader);
    if (take(reader, "}")) return stringMap(pairs);
    if (!take(reader, ",")) throw unexpected(reader);
  }
}

function readArray(reader: Reader): Value {
  const items: Value[] = [];
  reader.at += 1;
  skipSpace(reader);
  if (take(reader, "]")) return list(items);
  for (;;) {
    skipSpace(reader);
    items.push(readValue(reader));
    skipSpace(reader);
    if (take(reader, "]")) return list(items);
    if (!take(reader, ",")) throw unexpected(reader);
  }
}

const STRING = /"(?:[^"\\]|\\.)*"/sy;

function readString(reader: Reader): string {
  const literal = match(reader, STRING);
  if (literal === undefined) throw unexpected(reader);
  try {
    return JSON.parse(literal) as string;
  } catch {
    throw fail(`not JSON: ${JSON.stringify(literal.slice(0, 40))} is not a JSON string`);
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;

function readNumber(reader: Reader): Value {
  const literal = match(reader, NUMBER);
  if (literal === undefined || /[0-9A-Za-z.]/.test(reader.text[reader.at] ?? "")) throw unexpected(reader);
  if (/[.eE]/.test(literal)) return double(Number(literal));
  if (literal.length > 1000) throw fail("a number in the JSON has more than 1000 digits");
  return integral(BigInt(literal));
}

function readWord(reader: Reader, word: string): boolean {
  if (!reader.text.startsWith(word, reader.at)) return false;
  if (/[\w$]/.test(reader.text[reader.at + word.length] ?? "")) return false;
  reader.at += word.length;
  return true;
}

function match(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function skipSpace(reader: Reader): void {
  while (SPACE.includes(reader.text[reader.at] ?? "x")) reader.at += 1;
}

function unexpected(reader: Reader): Failure {
  const found = reader.text.slice(reader.at, reader.at + 12);
  return fail(
    `not JSON: unexpected ${found === "" ? "end" : JSON.stringify(found)} at position ${reader.at}`,
  );
}

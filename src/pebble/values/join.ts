import { mapEntries } from "./map-order.ts";
import { textWithHoles } from "./text-with-holes.ts";
import { derived } from "./unknown.ts";
import type { Parts, Unknown, Value } from "./value.ts";

/** The common knowledge of two possible values; `cause` decides between them. */
export function joinValues(a: Value, b: Value, cause: Unknown): Value {
  if (identical(a, b)) return a;
  if ((a.kind === "string" || a.kind === "text") && (b.kind === "string" || b.kind === "text")) {
    const safe = a.kind === "text" && a.safe;
    if (!safe && !(b.kind === "text" && b.safe))
      return textWithHoles(joinParts(textParts(a), textParts(b), cause));
  }
  return derived(cause, { maybeNull: canBeNull(a) || canBeNull(b), word: isWord(a) && isWord(b) });
}

/** Text that is one of two: what both begin and end with is kept, the rest is a hole. */
export function joinParts(a: Parts, b: Parts, cause: Unknown): Parts {
  const before: (string | Unknown)[] = [];
  const after: (string | Unknown)[] = [];
  const left = [...a];
  const right = [...b];
  while (sameEnd(left[0], right[0])) {
    before.push(left.shift() ?? "");
    right.shift();
  }
  if (left.length === 0 && right.length === 0) return before;
  const start = commonStart(left[0], right[0]);
  before.push(start);
  cutStart(left, start.length);
  cutStart(right, start.length);
  while (sameEnd(left.at(-1), right.at(-1))) {
    after.unshift(left.pop() ?? "");
    right.pop();
  }
  const end = commonEnd(left.at(-1), right.at(-1));
  after.unshift(end);
  cutEnd(left, end.length);
  cutEnd(right, end.length);
  return [...before, derived(cause, { word: allWords(left) && allWords(right) }), ...after];
}

function sameEnd(a: string | Unknown | undefined, b: string | Unknown | undefined): boolean {
  return a !== undefined && a === b;
}
function commonStart(a: string | Unknown | undefined, b: string | Unknown | undefined): string {
  if (typeof a !== "string" || typeof b !== "string") return "";
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  if (isHighSurrogate(a, length - 1)) length -= 1;
  return a.slice(0, length);
}
function commonEnd(a: string | Unknown | undefined, b: string | Unknown | undefined): string {
  if (typeof a !== "string" || typeof b !== "string") return "";
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  if (isLowSurrogate(a, a.length - length)) length -= 1;
  return a.slice(a.length - length);
}
function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}
function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
function cutStart(parts: (string | Unknown)[], length: number): void {
  const [first] = parts;
  if (length > 0 && typeof first === "string") parts[0] = first.slice(length);
}
function cutEnd(parts: (string | Unknown)[], length: number): void {
  const last = parts.at(-1);
  if (length > 0 && typeof last === "string") parts[parts.length - 1] = last.slice(0, last.length - length);
}
function allWords(parts: Parts): boolean {
  const filled = parts.filter((part) => part !== "");
  return (
    filled.length > 0 && filled.every((part) => (typeof part === "string" ? WORD.test(part) : part.word))
  );
}
const WORD = /^[A-Za-z0-9]+$/;

function textParts(value: Value): Parts {
  if (value.kind === "text") return value.parts;
  return value.kind === "string" ? [value.value] : [];
}

function canBeNull(value: Value): boolean {
  return value.kind === "null" || (value.kind === "unknown" && value.maybeNull);
}

function isWord(value: Value): boolean {
  switch (value.kind) {
    case "null":
      return true;
    case "unknown":
      return value.word;
    case "string":
      return WORD.test(value.value);
    case "integer":
    case "long":
      return value.value >= 0;
    case "text":
      return allWords(value.parts);
    default:
      return false;
  }
}

/** The same for every purpose: kind, content and, for lists (which may be changed in place), object. */
function identical(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "list":
    case "array":
    case "values":
    case "set":
    case "bytes":
    case "unknown":
      return false;
    case "text":
      return b.kind === "text" && a.safe === b.safe && sameParts(a.parts, b.parts);
    case "map": {
      if (b.kind !== "map" || a.capacity !== b.capacity || a.entries.size !== b.entries.size) return false;
      if (a.rest !== b.rest || a.bean !== b.bean) return false;
      const others = mapEntries(b);
      return mapEntries(a).every((item, index) => {
        const other = others[index];
        return other !== undefined && identical(item, other);
      });
    }
    case "entry":
      return b.kind === "entry" && identical(a.key, b.key) && identical(a.value, b.value);
    case "date":
      return b.kind === "date" && a.javaClass === b.javaClass && a.text === b.text;
    case "big-decimal":
      return b.kind === "big-decimal" && a.scale === b.scale && a.unscaled === b.unscaled;
    case "null":
    case "missing-node":
      return true;
    default:
      return "value" in b && Object.is(a.value, b.value);
  }
}

export function sameParts(a: Parts, b: Parts): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

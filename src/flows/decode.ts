import { isUtf8 } from "node:buffer";
import type { Place } from "./place.ts";
import type { Problem } from "./problem.ts";
import { type SourceText, sourceText } from "./source-text.ts";

/**
 * Maximum size of a flow file in bytes: the character limit of Kestra's parser (SnakeYAML's `codePointLimit`), which
 * also limits memory.
 */
export const MAX_FILE_BYTES = 3 * 1024 * 1024;

export type Decoded =
  | { readonly kind: "text"; readonly source: SourceText }
  | { readonly kind: "problem"; readonly problem: Problem };

/** Decodes the bytes of a file as UTF-8, with or without a byte order mark. Anything else is a problem, never an error. */
export function decode(file: string, bytes: Uint8Array): Decoded {
  if (bytes.length > MAX_FILE_BYTES) return { kind: "problem", problem: tooLarge(file, bytes.length) };
  if (isUtf16(bytes)) {
    return problem({ file, line: 1, column: 1 }, "the file is UTF-16, not UTF-8: save it as UTF-8");
  }
  if (!isUtf8(bytes)) return invalidUtf8(file, bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
  return { kind: "text", source: sourceText(file, text.startsWith("\uFEFF") ? text.slice(1) : text) };
}

/** The problem of a file that is too large to be a flow, for callers that know its size before they read it. */
export function tooLarge(file: string, size: number): Problem {
  const limit = MAX_FILE_BYTES / 1024 / 1024;
  const actual = (size / 1024 / 1024).toFixed(1);
  return {
    message: `the file is larger than ${limit} MiB (${actual} MiB), which exceeds Kestra's limit: exclude or split it`,
    place: { file, line: 1, column: 1 },
  };
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** The decoder writes U+FFFD for invalid bytes; the first one without an equal in the bytes marks the place. */
function invalidUtf8(file: string, bytes: Uint8Array): Decoded {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
  let bytesBefore = 0;
  let counted = 0;
  let at = text.indexOf("\uFFFD");
  for (; at !== -1; at = text.indexOf("\uFFFD", at + 1)) {
    bytesBefore += Buffer.byteLength(text.slice(counted, at));
    counted = at;
    if (bytes[bytesBefore] !== 0xef || bytes[bytesBefore + 1] !== 0xbf || bytes[bytesBefore + 2] !== 0xbd)
      break;
  }
  const bom = text.startsWith("\uFEFF") ? 1 : 0;
  const place = sourceText(file, text.slice(bom)).place(at - bom);
  const byte = (bytes[bytesBefore] ?? 0).toString(16).padStart(2, "0").toUpperCase();
  return problem(place, `the byte 0x${byte} is not valid UTF-8: save the file as UTF-8`);
}

function problem(place: Place, message: string): Decoded {
  return { kind: "problem", problem: { message, place } };
}

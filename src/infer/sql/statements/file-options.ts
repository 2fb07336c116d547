import type { SqlAccessKind } from "../access.ts";
import { unquoted } from "../lexer/quoted.ts";
import { accept, type Reader } from "../reader/reader.ts";
import type { Scope } from "../reader/scope.ts";
import { readFileToken } from "./file-token.ts";
import { atEnd, skipOne } from "./rest.ts";

/** Options that name files, in upper case. */
const FILE_OPTIONS = new Set([
  "URI",
  "URIS",
  "PATH",
  "LOCATION",
  "EXTERNAL_LOCATION",
  "DIRECTORY",
  "HIVE_PARTITION_URI_PREFIX",
]);

/** Reads options in brackets, and gives the files that they name: `(format = 'CSV', uris = ['gs://b/f'])`. */
export function readFileOptions(r: Reader, scope: Scope, kind: SqlAccessKind): number[] {
  const files: number[] = [];
  r.tokens.next();
  let key = "";
  while (!(atEnd(r) && r.tokens.peek().upper !== "]")) {
    const token = r.tokens.peek();
    if (token.upper === "," && r.tokens.last().upper !== "[") key = "";
    if (key === "" && (token.kind === "word" || token.kind === "string" || token.kind === "name")) {
      key = token.kind === "word" ? token.upper : nameOf(r);
      r.tokens.next();
      continue;
    }
    if (!FILE_OPTIONS.has(key) || key === "HIVE_PARTITION_URI_PREFIX") skipOne(r, scope);
    else if (accept(r, "[") !== undefined) files.push(...readList(r, kind));
    else {
      const file = readFileToken(r, kind);
      if (file === undefined) skipOne(r, scope);
      else files.push(file);
    }
  }
  accept(r, ")");
  return files;
}

function readList(r: Reader, kind: SqlAccessKind): number[] {
  const files: number[] = [];
  do {
    const file = readFileToken(r, kind);
    if (file !== undefined) files.push(file);
  } while (accept(r, ",") !== undefined);
  accept(r, "]");
  return files;
}

function nameOf(r: Reader): string {
  return unquoted(r.source, r.tokens.peek())
    .map((fragment) => (typeof fragment === "string" ? fragment : ""))
    .join("")
    .toUpperCase();
}

import type { SqlAccessKind } from "../access.ts";
import { unquoted } from "../lexer/quoted.ts";
import { stageResource } from "../names/stage.ts";
import { unbalanced } from "../query/group.ts";
import { readPathExpression } from "../query/path-expression.ts";
import { accept, type Reader } from "../reader/reader.ts";
import { record, recordFile } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { atEnd, skipOne } from "./rest.ts";

/** Options that name files, in upper case. */
const FILE_OPTIONS = new Set(["URI", "URIS", "PATH", "LOCATION", "EXTERNAL_LOCATION", "DIRECTORY"]);

/** Reads options in brackets and returns their files: `(format = 'CSV', uris = ['gs://b/f'])`. */
export function readFileOptions(r: Reader, scope: QueryScope, kind: SqlAccessKind): number[] {
  const files: number[] = [];
  r.tokens.next();
  do {
    const isFile = FILE_OPTIONS.has(readKey(r));
    if (isFile && accept(r, "[") !== undefined) {
      do files.push(...readFile(r, scope, kind));
      while (accept(r, ",") !== undefined);
      if (accept(r, "]") === undefined) unbalanced(r, "unclosed bracket");
    } else if (isFile) files.push(...readFile(r, scope, kind));
    while (!(atEnd(r) || r.tokens.peek().upper === ",")) skipOne(r, scope);
  } while (accept(r, ",") !== undefined);
  if (accept(r, ")") === undefined) unbalanced(r, "unclosed bracket");
  return files;
}

/** Reads the name of an option and `=`; returns the name in upper case. */
function readKey(r: Reader): string {
  const token = r.tokens.peek();
  if (token.kind !== "word" && token.kind !== "name" && token.kind !== "string") return "";
  r.tokens.next();
  accept(r, "=");
  accept(r, ">");
  if (token.kind === "word") return token.upper;
  const [text] = unquoted(r.source, token);
  return typeof text === "string" ? text.toUpperCase() : "";
}

function readFile(r: Reader, scope: QueryScope, kind: SqlAccessKind): number[] {
  const token = r.tokens.peek();
  const stage = stageResource(r, token);
  if (stage !== undefined) return [record(r, kind, stage, r.tokens.next())];
  const path = readPathExpression(r, scope, createSources());
  return path.length === 0
    ? []
    : [recordFile(r, kind, path, { start: token.start, end: r.tokens.last().end })];
}

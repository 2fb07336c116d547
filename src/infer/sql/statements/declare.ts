import { accept, acceptAll, type Reader, sees } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { readCreated } from "./created.ts";
import { atEnd, skipOne } from "./rest.ts";

/** DECLARE: variables, cursors with their queries, and temporary tables. */
export function readDeclare(r: Reader, scope: QueryScope): readonly number[] {
  r.declaring = true;
  return readDeclaration(r, scope);
}

/** One declaration, up to `;`. */
export function readDeclaration(r: Reader, scope: QueryScope): readonly number[] {
  accept(r, "GLOBAL", "LOCAL");
  if (acceptAll(r, "TEMPORARY", "TABLE")) return readCreated(r, scope, { temporary: true, view: false });
  while (!atEnd(r)) {
    const isCursor = accept(r, "FOR", "IS") !== undefined;
    if (isCursor && sees(r, "SELECT", "WITH")) r.grammar.query(r, scope, createSources());
    else if (!isCursor) skipOne(r, scope);
  }
  return [];
}

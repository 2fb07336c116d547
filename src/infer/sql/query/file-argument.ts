import { accept, type Reader } from "../reader/reader.ts";
import { recordFile } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";
import { unbalanced } from "./group.ts";
import { readPathExpression } from "./path-expression.ts";

/**
 * Reads the arguments of a function that reads files. The argument at `index`, from 0, is a file or a list of files.
 */
export function readFileArgument(r: Reader, scope: QueryScope, into: Sources, index: number): void {
  r.tokens.next();
  for (let at = 0; ; at++) {
    if (at === index) readFiles(r, scope, into);
    else readPathExpression(r, scope, into);
    if (accept(r, ",") === undefined) break;
  }
  if (accept(r, ")") === undefined) unbalanced(r, "unclosed bracket");
}

function readFiles(r: Reader, scope: QueryScope, into: Sources): void {
  accept(r, "BULK");
  const list = accept(r, "[") !== undefined;
  do readFile(r, scope, into);
  while (list && accept(r, ",") !== undefined);
  if (list && accept(r, "]") === undefined) unbalanced(r, "unclosed bracket");
}

function readFile(r: Reader, scope: QueryScope, into: Sources): void {
  const { start } = r.tokens.peek();
  const path = readPathExpression(r, scope, into);
  if (path.length > 0) into.accesses.push(recordFile(r, "read", path, { start, end: r.tokens.last().end }));
}

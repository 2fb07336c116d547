import { pushAll } from "../../../util/push-all.ts";
import { unquoted } from "../lexer/quoted.ts";
import { readName } from "../names/read-name.ts";
import { accept, acceptAll, addGap, type Reader, sees } from "../reader/reader.ts";
import { addFlow, recordFile, recordRead } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { readFileOptions } from "./file-options.ts";
import { readFileToken } from "./file-token.ts";
import { atEnd, skipOne, skipRest } from "./rest.ts";

/** `EXPORT DATA OPTIONS (uri = ..) AS query`, and the forms of other systems. */
export function readExportData(r: Reader, scope: QueryScope): readonly number[] {
  const start = r.tokens.last().start;
  const sources = createSources();
  const files: (number | undefined)[] = [];
  if (accept(r, "TABLE") !== undefined || isQuotedTable(r)) {
    const named = readName(r);
    if (named !== undefined) recordRead(r, scope, named, sources);
  } else if (accept(r, "DATA", "TO") === undefined) {
    const file = r.tokens.peek(1);
    if (accept(r, "DATABASE") !== undefined && file.kind === "string")
      recordFile(r, "write", unquoted(r.source, file), file);
    addGap(r, "unexpected", "a whole database is exported", start, r.tokens.last().end);
    return skipRest(r, scope);
  }
  while (!atEnd(r)) {
    if (acceptAll(r, "AS") && sees(r, "SELECT", "WITH", "(", "FROM")) r.grammar.query(r, scope, sources);
    else if (accept(r, "TO", "INTO") !== undefined) files.push(readFileToken(r, "write"));
    else if (r.tokens.peek().upper === "(") pushAll(files, readFileOptions(r, scope, "write"));
    else skipOne(r, scope);
  }
  addFlow(r, sources, files);
  return [];
}

/** `EXPORT "S"."T" AS CSV INTO 'path'` of HANA. */
function isQuotedTable(r: Reader): boolean {
  return r.dialect.name === "hana" && (r.tokens.peek().kind === "name" || r.tokens.peek(1).upper === ".");
}

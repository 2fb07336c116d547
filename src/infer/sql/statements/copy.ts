import { readName } from "../names/read-name.ts";
import { accept, addGap, markUnexpected, type Reader, sees } from "../reader/reader.ts";
import { addFlow, recordRead } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { readFileToken } from "./file-token.ts";
import { atEnd, skipOne, skipRest } from "./rest.ts";
import { readTarget } from "./target.ts";

const NO_FILES = ["STDIN", "STDOUT"];

/** `COPY t FROM 'file'`, `COPY t TO 'file'`, `COPY (query) TO 'file'`, and `COPY INTO`. */
export function readCopy(r: Reader, scope: QueryScope): readonly number[] {
  if (accept(r, "INTO") !== undefined) return readCopyInto(r, scope);
  if (sees(r, "FROM")) {
    const { start, end } = r.tokens.peek();
    addGap(r, "unexpected", "a whole database is copied", start, end);
    return skipRest(r, scope);
  }
  accept(r, "BINARY");
  accept(r, "TABLE");
  const sources = createSources();
  const query = r.tokens.peek().upper === "(";
  if (query) r.grammar.group(r, scope, sources);
  const named = query ? undefined : readName(r);
  while (!(atEnd(r) || sees(r, "FROM", "TO", "INTO"))) skipOne(r, scope);
  const way = accept(r, "FROM", "TO", "INTO");
  if (way === undefined || !(query || named !== undefined)) {
    markUnexpected(r, r.tokens.peek(), "expected FROM or TO");
    return skipRest(r, scope);
  }
  if (way.upper === "FROM") readFrom(r, scope, named);
  else {
    if (named !== undefined) recordRead(r, scope, named, sources);
    addFlow(r, sources, readFiles(r, "write"));
  }
  return skipRest(r, scope);
}

function readFrom(r: Reader, scope: QueryScope, named: ReturnType<typeof readName>): void {
  if (named === undefined) return;
  const into = createSources();
  const index = recordRead(r, scope, named, into);
  const draft = index === undefined ? undefined : r.statement.accesses[index];
  if (draft !== undefined) draft.kind = "write";
  accept(r, "LOCAL");
  addFlow(r, { accesses: readFiles(r, "read"), uses: [] }, [index]);
}

/** One or several files; not standard input or programs. */
function readFiles(r: Reader, kind: "read" | "write"): number[] {
  const files: number[] = [];
  if (accept(r, ...NO_FILES, "PROGRAM") !== undefined) return files;
  do {
    const file = readFileToken(r, kind);
    if (file !== undefined) files.push(file);
  } while (accept(r, ",") !== undefined);
  return files;
}

/** `COPY INTO t FROM @stage` loads, `COPY INTO @stage FROM t` unloads; both may hold a query. */
function readCopyInto(r: Reader, scope: QueryScope): readonly number[] {
  const target = readFileToken(r, "write") ?? readTarget(r, "write");
  while (!(atEnd(r) || sees(r, "FROM"))) skipOne(r, scope);
  if (accept(r, "FROM") === undefined) {
    markUnexpected(r, r.tokens.peek(), "expected FROM");
    return [];
  }
  const sources = createSources();
  readSource(r, scope, sources);
  addFlow(r, sources, [target]);
  return skipRest(r, scope);
}

function readSource(r: Reader, scope: QueryScope, sources: Sources): void {
  if (r.tokens.peek().upper === "(") {
    r.grammar.group(r, scope, sources);
    return;
  }
  const [file, ...others] = readFiles(r, "read");
  if (file !== undefined) {
    sources.accesses.push(file, ...others);
    return;
  }
  const named = readName(r);
  if (named !== undefined) recordRead(r, scope, named, sources);
}

import type { SqlAccessKind, SqlName, SqlResource } from "../access.ts";
import type { SqlToken } from "../lexer/token.ts";
import type { NameRead } from "../names/read-name.ts";
import { isSystemTable } from "../names/system-tables.ts";
import type { SqlFragment } from "../sql-text.ts";
import { addGap, doubtStatement, type Reader, spanOf } from "./reader.ts";
import { meaningOf, noteForwardRead, type QueryScope } from "./scope.ts";
import type { Sources } from "./sources.ts";

/** More tables than any text written by hand. Further accesses are left out. */
const MOST_ACCESSES = 100_000;

/** Records an access and returns its index in the accesses of the statement. */
export function record(
  r: Reader,
  kind: SqlAccessKind,
  resource: SqlResource,
  { start, end }: Pick<SqlToken, "start" | "end">,
  doubt?: string,
): number {
  r.session.accesses += 1;
  if (r.session.accesses >= MOST_ACCESSES) endText(r, start, end);
  const table = resource.kind === "table" ? resource.name : undefined;
  const temporary = table !== undefined && r.session.temporaries.has(table);
  r.statement.accesses.push({
    kind,
    resource,
    span: spanOf(r, start, end),
    temporary,
    doubt: doubt ?? (temporary || table === undefined ? undefined : temporaryDoubt(r, kind, table)),
    dropped: false,
  });
  return r.statement.accesses.length - 1;
}

function endText(r: Reader, start: number, end: number): void {
  r.lexer.finish();
  r.tokens.forget();
  doubtStatement(r, "the text is too large");
  if (r.session.accesses > MOST_ACCESSES) return;
  addGap(r, "too-large", `the text has more than ${MOST_ACCESSES} tables: the rest is omitted`, start, end);
}

/** The doubt of a name without schema: a hole may create a temporary table of this name. */
function temporaryDoubt(r: Reader, kind: SqlAccessKind, name: SqlName): string | undefined {
  if (kind === "create" || name.length > 1) return undefined;
  if (r.session.temporaries.mayHave(name))
    return "it may be a temporary table with an expression in its name";
  return r.session.unsure;
}

/** Records a table that a query reads, unless the name refers to something else. */
export function recordRead(
  r: Reader,
  scope: QueryScope,
  named: NameRead,
  into: Sources,
  doubt?: string,
): number | undefined {
  const [part] = named.name;
  let reason = doubt ?? named.doubt;
  if (part !== undefined && named.name.length === 1) {
    const meaning = meaningOf(scope, part, r.dialect);
    if (meaning.kind === "cte") {
      into.uses.push(meaning.sources);
      return undefined;
    }
    reason ??= meaning.doubt;
  }
  if (isSystemTable(named.name, r.dialect)) return undefined;
  const index = record(r, "read", { kind: "table", name: named.name }, named, reason);
  into.accesses.push(index);
  if (part !== undefined && named.name.length === 1) noteForwardRead(scope, part, index, into, r.dialect);
  return index;
}

/** Records a table that a statement changes, unless it is a system table. */
export function recordTarget(
  r: Reader,
  kind: SqlAccessKind,
  named: NameRead,
  doubt?: string,
): number | undefined {
  if (isSystemTable(named.name, r.dialect)) return undefined;
  return record(r, kind, { kind: "table", name: named.name }, named, doubt ?? named.doubt);
}

export function recordFile(
  r: Reader,
  kind: SqlAccessKind,
  path: readonly SqlFragment[],
  token: Pick<SqlToken, "start" | "end">,
): number {
  return record(r, kind, { kind: "file", path }, token);
}

/** Records a flow from the sources into the targets. Without targets there is none. */
export function addFlow(r: Reader, inputs: Sources, outputs: readonly (number | undefined)[]): void {
  const known = outputs.filter((output) => output !== undefined);
  if (known.length > 0) r.statement.flows.push({ inputs, outputs: known });
}

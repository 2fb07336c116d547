import { type NameRead, nameInString } from "../names/read-name.ts";
import { addGap, type Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";
import { readFileArgument } from "./file-argument.ts";

/** Reads the arguments of a function in a FROM clause. */
export function readTableFunction(r: Reader, scope: QueryScope, into: Sources, named: NameRead): void {
  const [fragment] = named.name.at(-1)?.fragments ?? [];
  const name = typeof fragment === "string" ? fragment.toUpperCase() : "";
  const bulk = name === "OPENROWSET" && r.tokens.peek(1).upper === "BULK";
  const argument = bulk ? 0 : r.dialect.fileFunctions.get(name);
  if (argument !== undefined) readFileArgument(r, scope, into, argument);
  else {
    if (r.dialect.externalFunctions.has(name)) addExternalGap(r, name, named);
    r.grammar.group(r, scope, into, { tables: true });
  }
}

/** Reads `TABLE(..)` around a function. Returns the name in `TABLE('name')` of Snowflake. */
export function readTableOfFunction(r: Reader, scope: QueryScope, into: Sources): NameRead | undefined {
  const { start } = r.tokens.next();
  const argument = r.tokens.peek(1);
  if (argument.kind === "string" && r.tokens.peek(2).upper === ")") {
    r.tokens.next();
    r.tokens.next();
    const { end } = r.tokens.next();
    return { name: nameInString(r, argument), start, end, doubt: undefined };
  }
  const name = functionIn(r);
  if (r.dialect.externalFunctions.has(name)) addExternalGap(r, name, { start, end: argument.end });
  r.grammar.group(r, scope, into, { tables: true });
  return undefined;
}

/** The function after a bracket, without schema and catalog: `(catalog.system.query(`. */
function functionIn(r: Reader): string {
  let at = 1;
  while (at < MOST_PARTS && r.tokens.peek(at + 1).upper === ".") at += 2;
  return r.tokens.peek(at).upper;
}

const MOST_PARTS = 6;

function addExternalGap(r: Reader, name: string, { start, end }: Pick<NameRead, "start" | "end">): void {
  addGap(r, "external", `${name} reads from another system`, start, end);
}

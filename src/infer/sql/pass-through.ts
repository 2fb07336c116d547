import { pushAll } from "../../util/push-all.ts";
import type { SqlAccess, SqlReading, SqlStatement } from "./access.ts";
import type { SqlDialect } from "./dialects/dialect.ts";
import { nameKey } from "./names/name-key.ts";
import { createSources, type Sources, underlyingAccesses } from "./reader/sources.ts";
import type { SqlFragment } from "./sql-text.ts";

/** Lineage of a text. The inputs may belong to earlier statements. */
export interface SqlTextFlow {
  readonly statement: SqlStatement;
  readonly inputs: readonly SqlAccess[];
  readonly outputs: readonly SqlAccess[];
}

export interface SqlTextFlows {
  readonly flows: readonly SqlTextFlow[];
  /** False if the text exceeds the limit of flows; the rest is left out. */
  readonly complete: boolean;
}

/** Maximum visits of row sources, as a multiple of the accesses of the text. */
const LOOKS_PER_ACCESS = 50;
/** Enough for any text written by hand. */
const LEAST_LOOKS = 100_000;

/**
 * The flows of a text through tables that end with the session: `CREATE TEMP TABLE t AS SELECT .. FROM a; INSERT INTO b
 * SELECT .. FROM t` is a flow from `a` to `b`. `passes` selects further resources to pass through, such as tables of an
 * in-memory database and local files.
 */
export function flowsThrough(
  { statements }: SqlReading,
  dialect: SqlDialect,
  passes: (access: SqlAccess) => boolean = () => false,
): SqlTextFlows {
  const accesses: SqlAccess[] = [];
  const held = new Map<string, Sources>();
  const flows: SqlTextFlow[] = [];
  const all = statements.reduce((sum, statement) => sum + statement.accesses.length, 0);
  const budget = { left: LEAST_LOOKS + LOOKS_PER_ACCESS * all };
  for (const statement of statements) {
    const first = accesses.length;
    pushAll(accesses, statement.accesses);
    for (const { inputs, outputs } of statement.flows) {
      const sources = createSources();
      for (const at of inputs) addInput(sources, first + at);
      const written: SqlAccess[] = [];
      for (const at of outputs) {
        const output = accesses[first + at];
        if (output === undefined) continue;
        if (isPassed(output)) hold(output, sources);
        else written.push(output);
      }
      if (written.length === 0) continue;
      const read = underlyingAccesses(sources, budget).flatMap((at) => accesses[at] ?? []);
      if (budget.left <= 0) return { flows, complete: false };
      if (read.length > 0) flows.push({ statement, inputs: read, outputs: written });
    }
  }
  return { flows, complete: true };

  function isPassed(access: SqlAccess): boolean {
    return access.temporary || passes(access);
  }

  function addInput(sources: Sources, at: number): void {
    const access = accesses[at];
    if (access === undefined) return;
    if (!isPassed(access)) {
      sources.accesses.push(at);
      return;
    }
    const content = held.get(keyOf(access, dialect));
    if (content !== undefined) sources.uses.push(content);
  }

  /** A new table contains only the new rows. */
  function hold(access: SqlAccess, sources: Sources): void {
    const key = keyOf(access, dialect);
    const before = access.kind === "create" ? undefined : held.get(key);
    held.set(key, before === undefined ? sources : { accesses: [], uses: [before, sources] });
  }
}

function keyOf({ resource }: SqlAccess, dialect: SqlDialect): string {
  if (resource.kind === "file") return `file\u0001${pathKey(resource.path)}`;
  const name = nameKey(resource.name, dialect);
  return resource.kind === "table"
    ? `table\u0001${name}`
    : `stage\u0001${name}\u0001${pathKey(resource.path)}`;
}

function pathKey(path: readonly SqlFragment[]): string {
  return path
    .map((fragment) => (typeof fragment === "string" ? fragment : `\u0002${fragment.hole}\u0002`))
    .join("");
}

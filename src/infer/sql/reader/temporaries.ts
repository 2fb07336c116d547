import type { SqlName } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";
import { nameKey } from "../names/name-key.ts";
import type { SqlFragment } from "../sql-text.ts";

/** The temporary tables of a session. */
export interface Temporaries {
  readonly add: (name: SqlName) => void;
  /** Drops a table. It counts as temporary if the text creates a temporary table of that name later. */
  readonly remove: (name: SqlName, drop: DroppedTable | undefined) => void;
  /** Records that a hole may create a temporary table of any name, including the names dropped before. */
  readonly doubtDropped: (reason: string) => void;
  readonly has: (name: SqlName) => boolean;
  /** Whether a temporary table whose name has holes may have this name. */
  readonly mayHave: (name: SqlName) => boolean;
}

/** The access that drops a table. */
export interface DroppedTable {
  temporary: boolean;
  doubt: string | undefined;
}

const MAY_BE_DROPPED = "it may be a temporary table with an expression in its name";

/** Beyond this number of names with holes, any name may match. */
const MOST_PATTERNS = 20;

export function createTemporaries(dialect: SqlDialect): Temporaries {
  const keys = new Set<string>();
  const patterns: { readonly first: string; readonly last: string }[] = [];
  const dropped = new Map<string, DroppedTable[]>();
  let any = false;

  return { add, remove, doubtDropped, has, mayHave };

  function add(name: SqlName): void {
    const key = nameKey(name, dialect);
    keys.add(key);
    for (const drop of dropped.get(key) ?? []) drop.temporary = true;
    dropped.delete(key);
    const fragments = name.at(-1)?.fragments ?? [];
    if (fragments.every((fragment) => typeof fragment === "string")) return;
    if (patterns.length < MOST_PATTERNS) patterns.push(ends(fragments));
    else any = true;
    doubtDropped(MAY_BE_DROPPED);
  }

  function remove(name: SqlName, drop: DroppedTable | undefined): void {
    const key = nameKey(name, dialect);
    if (keys.delete(key) || drop === undefined || name.length > 1) return;
    const before = dropped.get(key);
    if (before === undefined) dropped.set(key, [drop]);
    else before.push(drop);
  }

  function doubtDropped(reason: string): void {
    for (const drops of dropped.values()) for (const drop of drops) drop.doubt ??= reason;
    dropped.clear();
  }

  function has(name: SqlName): boolean {
    return keys.has(nameKey(name, dialect)) || isTemporaryName(name, dialect);
  }

  function mayHave(name: SqlName): boolean {
    if (name.length > 1) return false;
    if (any) return true;
    const { first, last } = ends(name[0]?.fragments ?? []);
    return patterns.some((pattern) => first.startsWith(pattern.first) && last.endsWith(pattern.last));
  }
}

function ends(fragments: readonly SqlFragment[]): { first: string; last: string } {
  const text = (fragment: SqlFragment | undefined) =>
    typeof fragment === "string" ? fragment.toLowerCase() : "";
  return { first: text(fragments[0]), last: text(fragments.at(-1)) };
}

/** Whether the spelling alone makes a table temporary: `#t`, `@t`, `:t`, `SESSION.t`. */
function isTemporaryName(name: SqlName, dialect: SqlDialect): boolean {
  const texts = name.map(({ fragments }) => (typeof fragments[0] === "string" ? fragments[0] : ""));
  const last = texts.at(-1) ?? "";
  if (dialect.hashNames && last.startsWith("#")) return true;
  if (dialect.tableVariables && (last.startsWith("@") || last.startsWith(":"))) return true;
  return texts.slice(0, -1).some((text) => dialect.temporarySchemas.has(text.toLowerCase()));
}

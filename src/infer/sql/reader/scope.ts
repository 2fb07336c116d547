import type { SqlNamePart } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";
import { cteKey } from "../names/name-key.ts";
import type { Sources } from "./sources.ts";

/** The names visible inside a query: common table expressions, and aliases of its FROM clause. */
export interface QueryScope {
  readonly parent: QueryScope | undefined;
  readonly ctes: Map<string, Cte>;
  /** Names of the tables in the FROM clause, for arrays of their rows. */
  readonly aliases: Set<string>;
  /** The reason why a name may be a common table expression hidden in a hole. */
  hides: string | undefined;
  /** Reads that may refer to a later common table expression; set while WITH RECURSIVE is read. */
  forward: ForwardRead[] | undefined;
  /** A common table expression that its own query may refer to only after UNION. */
  itself: Cte | undefined;
  /** Whether an earlier hole may contain that UNION. */
  itselfHidden: boolean;
}

interface ForwardRead {
  readonly key: string;
  readonly access: number;
  readonly into: Sources;
}

export interface Cte {
  readonly part: SqlNamePart;
  readonly sources: Sources;
}

export function createScope(parent?: QueryScope): QueryScope {
  return {
    parent,
    ctes: new Map(),
    aliases: new Set(),
    hides: undefined,
    forward: undefined,
    itself: undefined,
    itselfHidden: false,
  };
}

export function defineCte(scope: QueryScope, part: SqlNamePart, sources: Sources, dialect: SqlDialect): void {
  scope.ctes.set(cteKey(part, dialect), { part, sources });
}

export type Meaning =
  | { readonly kind: "cte"; readonly sources: Sources }
  | { readonly kind: "table"; readonly doubt: string | undefined };

/** The meaning of a name with one part. */
export function meaningOf(scope: QueryScope, part: SqlNamePart, dialect: SqlDialect): Meaning {
  const key = cteKey(part, dialect);
  let doubt: string | undefined;
  for (let at: QueryScope | undefined = scope; at !== undefined; at = at.parent) {
    const cte = at.ctes.get(key);
    if (cte !== undefined) {
      if (dialect.cteNames !== "unclear" || sameText(cte.part, part))
        return { kind: "cte", sources: cte.sources };
      doubt = "it differs only in case from a common table expression";
    }
    if (at.itselfHidden && at.itself !== undefined && cteKey(at.itself.part, dialect) === key)
      doubt ??= "an expression before it may contain UNION, after which it refers to the query itself";
    doubt ??= at.hides;
  }
  return { kind: "table", doubt };
}

function sameText(a: SqlNamePart, b: SqlNamePart): boolean {
  return a.fragments.join("\u0001") === b.fragments.join("\u0001");
}

/** Whether an alias of the query, or of one around it, has this name. */
export function isAlias(scope: QueryScope, key: string): boolean {
  for (let at: QueryScope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.aliases.has(key)) return true;
  }
  return false;
}

/** Records a read that may refer to a later common table expression. */
export function noteForwardRead(
  scope: QueryScope,
  part: SqlNamePart,
  access: number,
  into: Sources,
  dialect: SqlDialect,
): void {
  for (let at: QueryScope | undefined = scope; at !== undefined; at = at.parent) {
    at.forward?.push({ key: cteKey(part, dialect), access, into });
  }
}

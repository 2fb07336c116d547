import type { SqlFragment } from "./sql-text.ts";

/**
 * What a statement does with a resource. `access`: it needs it without reading or writing rows, as `CREATE TABLE a LIKE
 * b` needs `b`. The words are those of the list of touched tables proposed for Kestra's JDBC plugin (plugin-jdbc
 * #1013), and `alter`, `delete` and `truncate`.
 */
export type SqlAccessKind = "read" | "access" | "write" | "create" | "alter" | "delete" | "truncate" | "drop";

/** From `start` up to `end`, not included, in the text that the caller gave; a hole counts as one character. */
export interface SqlSpan {
  readonly start: number;
  readonly end: number;
}

/** One part of a dotted name, quotes and escapes undone. */
export interface SqlNamePart {
  readonly fragments: readonly SqlFragment[];
  readonly quoted: boolean;
}

/** A dotted name as written. A part of nothing but a hole may stand for several parts. */
export type SqlName = readonly SqlNamePart[];

export type SqlResource =
  | { readonly kind: "table"; readonly name: SqlName }
  /** `@db.schema.stage/path` of Snowflake: the table stage `@%t` has the name `%t`, the user stage the name `~`. */
  | { readonly kind: "stage"; readonly name: SqlName; readonly path: readonly SqlFragment[] }
  /** A file name, path or URL as written: it may be relative, hold wildcards or credentials. */
  | { readonly kind: "file"; readonly path: readonly SqlFragment[] };

export interface SqlAccess {
  readonly kind: SqlAccessKind;
  readonly resource: SqlResource;
  readonly span: SqlSpan;
  /** Whether the table goes with the session, so that lineage passes through it. */
  readonly temporary: boolean;
  /** Why the name may be another one, or none, where holes or mistakes leave that open. */
  readonly doubt?: string;
}

/** What feeds what in a statement: indexes in its accesses. */
export interface SqlFlow {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export interface SqlStatement {
  readonly span: SqlSpan;
  /** Its first keyword, in upper case. */
  readonly verb: string;
  readonly accesses: readonly SqlAccess[];
  readonly flows: readonly SqlFlow[];
}

/** What the session is set to, for the names behind it: `USE db`, `ATTACH 'f.db' AS x`. */
export interface SqlSetting {
  readonly kind: "use" | "attach";
  readonly span: SqlSpan;
  /** USE: `database`, `schema`, `catalog` where the statement says which, else empty. */
  readonly what: string;
  /** The name that is used, or under which the file is attached. */
  readonly name: SqlName;
  /** What is attached. It may hold credentials. */
  readonly target: readonly SqlFragment[];
}

export type SqlGapKind =
  | "templated"
  | "call"
  | "dynamic"
  | "routine"
  | "external"
  | "unknown-verb"
  | "unexpected"
  | "unbalanced"
  | "too-deep"
  | "too-large";

/** What could not be read. */
export interface SqlGap {
  readonly kind: SqlGapKind;
  readonly span: SqlSpan;
  /** One sentence without full stop. */
  readonly message: string;
}

export interface SqlReading {
  readonly statements: readonly SqlStatement[];
  readonly settings: readonly SqlSetting[];
  readonly gaps: readonly SqlGap[];
}

/** Whether the name of an access is the name of what the statement touches: no holes, no doubt. */
export function isExact({ resource, doubt }: SqlAccess): boolean {
  if (doubt !== undefined) return false;
  if (resource.kind === "file") return literal(resource.path);
  const parts = resource.name.every((part) => literal(part.fragments));
  return parts && (resource.kind === "table" || literal(resource.path));
}

/** Whether a statement with this access changes what it names. */
export function isWrite({ kind }: SqlAccess): boolean {
  return kind !== "read" && kind !== "access";
}

function literal(fragments: readonly SqlFragment[]): boolean {
  return fragments.every((fragment) => typeof fragment === "string");
}

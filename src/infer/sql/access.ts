import type { SqlFragment } from "./sql-text.ts";

/**
 * The effect of a statement on a resource. `access`: the statement depends on it without reading or writing rows, as
 * `CREATE TABLE a LIKE b` depends on `b`. The names follow the list of touched tables proposed for Kestra's JDBC plugin
 * (plugin-jdbc #1013), with `alter`, `delete` and `truncate` added.
 */
export type SqlAccessKind = "read" | "access" | "write" | "create" | "alter" | "delete" | "truncate" | "drop";

/** A range of the caller's text, from `start` to `end` (exclusive). A hole counts as one character. */
export interface SqlSpan {
  readonly start: number;
  readonly end: number;
}

/** One part of a dotted name, without quotes and escapes. */
export interface SqlNamePart {
  readonly fragments: readonly SqlFragment[];
  readonly quoted: boolean;
}

/** A dotted name as written. A part that consists of one hole may be several parts. */
export type SqlName = readonly SqlNamePart[];

export type SqlResource =
  | { readonly kind: "table"; readonly name: SqlName }
  /** `@db.schema.stage/path` of Snowflake: the table stage `@%t` has the name `%t`, the user stage the name `~`. */
  | { readonly kind: "stage"; readonly name: SqlName; readonly path: readonly SqlFragment[] }
  /** A file name, path or URL as written. It may be relative and may contain wildcards or credentials. */
  | { readonly kind: "file"; readonly path: readonly SqlFragment[] };

export interface SqlAccess {
  readonly kind: SqlAccessKind;
  readonly resource: SqlResource;
  readonly span: SqlSpan;
  /** Whether the table ends with the session. Lineage then passes through it. */
  readonly temporary: boolean;
  /** The reason why the name may differ, or the access may not exist. Absent: no hole or syntax error affects it. */
  readonly doubt?: string;
}

/** Lineage within a statement, as indexes of its accesses. */
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

/** A session setting that affects later names: `USE db`, `ATTACH 'f.db' AS x`, or an expression that may be one. */
export interface SqlSetting {
  readonly kind: "use" | "attach" | "unknown";
  readonly span: SqlSpan;
  /** USE: `database`, `schema` or `catalog`. ATTACH: the TYPE. Empty if the statement has none. */
  readonly what: string;
  /** The name of the database or schema in use, empty if unknown; or the name of the attached file. */
  readonly name: SqlName;
  /** The attached file or URL. It may contain credentials. */
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

/** A part of the text that could not be read. */
export interface SqlGap {
  readonly kind: SqlGapKind;
  readonly span: SqlSpan;
  /** One sentence without a full stop. */
  readonly message: string;
}

export interface SqlReading {
  readonly statements: readonly SqlStatement[];
  readonly settings: readonly SqlSetting[];
  readonly gaps: readonly SqlGap[];
}

/** Whether the name of an access is certain: it has neither holes nor doubt. */
export function isExact({ resource, doubt }: SqlAccess): boolean {
  if (doubt !== undefined) return false;
  if (resource.kind === "file") return literal(resource.path);
  const parts = resource.name.every((part) => literal(part.fragments));
  return parts && (resource.kind === "table" || literal(resource.path));
}

/** Whether the access changes its resource. */
export function isWrite({ kind }: SqlAccess): boolean {
  return kind !== "read" && kind !== "access";
}

function literal(fragments: readonly SqlFragment[]): boolean {
  return fragments.every((fragment) => typeof fragment === "string");
}

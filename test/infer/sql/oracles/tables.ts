/** The tables read and written by a text, as sorted lower-case dotted names. */
export interface Tables {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/** Collects the tables of a syntax tree. */
export interface Sink {
  readonly reads: Set<string>;
  readonly writes: Set<string>;
}

export function createSink(): Sink {
  return { reads: new Set(), writes: new Set() };
}

export function finishSink({ reads, writes }: Sink): Tables {
  return { reads: [...reads].sort(), writes: [...writes].sort() };
}

/** A node of a syntax tree of another parser. */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The names of common table expressions in scope. */
export type Ctes = ReadonlySet<string>;

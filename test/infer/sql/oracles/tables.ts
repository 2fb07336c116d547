/** The tables that a text reads and writes, as lower-cased dotted names in order. */
export interface Tables {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/** Collects tables while a syntax tree is walked. */
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

/** A node of a syntax tree from another program. */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Names of common table expressions that are in scope. */
export type Ctes = ReadonlySet<string>;

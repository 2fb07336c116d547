import type { Inventory } from "../inventory/model.ts";

/**
 * The order of keys in every record of a store, whatever order they were put together in: first what tells one record
 * from another, then what it says, then where it stands. Keys that are missing here follow by name.
 */
const KEY_ORDER = [
  ...["version", "tenant", "roots", "settings", "files"],
  ...["kind", "field", "value", "id", "certainty", "external", "namespace", "flow", "task", "trigger"],
  ...["type", "taskType", "variable", "default", "includes", "condition", "negated", "expression", "place"],
  ...["file", "line", "column", "displayName", "description", "metadata", "claims", "labels", "disabled"],
  ...["flows", "tasks", "assets", "declarations", "triggers", "sql"],
  ...["bundles", "inputs", "outputs", "assumptions", "activations", "gaps", "inert", "message", "reason"],
  ...["found", "withFlows", "otherDocuments", "unreadable", "kestra", "maxCases", "exclude"],
];
const RANKS: ReadonlyMap<string, number> = new Map(KEY_ORDER.map((key, rank) => [key, rank]));

/** Maps whose keys are the users' own: they keep the order the inventory gives them. */
const FREE: ReadonlySet<string> = new Set(["metadata", "labels", "otherDocuments", "settings", "value"]);

/** The lists whose items stand on lines of their own, so that a diff of two stores shows what changed. */
const LINE_BY_LINE: ReadonlySet<string> = new Set([
  "flows",
  "tasks",
  "assets",
  "bundles",
  "activations",
  "gaps",
  "inert",
]);

/** How a format writes a key, and a value without line breaks. */
export interface LineFormat {
  readonly key: (key: string) => string;
  readonly value: (value: unknown) => string;
}

/** An inventory as text: readable, small, and the same bytes for the same content. */
export function layOut(inventory: Inventory, format: LineFormat): string {
  // One record at a time: an ordered copy of the whole would be as large as the inventory itself.
  const blocks = orderedEntries(inventory).map(([key, value]) => {
    const text =
      LINE_BY_LINE.has(key) && Array.isArray(value) && value.length > 0
        ? `[\n${value.map((item) => `    ${format.value(inOrder(item))}`).join(",\n")}\n  ]`
        : format.value(FREE.has(key) ? value : inOrder(value));
    return `  ${format.key(key)}: ${text}`;
  });
  return `{\n${blocks.join(",\n")}\n}\n`;
}

/** The same value with the keys of all records in the order of a store. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  // Only records come here, whose keys are the model's; a map with keys of the users' own is FREE.
  const ordered: Record<string, unknown> = {};
  for (const [key, field] of orderedEntries(value)) ordered[key] = FREE.has(key) ? field : inOrder(field);
  return ordered;
}

function orderedEntries(record: object): [string, unknown][] {
  const fields = record as Readonly<Record<string, unknown>>;
  const keys = Object.keys(fields).filter((key) => fields[key] !== undefined);
  if (!isSorted(keys)) keys.sort(compareKeys);
  return keys.map((key) => [key, fields[key]]);
}

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, at) => at === 0 || compareKeys(keys[at - 1] ?? "", key) < 0);
}

function compareKeys(a: string, b: string): number {
  const difference = (RANKS.get(a) ?? KEY_ORDER.length) - (RANKS.get(b) ?? KEY_ORDER.length);
  return difference || (a < b ? -1 : 1);
}

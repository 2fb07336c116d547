import type { Inventory } from "../inventory/model.ts";

/**
 * The order of keys in every record of a store, whatever order they were put together in: first what tells one record
 * from another, then what it says, then where it stands. Keys that are missing here follow by name.
 */
const KEY_ORDER = [
  ...["version", "tenant", "roots", "settings", "files"],
  ...["kind", "field", "id", "value", "namespace", "flow", "flows", "task", "trigger", "taskType", "type"],
  ...["tasks", "declarations", "triggers", "assets", "bundles", "activations", "gaps", "inert"],
  ...["displayName", "description", "labels", "disabled", "sql"],
  ...["certainty", "external", "metadata", "claims", "expression", "inputs", "outputs", "assumptions"],
  ...["variable", "default", "includes", "condition", "negated", "reason", "message"],
  ...["found", "withFlows", "otherDocuments", "unreadable", "kestra", "maxCases", "exclude"],
  ...["place", "file", "line", "column"],
];
const RANKS: ReadonlyMap<string, number> = new Map(KEY_ORDER.map((key, rank) => [key, rank]));

/** Maps whose keys are the users' own: they keep the order the inventory gives them. */
const FREE: ReadonlySet<string> = new Set(["metadata", "labels", "otherDocuments"]);

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
  const blocks = Object.entries(inOrder(inventory) as object).map(([key, value]: [string, unknown]) => {
    const text =
      LINE_BY_LINE.has(key) && Array.isArray(value) && value.length > 0
        ? `[\n${value.map((item) => `    ${format.value(item)}`).join(",\n")}\n  ]`
        : format.value(value);
    return `  ${format.key(key)}: ${text}`;
  });
  return `{\n${blocks.join(",\n")}\n}\n`;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const rank = (key: string) => RANKS.get(key) ?? KEY_ORDER.length;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, FREE.has(key) ? field : inOrder(field)]));
}

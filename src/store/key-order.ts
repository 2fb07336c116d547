/**
 * The order of keys in every record of a store: first identifying keys, then other fields, then places. Keys not listed
 * here follow by name.
 */
const KEY_ORDER = [
  ...["version", "tenant", "name", "roots", "settings", "files", "repositories"],
  ...[
    "kind",
    "field",
    "value",
    "id",
    "certainty",
    "external",
    "namespace",
    "flow",
    "task",
    "trigger",
    "origin",
  ],
  ...[
    "type",
    "taskType",
    "variable",
    "default",
    "includes",
    "condition",
    "negated",
    "expression",
    "evidence",
    "via",
    "ids",
    "place",
  ],
  ...[
    "file",
    "line",
    "column",
    "displayName",
    "description",
    "status",
    "ttl",
    "owner",
    "partOf",
    "relatedTo",
    "role",
    "metadata",
    "claims",
    "labels",
    "disabled",
  ],
  ...["flows", "tasks", "assets", "declarations", "triggers", "sql"],
  ...[
    "bundles",
    "inputs",
    "outputs",
    "assumptions",
    "activations",
    "gaps",
    "inert",
    "message",
    "hides",
    "reason",
  ],
  ...["found", "withFlows", "otherDocuments", "unreadable", "kestra", "maxCases", "exclude", "values"],
];
const RANKS: ReadonlyMap<string, number> = new Map(KEY_ORDER.map((key, rank) => [key, rank]));

/** Maps with user-defined keys keep the order of the inventory. */
export const FREE: ReadonlySet<string> = new Set([
  "metadata",
  "labels",
  "otherDocuments",
  "settings",
  "value",
]);

/** The keys of a record in the order of a store, without undefined values. */
export function keysInOrder(record: object): readonly string[] {
  const fields = record as Readonly<Record<string, unknown>>;
  const keys: string[] = [];
  let last = -1;
  let sorted = true;
  for (const key of Object.keys(fields)) {
    if (fields[key] === undefined) continue;
    const rank = RANKS.get(key) ?? KEY_ORDER.length;
    if (rank <= last) sorted = false;
    last = rank;
    keys.push(key);
  }
  return sorted ? keys : keys.sort(compareKeys);
}

function compareKeys(a: string, b: string): number {
  const difference = (RANKS.get(a) ?? KEY_ORDER.length) - (RANKS.get(b) ?? KEY_ORDER.length);
  return difference || (a < b ? -1 : 1);
}

import type { Json } from "../../util/json.ts";

/** A table of a dbt project. */
export interface DbtNode {
  readonly id: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** The tables that it is built from. Absent: a source, which dbt only reads. */
  readonly parents?: readonly DbtNode[];
}

export interface DbtManifest {
  /** The adapter: `postgres`, `snowflake`, `bigquery`. */
  readonly system: string | undefined;
  /** Models, seeds and snapshots. */
  readonly produced: readonly DbtNode[];
}

type Fields = Readonly<Record<string, Json>>;

const PRODUCED = new Set(["model", "seed", "snapshot"]);

/**
 * The tables of a `manifest.json` of dbt, under the ids that Kestra emits: `database.schema.alias`, blank parts left
 * out. Source: ResultParser of Kestra's dbt plugin, which emits each produced node with its parents.
 *
 * @returns why the text is no manifest, as the end of a sentence
 */
export function readDbtManifest(text: string): DbtManifest | string {
  const manifest = parsed(text);
  if (manifest === undefined) return "it is not a JSON object";
  const nodes = fieldsOf(manifest.nodes);
  if (nodes === undefined) return 'it has no "nodes"';
  const system = textOf(fieldsOf(manifest.metadata)?.adapter_type);
  const parentMap = fieldsOf(manifest.parent_map);
  const known = new Map<string, DbtNode>();
  const parentsOf = new Map<string, DbtNode[]>();
  const parentIds = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(nodes)) {
    const node = fieldsOf(value);
    if (node === undefined || !PRODUCED.has((textOf(node.resource_type) ?? "").toLowerCase())) continue;
    const uniqueId = textOf(node.unique_id) ?? key;
    const own: DbtNode[] = [];
    parentsOf.set(uniqueId, own);
    known.set(uniqueId, { ...tableOf(node, textOf(node.alias), uniqueId, system), parents: own });
    const mapped =
      parentMap !== undefined && Object.hasOwn(parentMap, uniqueId) ? parentMap[uniqueId] : undefined;
    parentIds.set(uniqueId, textsOf(mapped ?? fieldsOf(node.depends_on)?.nodes));
  }
  for (const [key, value] of Object.entries(fieldsOf(manifest.sources) ?? {})) {
    const source = fieldsOf(value);
    if (source === undefined) continue;
    const uniqueId = textOf(source.unique_id) ?? key;
    known.set(uniqueId, tableOf(source, textOf(source.identifier), uniqueId, system));
  }
  for (const [uniqueId, parents] of parentIds) {
    for (const parent of parents.map((parentId) => known.get(parentId)))
      if (parent !== undefined) parentsOf.get(uniqueId)?.push(parent);
  }
  return { system, produced: [...known.values()].filter(({ parents }) => parents !== undefined) };
}

function tableOf(
  { database, schema, name }: Fields,
  preferred: string | undefined,
  uniqueId: string,
  system: string | undefined,
): DbtNode {
  const [inDatabase, inSchema] = [textOf(database), textOf(schema)];
  const table = preferred ?? textOf(name) ?? uniqueId;
  const metadata = Object.fromEntries(
    Object.entries({ system, database: inDatabase, schema: inSchema, name: table }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  return { id: [inDatabase, inSchema, table].filter((part) => part !== undefined).join("."), metadata };
}

function parsed(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function fieldsOf(value: Json | undefined): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Blank texts count as absent, as in the plugin. */
function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

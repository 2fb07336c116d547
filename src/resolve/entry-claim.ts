import { get } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { EntryClaim } from "../model/declared.ts";
import { type Draft, setOwn } from "../model/draft.ts";
import type { AssetRelation } from "../model/model.ts";
import type { Json } from "../util/json.ts";

/** Gives the text that Kestra makes of the template in a scalar, or undefined when it is not known before a run. */
export type Describe = (scalar: YamlScalar) => string | undefined;

/** Fields of an output that are its own; every other key is folded into `metadata`. Source: Kestra's Asset. */
const OWN_FIELDS = new Set([
  "id",
  "type",
  "namespace",
  "tenantId",
  "displayName",
  "description",
  "metadata",
  "metadataList",
  "assetActions",
  "status",
  "ttl",
  "owner",
  "partOf",
  "related",
  "relatedTo",
  "created",
  "updated",
  "deleted",
]);

export const EMPTY_CLAIM: EntryClaim = {};

/** Of an entry with an id: whether it has no other field. */
export function claimsNothing(entry: YamlMap): boolean {
  return entry.entries.length === 1;
}

/** The fields of an entry besides the id. Inputs have only type and namespace. */
export function entryClaim(entry: YamlMap, side: "inputs" | "outputs", describe: Describe): EntryClaim {
  const claim: Draft<EntryClaim> = {};
  const type = textAt(entry, "type");
  const knownType = type && describe(type);
  if (knownType !== undefined) claim.type = knownType;
  const namespace = textAt(entry, "namespace");
  const knownNamespace = namespace && describe(namespace);
  if (knownNamespace !== undefined) claim.namespace = knownNamespace;
  if (side === "inputs") return claim;
  const displayName = textAt(entry, "displayName");
  if (displayName) claim.displayName = describe(displayName) ?? scalarText(displayName);
  const description = textAt(entry, "description");
  if (description) claim.description = describe(description) ?? scalarText(description);
  for (const field of ["status", "ttl", "owner"] as const) {
    const text = textAt(entry, field);
    if (text) claim[field] = describe(text) ?? scalarText(text);
  }
  const partOf = relation(get(entry, "partOf"), describe);
  if (partOf) claim.partOf = partOf;
  // The name it had first.
  const related = get(entry, "relatedTo") ?? get(entry, "related");
  const relatedTo = (related?.kind === "list" ? related.items : []).flatMap(
    (item) => relation(item, describe) ?? [],
  );
  if (relatedTo.length > 0) claim.relatedTo = relatedTo;
  const metadata = entryMetadata(entry, describe);
  if (metadata) claim.metadata = metadata;
  return claim;
}

/** An id alone, or with a namespace and a role. */
function relation(node: YamlNode | undefined, describe: Describe): AssetRelation | undefined {
  if (node?.kind !== "map") return undefined;
  const text = (key: string): string | undefined => {
    const scalar = textAt(node, key);
    return scalar && (describe(scalar) ?? scalarText(scalar));
  };
  const [id, namespace, role] = [text("id"), text("namespace"), text("role")];
  if (id === undefined) return undefined;
  return { id, ...(namespace !== undefined && { namespace }), ...(role !== undefined && { role }) };
}

function textAt(entry: YamlMap, key: string): YamlScalar | undefined {
  const node = get(entry, key);
  return node?.kind === "scalar" && node.value !== null ? node : undefined;
}

function entryMetadata(entry: YamlMap, describe: Describe): Record<string, Json> | undefined {
  let metadata: Record<string, Json> | undefined;
  for (const { key, value } of entry.entries) {
    if (key.text === "metadata" && value.kind === "map") {
      for (const inner of value.entries) {
        metadata ??= {};
        setOwn(metadata, describe(inner.key) ?? inner.key.text, json(inner.value, describe));
      }
    } else if (!OWN_FIELDS.has(key.text)) {
      metadata ??= {};
      setOwn(metadata, key.text, json(value, describe));
    }
  }
  return metadata;
}

/** A rendered node as JSON; run-time texts keep their expressions. */
function json(node: YamlNode, describe: Describe): Json {
  switch (node.kind) {
    case "list":
      return node.items.map((item) => json(item, describe));
    case "map":
      return Object.fromEntries(
        node.entries.map(({ key, value }) => [describe(key) ?? key.text, json(value, describe)]),
      );
    case "scalar":
      if (typeof node.value === "string") return describe(node) ?? node.value;
      // JSON has no integers of this size; the text keeps every digit.
      if (typeof node.value === "bigint" || !isJsonNumber(node.value)) return scalarText(node);
      return node.value;
  }
}

function isJsonNumber(value: unknown): boolean {
  return typeof value !== "number" || Number.isFinite(value);
}

import { get } from "../flows/flow.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { EntryClaim } from "../inventory/declared.ts";
import type { Json } from "../inventory/model.ts";

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
  "partOf",
  "related",
  "created",
  "updated",
  "deleted",
]);

/** What an entry says about its asset besides the id. Inputs carry no more than type and namespace. */
export function entryClaim(entry: YamlMap, side: "inputs" | "outputs", describe: Describe): EntryClaim {
  const text = (key: string): string | undefined => {
    const node = get(entry, key);
    return node?.kind === "scalar" && node.value !== null ? describe(node) : undefined;
  };
  const written = (key: string): string | undefined => {
    const node = get(entry, key);
    return node?.kind === "scalar" && node.value !== null ? (describe(node) ?? node.text) : undefined;
  };
  const type = text("type");
  const namespace = text("namespace");
  const base = { ...(type !== undefined && { type }), ...(namespace !== undefined && { namespace }) };
  if (side === "inputs") return base;
  const displayName = written("displayName");
  const description = written("description");
  const metadata = entryMetadata(entry, describe);
  return {
    ...base,
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(metadata && { metadata }),
  };
}

function entryMetadata(entry: YamlMap, describe: Describe): Record<string, Json> | undefined {
  const pairs: [string, Json][] = [];
  for (const { key, value } of entry.entries) {
    if (key.text === "metadata" && value.kind === "map") {
      for (const inner of value.entries)
        pairs.push([describe(inner.key) ?? inner.key.text, json(inner.value, describe)]);
    } else if (!OWN_FIELDS.has(key.text)) {
      pairs.push([key.text, json(value, describe)]);
    }
  }
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

/** A rendered node as JSON; texts that only a run decides stay as written. */
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
      if (typeof node.value === "bigint" || !isJsonNumber(node.value)) return node.text;
      return node.value;
  }
}

function isJsonNumber(value: unknown): boolean {
  return typeof value !== "number" || Number.isFinite(value);
}

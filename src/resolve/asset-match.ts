import { get } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlMap, YamlNode } from "../flows/yaml-node.ts";
import type { AssetMatch, MetadataCondition } from "../model/model.ts";
import type { Json } from "../util/json.ts";
import { type RenderText, textOf } from "./flow-match.ts";

/** The assets that a trigger on assets watches. Source: Kestra's EventTrigger and FreshnessTrigger. */
export function assetMatch(trigger: YamlMap, render: RenderText): AssetMatch {
  const id = textOf(get(trigger, "assetId"), render);
  const namespace = textOf(get(trigger, "namespace"), render);
  const type = textOf(get(trigger, "assetType"), render);
  const query = get(trigger, "metadataQuery");
  const metadata = (query?.kind === "list" ? query.items : []).flatMap((item) => condition(item, render));
  return {
    ...(id !== undefined && { id: id.text }),
    ...(namespace !== undefined && { namespace: namespace.text }),
    ...(type !== undefined && { type: type.text }),
    ...(metadata.length > 0 && { metadata }),
    certainty: id === undefined || id.text.includes("*") ? "pattern" : id.certainty,
  };
}

function condition(node: YamlNode, render: RenderText): MetadataCondition[] {
  const field = get(node, "field");
  const operator = get(node, "type");
  if (field?.kind !== "scalar" || operator?.kind !== "scalar") return [];
  return [
    { field: scalarText(field), operator: scalarText(operator), value: plain(get(node, "value"), render) },
  ];
}

/** The node as JSON data, with texts evaluated and numbers too large for JSON as text. */
function plain(node: YamlNode | undefined, render: RenderText): Json {
  if (node === undefined) return null;
  if (node.kind === "list") return node.items.map((item) => plain(item, render));
  if (node.kind === "map") {
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value, render)]));
  }
  if (typeof node.value === "string") return render(node.value).text;
  return typeof node.value === "bigint" ? scalarText(node) : node.value;
}

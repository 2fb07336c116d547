import { isDouble } from "../flows/scalar-text.ts";
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import { bool, double, fromData, list, NULL, string, stringMap, type Value } from "../pebble/index.ts";

/** The entries that Kestra stores with a flow: those without a value are left out, at any depth. Source: JacksonMapper. */
export function storedEntries({ entries }: YamlMap): readonly YamlEntry[] {
  return entries.filter(({ value }) => value.kind !== "scalar" || value.value !== null);
}

/**
 * A node as Kestra's YAML reader converts it: integers become Integer or Long, `1.0` becomes a Double, dates stay text.
 */
export function yamlValue(node: YamlNode): Value {
  switch (node.kind) {
    case "scalar":
      return scalarValue(node);
    case "list":
      return list(node.items.map(yamlValue));
    case "map":
      return stringMap(storedEntries(node).map((entry) => [entry.key.text, yamlValue(entry.value)]));
  }
}

function scalarValue(scalar: YamlScalar): Value {
  const { value } = scalar;
  if (value === null) return NULL;
  if (typeof value === "string") return string(value);
  if (typeof value === "boolean") return bool(value);
  if (isDouble(scalar)) return double(Number(value));
  return fromData(value);
}

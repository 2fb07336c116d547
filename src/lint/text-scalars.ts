import { type Branch, type Flow, get } from "../flows/flow.ts";
import type { YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { DeclarationEntry } from "./declarations.ts";

/** Input types with text values. */
const TEXT_INPUTS = new Set(["STRING", "SELECT", "ENUM", "MULTISELECT", "EMAIL", "URI"]);

/** Text fields of an asset. */
const TEXT_FIELDS = ["id", "type", "namespace", "displayName", "description", "status", "owner"];

/** The scalars of a flow that Kestra converts to text and that affect ids, unordered. */
export function textScalars(flow: Flow, entries: readonly DeclarationEntry[]): YamlScalar[] {
  const { node } = flow;
  return [
    get(node, "id"),
    get(node, "namespace"),
    ...labelValues(get(node, "labels")),
    ...inputTexts(get(node, "inputs")),
    ...flow.triggers.map((trigger) => get(trigger.node, "id")),
    ...taskTexts(flow.branches),
    ...entries.flatMap(({ node: entry, inText }) =>
      inText ? [] : TEXT_FIELDS.map((key) => get(entry, key)),
    ),
  ].filter((candidate) => candidate?.kind === "scalar");
}

function labelValues(labels: YamlNode | undefined): (YamlNode | undefined)[] {
  if (labels?.kind === "map") return labels.entries.map(({ value }) => value);
  return itemsOf(labels).map((item) => get(item, "value"));
}

function inputTexts(inputs: YamlNode | undefined): (YamlNode | undefined)[] {
  return itemsOf(inputs).flatMap((input) => {
    const id = get(input, "id");
    const type = get(input, "type");
    if (type?.kind === "scalar" && type.text.toUpperCase() === "FORM") {
      return [id, ...inputTexts(get(input, "inputs"))];
    }
    if (type?.kind === "scalar" && !TEXT_INPUTS.has(type.text.toUpperCase())) return [id];
    const options = itemsOf(get(input, "values") ?? get(input, "options"));
    const defaults = get(input, "defaults");
    return [
      id,
      defaults,
      ...itemsOf(defaults),
      ...options.map((option) => (option.kind === "map" ? get(option, "value") : option)),
    ];
  });
}

function taskTexts(branches: readonly Branch[]): (YamlNode | undefined)[] {
  return branches.flatMap(({ tasks }) =>
    tasks.flatMap(({ node, type, container, branches: inner }) => [
      get(node, "id"),
      ...(type === "io.kestra.plugin.core.debug.Return" ? [get(node, "format")] : []),
      ...(container === "for-each" || container === "loop" ? loopNumbers(get(node, "values")) : []),
      ...taskTexts(inner),
    ]),
  );
}

/** Loops reject booleans, which the rule `loop-values` reports. */
function loopNumbers(values: YamlNode | undefined): YamlNode[] {
  const items = values?.kind === "map" ? values.entries.map(({ value }) => value) : itemsOf(values);
  return items.filter((item) => item.kind === "scalar" && typeof item.value !== "boolean");
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "list" ? node.items : [];
}

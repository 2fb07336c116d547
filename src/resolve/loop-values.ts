import type { KestraLine } from "../flows/flow.ts";
import { isDouble, scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import {
  fromData,
  type PebbleError,
  printJson,
  type Rendered,
  string,
  textWithHoles,
  tryParseJson,
  type Unknown,
  type Value,
} from "../pebble/index.ts";
import { shorten } from "./shorten.ts";
import { yamlValue } from "./yaml-value.ts";

/** One iteration: `value` is always text, `key` only in a loop over a map. */
export interface LoopItem {
  readonly value: Value;
  /** From 0. Absent if only some of the items are assumed, so that the position is unknown. */
  readonly index?: number;
  readonly key?: Value;
}

export type LoopValues =
  | { readonly kind: "items"; readonly items: readonly LoopItem[] }
  | { readonly kind: "unknown"; readonly reason: string }
  /** The loop certainly fails. `error` and `node` are set if an expression in that node is the cause. */
  | {
      readonly kind: "error";
      readonly message: string;
      readonly error?: PebbleError;
      readonly node?: YamlNode;
    };

type RenderText = (text: string) => Rendered;
type Failed = Exclude<LoopValues, { kind: "items" }>;

/**
 * The iterations of a ForEach (1.x) or Loop (2.0). Source: Kestra's FlowableUtils.resolveValues and resolveEachTasks.
 *
 * A text is rendered and read as JSON; a list is rendered item by item. Items become text and duplicates are dropped
 * (in 1.x those of a JSON array before they become text). A map gives key and value (2.0 only).
 *
 * @param render renders one text in the scope of the loop task; a list that a text changes in place stays changed
 */
export function resolveLoopValues(
  values: YamlNode | undefined,
  line: KestraLine,
  render: RenderText,
): LoopValues {
  if (!values) return { kind: "error", message: 'the loop has no "values"' };
  switch (values.kind) {
    case "scalar":
      if (typeof values.value !== "string") return wrongKind(values.text);
      return fromText(values, values.value, line, render);
    case "list":
      return fromList(values.items, line, render);
    case "map":
      if (line === "1.x")
        return { kind: "error", message: "in Kestra 1.x, loop values must be a list, not a mapping" };
      return fromMap(values, render);
  }
}

function wrongKind(text: string): Failed {
  return { kind: "error", message: `loop values must be a list, a mapping or JSON text, not "${text}"` };
}

function fromText(node: YamlNode, text: string, line: KestraLine, render: RenderText): LoopValues {
  // 2.0 renders the text twice, first to check for a URI, so that `{{ list | reverse }}` is the original list.
  const first = render(text);
  const rendered = line === "2.0" && first.kind === "known" ? render(text) : first;
  if (rendered.kind === "error") return failed(rendered.error, node);
  if (rendered.kind === "holes") return unknownOf(rendered.parts);
  if (/^\s*(kestra|nsfile|file):\/\//.test(rendered.text)) {
    return { kind: "unknown", reason: "its items are rows of a file" };
  }
  const json = tryParseJson(rendered.text);
  if (json?.kind === "unknown") return { kind: "unknown", reason: json.reason };
  if (json?.kind === "list") {
    const texts: string[] = [];
    for (const item of line === "1.x" ? distinct(json.items) : json.items) {
      const itemText = item.kind === "string" ? item.value : printJson(item);
      if (itemText === undefined || item.kind === "null") {
        return { kind: "error", message: "loop items must not be null" };
      }
      texts.push(itemText);
    }
    return items((line === "1.x" ? texts : [...new Set(texts)]).map(string));
  }
  if (json?.kind === "map" && line === "2.0") return fromJsonObject(json, node, render);
  return {
    kind: "error",
    message: `loop values must be a JSON array${line === "2.0" ? " or object" : ""}, not "${shorten(rendered.text)}"`,
  };
}

/** 2.0 renders the texts of a JSON object a second time, but not those of an array. */
function fromJsonObject(json: Value & { kind: "map" }, node: YamlNode, render: RenderText): LoopValues {
  const found: LoopItem[] = [];
  for (const entry of json.entries.values()) {
    const value = entry.value;
    if (value.kind === "string") {
      const rendered = render(value.value);
      if (rendered.kind === "error") return failed(rendered.error, node);
      found.push({ value: renderedText(rendered), index: found.length, key: entry.key });
      continue;
    }
    if (value.kind === "null" || value.kind === "boolean" || value.kind === "list") {
      return { kind: "error", message: "values of a loop over a map must be text, numbers or maps" };
    }
    found.push({ value: string(printJson(value) ?? ""), index: found.length, key: entry.key });
  }
  return { kind: "items", items: found };
}

function fromList(nodes: readonly YamlNode[], line: KestraLine, render: RenderText): LoopValues {
  const found: Value[] = [];
  for (const node of nodes) {
    const item = itemText(node, line, render);
    if ("failed" in item) return item.failed;
    found.push(item.value);
  }
  return items(distinct(found));
}

function fromMap(map: YamlNode & { kind: "map" }, render: RenderText): LoopValues {
  const found: LoopItem[] = [];
  for (const entry of map.entries) {
    const item = itemText(entry.value, "2.0", render);
    if ("failed" in item) return item.failed;
    found.push({ value: item.value, index: found.length, key: string(entry.key.text) });
  }
  return { kind: "items", items: found };
}

type ItemText = { readonly value: Value } | { readonly failed: Failed };

function itemText(node: YamlNode, line: KestraLine, render: RenderText): ItemText {
  if (node.kind === "list")
    return { failed: { kind: "error", message: "loop items must not be lists", node } };
  if (node.kind === "map") return mapText(node, render);
  if (typeof node.value === "string") {
    const rendered = render(node.value);
    return rendered.kind === "error"
      ? { failed: failed(rendered.error, node) }
      : { value: renderedText(rendered) };
  }
  const fits32Bits =
    typeof node.value === "number" && !isDouble(node) && node.value >= -(2 ** 31) && node.value < 2 ** 31;
  if (line === "1.x" ? fits32Bits : typeof node.value === "number" || typeof node.value === "bigint") {
    return { value: string(scalarText(node)) };
  }
  const what = node.value === null ? "null" : `"${node.text}"`;
  return { failed: { kind: "error", message: `loop items must not be ${what}`, node } };
}

/** A map among the items: its keys and texts are rendered, then it becomes compact JSON. */
function mapText(node: YamlNode, render: RenderText): ItemText {
  let failure: Failed | undefined;
  const renderNode = (inner: YamlNode): unknown => {
    switch (inner.kind) {
      case "list":
        return inner.items.map(renderNode);
      case "map":
        return new Map(inner.entries.map((entry) => [renderNode(entry.key), renderNode(entry.value)]));
      case "scalar": {
        if (typeof inner.value !== "string") return yamlValue(inner);
        const rendered = render(inner.value);
        if (rendered.kind === "known") return rendered.text;
        failure ??= rendered.kind === "error" ? failed(rendered.error, inner) : unknownOf(rendered.parts);
        return "";
      }
    }
  };
  const data = renderNode(node);
  if (failure) return { failed: failure };
  return { value: string(printJson(fromData(data)) ?? "") };
}

function distinct(values: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = value.kind === "text" ? undefined : `${value.kind} ${printJson(value)}`;
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function items(values: readonly Value[]): LoopValues {
  return { kind: "items", items: values.map((value, index) => ({ value, index })) };
}

function renderedText(rendered: Exclude<Rendered, { kind: "error" }>): Value {
  return rendered.kind === "known" ? string(rendered.text) : textWithHoles(rendered.parts);
}

function failed(error: PebbleError, node: YamlNode): Failed {
  return { kind: "error", message: error.message, error, node };
}

function unknownOf(parts: readonly (string | Unknown)[]): Failed {
  const hole = parts.find((part) => typeof part !== "string");
  return { kind: "unknown", reason: hole?.reason ?? "its values are known only at run time" };
}

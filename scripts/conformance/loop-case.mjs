import { isDeepStrictEqual } from "node:util";
import { jsonText } from "../../dist/pebble/codecs/json-text.js";
import { renderTogether } from "../../dist/pebble/index.js";
import { mapEntries } from "../../dist/pebble/values/map-order.js";
import { resolveLoopValues } from "../../dist/resolve/loop-values.js";
import { corpusValue, variablesOf } from "./variables.mjs";

/** Compares the iterations of a loop's `values` with the engine's. Returns the difference, or undefined. */
export function loopCase(line) {
  const data = JSON.parse(line);
  const scope = {
    variables: variablesOf(line),
    dialect: data.line,
    timeZone: "UTC",
    locale: "en-US",
  };
  const values = corpusValue(line, "values");
  const node = values === undefined ? undefined : nodeOf(values);
  const result = renderTogether(scope, (shared) => resolveLoopValues(node, data.line, shared));
  if (data.error === true) {
    return result.kind === "error" ? undefined : `expected an error, gave ${JSON.stringify(itemsOf(result))}`;
  }
  if (result.kind !== "items")
    return `expected ${JSON.stringify(data.expect)}, gave ${result.kind}: ${result.message ?? result.reason}`;
  const items = itemsOf(result);
  return isDeepStrictEqual(items, data.expect)
    ? undefined
    : `expected ${JSON.stringify(data.expect)}, gave ${JSON.stringify(items)}`;
}

function itemsOf(result) {
  if (result.kind !== "items") return result.reason;
  return result.items.map((item) => ({
    value: item.value.kind === "string" ? item.value.value : `<${item.value.kind}>`,
    index: item.index,
    ...(item.key === undefined ? {} : { key: item.key.value }),
  }));
}

const span = { start: 0, end: 0 };

/** The YAML node of a corpus value. */
function nodeOf(value) {
  if (value.kind === "list") return { kind: "list", items: value.items.map(nodeOf), span };
  if (value.kind === "map") {
    const entries = mapEntries(value).map((entry) => ({
      key: nodeOf(entry.key),
      value: nodeOf(entry.value),
    }));
    return { kind: "map", entries, span };
  }
  const text = value.kind === "string" ? value.value : jsonText(value);
  const plain = value.kind === "null" ? null : value.value;
  return {
    kind: "scalar",
    value: plain,
    text,
    style: value.kind === "string" ? "single-quoted" : "plain",
    span,
  };
}

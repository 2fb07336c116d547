import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import {
  bool,
  float,
  fromData,
  list,
  parseJson,
  type Rendered,
  string,
  toData,
  type Unknown,
  unknown,
  type Value,
} from "../pebble/index.ts";
import type { Input } from "./input.ts";
import { yamlValue } from "./yaml-value.ts";

export type DefaultValue =
  | { readonly kind: "known"; readonly value: Value }
  | { readonly kind: "holes"; readonly parts: readonly (string | Unknown)[] }
  /** Not a value of the type, or an expression that fails: the execution cannot start with it. */
  | { readonly kind: "none"; readonly reason: string };

/**
 * The default of an input as Kestra converts it to the input's type. Source: Kestra's FlowInputOutput.parseType.
 *
 * @param render renders one text in the scope that defaults see
 */
export function defaultValue(
  input: Input,
  defaults: YamlNode,
  render: (text: string) => Rendered,
): DefaultValue {
  if (defaults.kind !== "scalar") {
    const rendered = renderTree(defaults, render);
    if (!rendered)
      return { kind: "none", reason: `the default of inputs.${input.id} is known only at run time` };
    return { kind: "known", value: convertTree(input, rendered) };
  }
  if (typeof defaults.value !== "string")
    return convertText(input, scalarText(defaults), yamlValue(defaults));
  const rendered = render(defaults.value);
  if (rendered.kind === "error") {
    return { kind: "none", reason: `the default of inputs.${input.id} fails: ${rendered.error.message}` };
  }
  if (rendered.kind === "holes") return { kind: "holes", parts: rendered.parts };
  return convertText(input, rendered.text, string(rendered.text));
}

/** A value given by the user (a pin), converted like one given when an execution starts. */
export function pinnedValue(input: Input, data: unknown): Value {
  if (typeof data === "string") {
    const converted = convertText(input, data, string(data));
    return converted.kind === "known" ? converted.value : string(data);
  }
  if (Array.isArray(data) || (typeof data === "object" && data !== null))
    return convertTree(input, fromData(data));
  const converted = convertText(input, String(data), fromData(data));
  return converted.kind === "known" ? converted.value : fromData(data);
}

/** How a value reads in an assumption: text as it is, everything else as JSON. */
export function valueText(value: Value): string {
  if (value.kind === "string") return value.value;
  return JSON.stringify(toData(value)) ?? "?";
}

function convertText(input: Input, text: string, value: Value): DefaultValue {
  const known = (converted: Value): DefaultValue => ({ kind: "known", value: converted });
  const none = (reason: string): DefaultValue => ({ kind: "none", reason: `inputs.${input.id}: ${reason}` });
  switch (input.type) {
    case "STRING":
    case "SELECT":
    case "ENUM":
    case "EMAIL":
    case "URI":
      return known(string(text));
    case "INT":
      return /^[+-]?\d+$/.test(text.trim()) ? known(fromData(Number(text))) : none(`"${text}" is not an INT`);
    case "FLOAT":
      return Number.isFinite(Number(text)) && text.trim() !== ""
        ? known(float(Number(text)))
        : none(`"${text}" is not a FLOAT`);
    case "BOOL":
    case "BOOLEAN":
      return known(bool(text.toLowerCase() === "true"));
    case "JSON":
    case "ARRAY":
    case "MULTISELECT": {
      const json = value.kind === "string" ? parseJson(text) : value;
      return json ? known(json) : none(`its default is not JSON`);
    }
    case "DATE":
      return known(string(text));
    case "TIME":
      // LocalTime prints no seconds when they are zero.
      return known(string(text.replace(/^(\d\d:\d\d):00$/, "$1")));
    case "DATETIME":
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)
        ? known(string(text))
        : none("its printed form is not certain");
    case "SECRET":
      return none("a secret");
    case "FILE":
      return none("a file in Kestra's storage");
    case "DURATION":
      return none("the printed form of a duration is not certain");
    case "YAML":
      return value.kind === "string" ? none("YAML text is read at run time") : known(value);
    default:
      return known(value);
  }
}

function convertTree(input: Input, value: Value): Value {
  if (input.type !== "MULTISELECT" || value.kind !== "list") return value;
  return list(value.items.map((item) => (item.kind === "string" ? item : string(valueText(item)))));
}

/** Every text in a list or mapping rendered; undefined when one is not known. */
function renderTree(node: YamlNode, render: (text: string) => Rendered): Value | undefined {
  let complete = true;
  const renderNode = (inner: YamlNode): unknown => {
    if (inner.kind === "list") return inner.items.map(renderNode);
    if (inner.kind === "map")
      return new Map(inner.entries.map((entry) => [entry.key.text, renderNode(entry.value)]));
    if (typeof inner.value !== "string") return yamlValue(inner);
    const rendered = render(inner.value);
    if (rendered.kind !== "known") complete = false;
    return rendered.kind === "known" ? rendered.text : unknown("not known before a run");
  };
  const data = renderNode(node);
  return complete ? fromData(data) : undefined;
}

import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import {
  bool,
  float,
  fromData,
  isTemplate,
  list,
  type Rendered,
  string,
  toData,
  tryParseJson,
  type Unknown,
  unknown,
  type Value,
} from "../pebble/index.ts";
import { type Input, isListed } from "./input.ts";
import { shorten } from "./shorten.ts";
import { yamlValue } from "./yaml-value.ts";

export type DefaultValue =
  | { readonly kind: "known"; readonly value: Value }
  | { readonly kind: "holes"; readonly parts: readonly (string | Unknown)[] }
  /** Not a value of the type (`refused`), or not certain before a run. No execution starts with a refused value. */
  | { readonly kind: "none"; readonly reason: string; readonly refused?: true };

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

/** A value as an assumption shows it: text unchanged, all other values as JSON. */
export function valueText(value: Value): string {
  if (value.kind === "string") return value.value;
  return JSON.stringify(toData(value)) ?? "?";
}

function convertText(input: Input, text: string, value: Value): DefaultValue {
  const known = (converted: Value): DefaultValue => ({ kind: "known", value: converted });
  const none = (reason: string): DefaultValue => ({ kind: "none", reason: `inputs.${input.id}: ${reason}` });
  const refused = (what: string): DefaultValue => ({
    kind: "none",
    reason: `"${shorten(text)}" is not ${what}`,
    refused: true,
  });
  switch (input.type) {
    case "STRING":
    case "SELECT":
    case "ENUM":
    case "EMAIL":
    case "URI":
      return known(string(text));
    case "INT":
      return isInt(text.trim())
        ? known(fromData(Number(text)))
        : refused(`an INT, a whole number of at most ${MAX_INT}`);
    case "FLOAT":
      return Number.isFinite(Number(text)) && text.trim() !== ""
        ? known(float(Number(text)))
        : refused("a FLOAT");
    case "BOOL":
    case "BOOLEAN":
      return known(bool(text.toLowerCase() === "true"));
    case "JSON":
    case "ARRAY":
    case "MULTISELECT": {
      const json = value.kind === "string" ? tryParseJson(text) : value;
      return json ? known(json) : refused("JSON");
    }
    case "DATE":
      return isDate(text) ? known(string(text)) : refused("a DATE (2024-01-31)");
    case "TIME": {
      const time = isoTime(text);
      return time === undefined ? refused("a TIME (10:30:00)") : known(string(time));
    }
    case "DATETIME":
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)
        ? known(string(text))
        : none("its text form is uncertain");
    case "SECRET":
      return none("a secret");
    case "FILE":
      return none("a file in Kestra's storage");
    case "DURATION":
      return none("the text form of a duration is uncertain");
    case "YAML":
      return value.kind === "string" ? none("YAML text is read at run time") : known(value);
    default:
      return known(value);
  }
}

const MAX_INT = 2 ** 31 - 1;

/** Source: Integer.valueOf. */
function isInt(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && Number(text) >= -MAX_INT - 1 && Number(text) <= MAX_INT;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}

/** A time in the format of ISO_LOCAL_TIME: always with seconds, and with a fraction without trailing zeros. */
function isoTime(text: string): string | undefined {
  const match = /^((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?$/.exec(text);
  if (!match) return undefined;
  const [, minutes, seconds = "00", fraction = ""] = match;
  const digits = fraction.replace(/0+$/, "");
  return `${minutes}:${seconds}${digits === "" ? "" : `.${digits}`}`;
}

/** The error in a literal default with which no execution can start; undefined for valid ones. */
export function defaultProblem(input: Input): string | undefined {
  if (!input.defaults || input.secret) return undefined;
  let isLiteral = true;
  const value = defaultValue(input, input.defaults, (text) => {
    isLiteral &&= !isTemplate(text);
    return { kind: "known", text };
  });
  if (!isLiteral) return undefined;
  if (value.kind === "none") return value.refused && value.reason;
  if (value.kind !== "known" || input.allowCustomValue || !isListed(input) || input.options.length === 0)
    return undefined;
  const given = value.value.kind === "list" ? value.value.items.map(valueText) : [valueText(value.value)];
  const other = given.find((each) => !input.options.includes(each));
  return other === undefined ? undefined : `"${shorten(other)}" is not one of the "values"`;
}

function convertTree(input: Input, value: Value): Value {
  if (input.type !== "MULTISELECT" || value.kind !== "list") return value;
  return list(value.items.map((item) => (item.kind === "string" ? item : string(valueText(item)))));
}

/** A list or mapping with all texts rendered; undefined if a text is unknown. */
function renderTree(node: YamlNode, render: (text: string) => Rendered): Value | undefined {
  let complete = true;
  const renderNode = (inner: YamlNode): unknown => {
    if (inner.kind === "list") return inner.items.map(renderNode);
    if (inner.kind === "map")
      return new Map(inner.entries.map((entry) => [entry.key.text, renderNode(entry.value)]));
    if (typeof inner.value !== "string") return yamlValue(inner);
    const rendered = render(inner.value);
    if (rendered.kind !== "known") complete = false;
    return rendered.kind === "known" ? rendered.text : unknown("known only at run time");
  };
  const data = renderNode(node);
  return complete ? fromData(data) : undefined;
}

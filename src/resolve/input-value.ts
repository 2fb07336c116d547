import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import { floatText } from "../java/number/text.ts";
import {
  bool,
  double,
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
import { type Input, isListed, itemTypeOf, type TypedInput } from "./input.ts";
import { constraintProblem } from "./input-constraint.ts";
import { shorten } from "./shorten.ts";
import { durationSeconds, isDate, isoInstant, isoTime } from "./time-values.ts";
import { storedEntries, yamlValue } from "./yaml-value.ts";

export type DefaultValue =
  | { readonly kind: "known"; readonly value: Value }
  | { readonly kind: "holes"; readonly parts: readonly (string | Unknown)[] }
  /** Not a value of the type (`refused`), or not certain before a run. No execution starts with a refused value. */
  | { readonly kind: "none"; readonly reason: string; readonly refused?: true };

/** Jackson reads a default, and FlowInputOutput.parseType a given value: they accept different texts. */
type Origin = "default" | "given";

/**
 * The default of an input as Kestra converts it to the input's type. Source: Kestra's Property.as and
 * FlowInputOutput.parseType.
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
    return convertTree(input, rendered);
  }
  if (typeof defaults.value !== "string")
    return convertText(input, scalarText(defaults), yamlValue(defaults), "default");
  const rendered = render(defaults.value);
  if (rendered.kind === "error") {
    return { kind: "none", reason: `the default of inputs.${input.id} fails: ${rendered.error.message}` };
  }
  if (rendered.kind === "holes") return { kind: "holes", parts: rendered.parts };
  return convertText(input, rendered.text, string(rendered.text), "default");
}

/** A value given by the user (a pin), converted like one given when an execution starts. */
export function pinnedValue(input: Input, data: unknown): Value {
  const converted = convertGiven(input, data);
  return converted.kind === "known" ? converted.value : fromData(data);
}

/** Plain data given when an execution starts, converted to the type of the input. */
export function convertGiven(input: TypedInput, data: unknown): DefaultValue {
  if (typeof data === "object" && data !== null) return convertTree(input, fromData(data));
  return convertText(input, String(data), fromData(data), "given");
}

/** A value as an assumption shows it: text unchanged, all other values as JSON. */
export function valueText(value: Value): string {
  if (value.kind === "string") return value.value;
  return JSON.stringify(toData(value)) ?? "?";
}

/** A value of the type that Kestra accepts for the input. */
function convertText(input: TypedInput, text: string, value: Value, origin: Origin): DefaultValue {
  const converted = convertType(input, text, value, origin);
  if (converted.kind !== "known") return converted;
  const problem = constraintProblem(input, converted.value, text);
  return problem === undefined ? converted : { kind: "none", reason: problem, refused: true };
}

function convertType(input: TypedInput, text: string, value: Value, origin: Origin): DefaultValue {
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
    case "INT": {
      const int = origin === "default" ? defaultInt(text.trim()) : givenInt(text.trim());
      return int === undefined
        ? refused(`an INT, a whole number of at most ${MAX_INT}`)
        : known(fromData(int));
    }
    case "FLOAT": {
      if (!Number.isFinite(Number(text)) || text.trim() === "") return refused("a FLOAT");
      const printed = floatText(Math.fround(Number(text)));
      // Databases store such a number in forms of their own.
      if (Math.abs(Number(printed)) >= 1e7) return none("the text form of a large FLOAT is uncertain");
      return known(double(Number(printed)));
    }
    case "BOOL":
    case "BOOLEAN": {
      if (origin === "given") return known(bool(text.toLowerCase() === "true"));
      const truth = defaultBool(text.trim());
      return truth === undefined ? refused("a BOOL (true or false)") : known(bool(truth));
    }
    case "JSON":
    case "ARRAY":
    case "MULTISELECT": {
      const json = value.kind === "string" ? tryParseJson(text) : value;
      return json ? convertTree(input, json) : refused("JSON");
    }
    case "DATE":
      return isDate(text) ? known(string(text)) : refused("a DATE (2024-01-31)");
    case "TIME": {
      const time = isoTime(text);
      return time === undefined ? refused("a TIME (10:30:00)") : known(string(time));
    }
    case "DATETIME": {
      const instant = isoInstant(text);
      return instant === undefined ? refused("a DATETIME (2024-01-31T10:30:00Z)") : known(string(instant));
    }
    case "SECRET":
      return none("a secret");
    case "FILE":
      return none("a file in Kestra's storage");
    case "DURATION": {
      const seconds = durationSeconds(text);
      return seconds === undefined ? none("a duration that is not in ISO form") : known(double(seconds));
    }
    case "YAML":
      return value.kind === "string" ? none("YAML text is read at run time") : known(value);
    default:
      return known(value);
  }
}

const MAX_INT = 2 ** 31 - 1;

/** Source: Integer.valueOf. */
function givenInt(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? withinInt(Number(text)) : undefined;
}

/** Jackson cuts off the fraction of a number. */
function defaultInt(text: string): number | undefined {
  const isNumber = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
  return isNumber ? withinInt(Math.trunc(Number(text))) : undefined;
}

function withinInt(value: number): number | undefined {
  return value >= -MAX_INT - 1 && value <= MAX_INT ? value + 0 : undefined;
}

/** Jackson accepts these spellings and whole numbers. */
function defaultBool(text: string): boolean | undefined {
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  return /^-?\d+$/.test(text) ? Number(text) !== 0 : undefined;
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
  const unlisted = given.find((candidate) => !input.options.includes(candidate));
  return unlisted === undefined ? undefined : `"${shorten(unlisted)}" is not one of the "values"`;
}

/** The members of a MULTISELECT are text; those of an ARRAY have its `itemType`. */
function convertTree(input: TypedInput, value: Value): DefaultValue {
  if (value.kind !== "list") return { kind: "known", value };
  if (input.type === "MULTISELECT") {
    const texts = value.items.map((item) => (item.kind === "string" ? item : string(valueText(item))));
    return { kind: "known", value: list(texts) };
  }
  const itemType = input.type === "ARRAY" ? itemTypeOf(input) : undefined;
  if (itemType === undefined) return { kind: "known", value };
  const items: Value[] = [];
  const open = unknown("the form of an item is known only at run time");
  for (const item of value.items) {
    if (item.kind === "list" || item.kind === "map" || item.kind === "null") {
      items.push(itemType === "JSON" ? item : open);
      continue;
    }
    const converted = convertType({ ...input, type: itemType }, valueText(item), item, "given");
    if (converted.kind === "none" && converted.refused)
      return { ...converted, reason: `the item ${converted.reason}` };
    items.push(converted.kind === "known" ? converted.value : open);
  }
  return { kind: "known", value: list(items) };
}

/** A list or mapping with all texts rendered; undefined if a text is unknown. */
function renderTree(node: YamlNode, render: (text: string) => Rendered): Value | undefined {
  let complete = true;
  const renderNode = (inner: YamlNode): unknown => {
    if (inner.kind === "list") return inner.items.map(renderNode);
    if (inner.kind === "map")
      return new Map(storedEntries(inner).map((entry) => [entry.key.text, renderNode(entry.value)]));
    if (typeof inner.value !== "string") return yamlValue(inner);
    const rendered = render(inner.value);
    if (rendered.kind !== "known") complete = false;
    return rendered.kind === "known" ? rendered.text : unknown("known only at run time");
  };
  const data = renderNode(node);
  return complete ? fromData(data) : undefined;
}

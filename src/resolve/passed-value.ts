import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { Passed } from "../model/links.ts";
import {
  fromData,
  isTemplate,
  list,
  type Rendered,
  string,
  stringMap,
  textWithHoles,
  toData,
  type Unknown,
  unknown,
  type Value,
} from "../pebble/index.ts";
import { shorten } from "./shorten.ts";
import type { WithDependencies } from "./with-dependencies.ts";
import { storedEntries, yamlValue } from "./yaml-value.ts";

/** A longer text or larger structure is not passed on. */
const MOST_CHARACTERS = 10_000;

/** A value with its YAML structure, every text in it rendered. */
export interface RenderedNode {
  readonly value: Value;
  /** See `WithDependencies`. */
  readonly dependencies: readonly Unknown[];
  /** The message of an expression that fails. */
  readonly error?: string;
}

/** Renders the texts of a node, as Kestra does with the arguments of a call. Keys stay as they are. */
export function renderNode(
  node: YamlNode,
  render: (text: string) => WithDependencies<Rendered>,
): RenderedNode {
  const dependencies: Unknown[] = [];
  let error: string | undefined;
  const read = (inner: YamlNode): Value => {
    if (inner.kind === "list") return list(inner.items.map(read));
    if (inner.kind === "map")
      return stringMap(storedEntries(inner).map(({ key, value }) => [key.text, read(value)]));
    if (typeof inner.value !== "string" || !isTemplate(inner.value)) return yamlValue(inner);
    const { result, dependencies: own } = render(scalarText(inner));
    if (result.kind === "known") return string(result.text);
    dependencies.push(...own);
    if (result.kind === "holes") return textWithHoles(result.parts);
    error ??= result.error.message;
    return unknown(result.error.message);
  };
  const value = read(node);
  return { value, dependencies, ...(error !== undefined && { error }) };
}

/** The value as plain data. */
export function passedValue(value: Value): Passed {
  if (value.kind === "text")
    return short({ parts: value.parts.map((part) => (typeof part === "string" ? part : null)) });
  if (value.kind === "unknown") return { reason: shorten(value.reason) };
  const data = toData(value);
  return data === undefined ? { reason: "a part of it is known only at run time" } : short({ value: data });
}

/** A rendered text as plain data. */
export function passedText(rendered: Rendered): Passed {
  if (rendered.kind === "known") return short({ value: rendered.text });
  if (rendered.kind === "holes") return passedValue(textWithHoles(rendered.parts));
  return { reason: shorten(rendered.error.message) };
}

function short(passed: Passed): Passed {
  return JSON.stringify(passed).length > MOST_CHARACTERS ? { reason: "it is too long" } : passed;
}

/**
 * The value that was passed.
 *
 * @param name of the variable, for its reason where it is unknown
 */
export function valueOfPassed(passed: Passed, name: string): Value {
  if ("value" in passed) return fromData(passed.value);
  if ("reason" in passed) return unknown(`${name} is known only at run time: ${passed.reason}`);
  const hole = unknown(`${name} is known only at run time`);
  return textWithHoles(passed.parts.map((part) => part ?? hole));
}

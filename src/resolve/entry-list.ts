import { scalarText } from "../flows/scalar-text.ts";
import type { Span, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import {
  isTemplate,
  mapEntries,
  type PebbleError,
  printJson,
  type Rendered,
  toData,
  tryParseJson,
  type Unknown,
  type Value,
} from "../pebble/index.ts";
import { shorten } from "./shorten.ts";

/** The entries of `inputs` or `outputs`, each still to be rendered. */
export type EntryList =
  | { readonly kind: "entries"; readonly nodes: readonly YamlNode[] }
  | { readonly kind: "unknown"; readonly parts: readonly (string | Unknown)[] }
  | { readonly kind: "error"; readonly error: PebbleError }
  /** Not a list at all: Kestra drops it. */
  | { readonly kind: "invalid"; readonly message: string };

/**
 * The entries of `inputs` or `outputs`: a YAML list, a JSON text, or one expression with a JSON result.
 * Source: Kestra's Property.asList: a text that starts with `{{` or `{%` and ends with `}}` or `%}` is rendered as a
 * whole and read as JSON; anything else must be JSON as it is written, and its items are rendered one by one.
 */
export function entryList(
  node: YamlNode | undefined,
  name: string,
  render: (text: string) => Rendered,
): EntryList {
  if (!node || (node.kind === "scalar" && node.value === null)) return { kind: "entries", nodes: [] };
  if (node.kind === "list") return { kind: "entries", nodes: node.items };
  if (node.kind === "map") return notAList(name, "a mapping");
  if (typeof node.value !== "string") return notAList(name, `"${scalarText(node)}"`);
  const text = node.value.trim();
  if (!/^(\{\{|\{%).*(\}\}|%\})$/s.test(text)) {
    const json = tryParseJson(text);
    if (json?.kind === "list")
      return { kind: "entries", nodes: json.items.map((item) => nodeOf(item, node.span)) };
    return text === "" ? { kind: "entries", nodes: [] } : notAList(name, `"${shorten(text)}"`);
  }
  const rendered = render(node.value);
  if (rendered.kind === "error") return { kind: "error", error: rendered.error };
  if (rendered.kind === "holes") return { kind: "unknown", parts: rendered.parts };
  if (rendered.text.trim() === "") return { kind: "entries", nodes: [] };
  const json = tryParseJson(rendered.text);
  if (json?.kind === "unknown") return { kind: "unknown", parts: [json] };
  if (json?.kind !== "list") return notAList(name, `"${shorten(rendered.text.trim())}"`);
  return { kind: "entries", nodes: json.items.map((item) => nodeOf(item, node.span)) };
}

/**
 * Whether text in place of an entry may become one. Releases that render the items of a list one by one
 * read such a text as JSON; those that read the list as a whole refuse it.
 */
export function mayBecomeEntry({ value }: YamlScalar): boolean {
  if (typeof value !== "string") return false;
  return isTemplate(value) || tryParseJson(value.trim())?.kind === "map";
}

function notAList(name: string, what: string): EntryList {
  return {
    kind: "invalid",
    message: `"${name}" must be a list, not ${what.replace(/\s+/g, " ")}; Kestra drops it`,
  };
}

/** A value as a node at the place of the whole text. */
function nodeOf(value: Value, span: Span): YamlNode {
  if (value.kind === "list")
    return { kind: "list", items: value.items.map((item) => nodeOf(item, span)), span };
  if (value.kind === "map") {
    const entries = [...mapEntries(value)].map((entry) => {
      const key = String(toData(entry.key));
      return { key: scalarOf(key, key, span), value: nodeOf(entry.value, span) };
    });
    return { kind: "map", entries, span };
  }
  const data = value.kind === "long" || value.kind === "big-integer" ? value.value : toData(value);
  if (data === undefined || typeof data === "object") return scalarOf(null, "", span);
  // The printed form distinguishes 1.0 from 1.
  return scalarOf(data, typeof data === "string" ? data : (printJson(value) ?? ""), span);
}

function scalarOf(value: YamlScalar["value"], text: string, span: Span): YamlScalar {
  return { kind: "scalar", value, text, style: "plain", span };
}

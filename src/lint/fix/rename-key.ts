import type { YamlMap, YamlNode, YamlScalar } from "../../flows/yaml-node.ts";
import type { Fix } from "./edit.ts";

/**
 * Writes the key that was meant, inside the quotes of the one that stands there. Nothing where that would do harm: the
 * key is there already, or an earlier key of the mapping means it too, or its value is not of the kind the key takes.
 *
 * @param meant what a key of this mapping means; itself where it is no near miss
 */
export function renameKey(
  map: YamlMap,
  key: YamlScalar,
  name: string,
  meant: (key: string) => string | undefined,
): { readonly fix?: Fix } {
  const first = map.entries.find((each) => each.key.text === name || meant(each.key.text) === name);
  const taken = map.entries.some((each) => each.key.text === name);
  const value = map.entries.find((each) => each.key === key)?.value;
  if (taken || first?.key !== key || (value !== undefined && !takes(name, value))) return {};
  return { fix: replaceScalar(key, name) };
}

const LISTS: ReadonlySet<string> = new Set(["inputs", "outputs", "assetActions", "related", "relatedTo"]);
const MAPPINGS: ReadonlySet<string> = new Set(["metadata", "partOf"]);

/** Whether a value is of the kind that a key takes; an expression may become any. */
function takes(name: string, value: YamlNode): boolean {
  if (value.kind === "scalar" && (value.value === null || value.text.includes("{{"))) return true;
  if (LISTS.has(name)) return value.kind === "list" || value.kind === "scalar";
  return MAPPINGS.has(name) ? value.kind === "map" : value.kind === "scalar";
}

/** Writes other text into a scalar and keeps its quotes. The text must need no quotes itself. */
export function replaceScalar({ span, style }: YamlScalar, text: string): Fix {
  const quotes = style === "single-quoted" || style === "double-quoted" ? 1 : 0;
  return {
    title: `write "${text}"`,
    edits: [{ start: span.start + quotes, end: span.end - quotes, text }],
  };
}

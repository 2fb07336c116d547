import type { YamlMap, YamlNode, YamlScalar } from "../../flows/yaml-node.ts";
import type { Fix } from "./edit.ts";

/**
 * Replaces a key inside its quotes. No fix if the key already exists, if an earlier key of the mapping is meant as the
 * same key, or if the value has the wrong kind.
 *
 * @param meant the intended key of this mapping; the key itself without a near miss
 */
export function renameKey(
  map: YamlMap,
  key: YamlScalar,
  name: string,
  meant: (key: string) => string | undefined,
): { readonly fix?: Fix } {
  const first = map.entries.find(
    (candidate) => candidate.key.text === name || meant(candidate.key.text) === name,
  );
  const taken = map.entries.some((candidate) => candidate.key.text === name);
  const value = map.entries.find((candidate) => candidate.key === key)?.value;
  if (taken || first?.key !== key || (value !== undefined && !takes(name, value))) return {};
  return { fix: replaceScalar(key, name) };
}

const LISTS: ReadonlySet<string> = new Set(["inputs", "outputs", "assetActions", "related", "relatedTo"]);
const MAPPINGS: ReadonlySet<string> = new Set(["metadata", "partOf"]);

/** Whether a value has the kind that a key requires; an expression may have any. */
function takes(name: string, value: YamlNode): boolean {
  if (value.kind === "scalar" && (value.value === null || value.text.includes("{{"))) return true;
  if (LISTS.has(name)) return value.kind === "list" || value.kind === "scalar";
  return MAPPINGS.has(name) ? value.kind === "map" : value.kind === "scalar";
}

/** Replaces the text of a scalar and keeps its quotes. The new text must not require quotes. */
export function replaceScalar({ span, style }: YamlScalar, text: string): Fix {
  const quotes = style === "single-quoted" || style === "double-quoted" ? 1 : 0;
  return {
    title: `write "${text}"`,
    edits: [{ start: span.start + quotes, end: span.end - quotes, text }],
  };
}

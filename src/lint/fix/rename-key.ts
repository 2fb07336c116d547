import type { YamlScalar } from "../../flows/yaml-node.ts";
import type { Fix } from "./edit.ts";

/** Writes another key, inside the quotes of the one that stands there. */
export function renameKey(key: YamlScalar, name: string): Fix {
  return replaceScalar(key, name);
}

/** Writes other text into a scalar and keeps its quotes. The text must need no quotes itself. */
export function replaceScalar({ span, style }: YamlScalar, text: string): Fix {
  const quotes = style === "single-quoted" || style === "double-quoted" ? 1 : 0;
  return {
    title: `write "${text}"`,
    edits: [{ start: span.start + quotes, end: span.end - quotes, text }],
  };
}

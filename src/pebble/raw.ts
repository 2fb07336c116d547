import type { Parts } from "./value.ts";

/**
 * `{% raw %}...{% endraw %}` on one line, which Kestra takes out before the engine sees the template and puts back
 * after it. reference: Kestra's VariableRenderer.
 */
const S = "[ \\t-\\r]";
const RAW = new RegExp(
  `(\\{%-*${S}*raw${S}*-*%\\})([^\\n\\r\\u0085\\u2028\\u2029]*?)(\\{%-*${S}*endraw${S}*-*%\\})`,
  "g",
);
/** Text that could be an end of a raw block, when a hole holds the other end. */
const RAW_TAG = /raw[ \t-\r]*-*%\}|\{%-*[ \t-\r]*(?:end)?r?a?w?$/;

/** A template with its raw blocks replaced by placeholders of the same length. */
export interface RawText {
  readonly template: string;
  readonly blocks: readonly { readonly placeholder: string; readonly block: string }[];
}

export function takeOutRaw(source: string): RawText {
  if (!source.includes("raw")) return { template: source, blocks: [] };
  const blocks: { placeholder: string; block: string }[] = [];
  const template = source.replaceAll(RAW, (block) => {
    const placeholder = `\ue000${String(blocks.length).padStart(block.length - 2, "\ue001")}\ue002`;
    blocks.push({ placeholder, block });
    return placeholder;
  });
  return { template, blocks };
}

/** Puts the raw blocks back, tags and all. */
export function putBackRaw(parts: Parts, raw: RawText): Parts {
  if (raw.blocks.length === 0) return parts;
  return parts.map((part) => {
    if (typeof part !== "string") return part;
    let text = part;
    for (const { placeholder, block } of raw.blocks) text = text.replaceAll(placeholder, () => block);
    return text;
  });
}

/** Drops the tags of raw blocks, also of those that came in with a variable's text. */
export function stripRaw(parts: Parts): Parts {
  if (!parts.some((part) => typeof part === "string" && part.includes("raw"))) return parts;
  const stripped = parts.map((part) => (typeof part === "string" ? part.replaceAll(RAW, "$2") : part));
  const hole = stripped.find((part) => typeof part !== "string");
  const cut = hole !== undefined && stripped.some((part) => typeof part === "string" && RAW_TAG.test(part));
  return cut ? [hole] : stripped;
}

import type { Parts } from "../values/value.ts";

/**
 * `{% raw %}...{% endraw %}` on one line, which Kestra removes before the engine reads the template and restores
 * after it. reference: Kestra's VariableRenderer.
 */
const S = "[ \\t-\\r]";
const OPEN = new RegExp(`\\{%-*${S}*raw${S}*-*%\\}`, "g");
const CLOSE = new RegExp(`\\{%-*${S}*endraw${S}*-*%\\}`, "g");
const LINE_END = /[\n\r\u0085\u2028\u2029]/g;
/** Text that may be one end of a raw block whose other end is in a hole. */
const RAW_TAG = /raw[ \t-\r]*-*%\}|\{%-*[ \t-\r]*(?:end)?r?a?w?$/;

/** A template with its raw blocks replaced by placeholders of the same length. */
export interface RawText {
  readonly template: string;
  readonly blocks: readonly { readonly placeholder: string; readonly block: string }[];
}

export function takeOutRaw(source: string): RawText {
  if (!source.includes("raw")) return { template: source, blocks: [] };
  const blocks: { placeholder: string; block: string }[] = [];
  const template = replaceRaw(source, (block) => {
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
  const stripped = parts.map((part) =>
    typeof part === "string" ? replaceRaw(part, (_, inner) => inner) : part,
  );
  const hole = stripped.find((part) => typeof part !== "string");
  const cut = hole !== undefined && stripped.some((part) => typeof part === "string" && RAW_TAG.test(part));
  return cut ? [hole] : stripped;
}

/** Replaces every raw block. Each tag is searched once, so many unmatched tags cost no more. */
function replaceRaw(text: string, replacement: (block: string, inner: string) => string): string {
  let result = "";
  let from = 0;
  let lineEnd = -1;
  let close: RegExpExecArray | null = null;
  OPEN.lastIndex = 0;
  for (let open = OPEN.exec(text); open !== null; open = OPEN.exec(text)) {
    const start = open.index + open[0].length;
    if (close === null || close.index < start) {
      CLOSE.lastIndex = start;
      close = CLOSE.exec(text);
      if (close === null) break;
    }
    if (lineEnd < start) {
      LINE_END.lastIndex = start;
      lineEnd = LINE_END.exec(text)?.index ?? text.length;
    }
    if (lineEnd < close.index) continue;
    const inner = text.slice(start, close.index);
    const end = close.index + close[0].length;
    result += text.slice(from, open.index) + replacement(text.slice(open.index, end), inner);
    from = end;
    OPEN.lastIndex = end;
  }
  return result + text.slice(from);
}

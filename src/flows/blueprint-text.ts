/**
 * The block `extend` of a templated blueprint with its offset, or undefined for other text. Before rendering, the text
 * is often not YAML; this block is. Source: Kestra's documentation of custom blueprints.
 */
export function blueprintBlock(text: string): { readonly text: string; readonly offset: number } | undefined {
  // Most files end here.
  if (!text.includes("templateArguments")) return undefined;
  const start = text.startsWith("extend:") ? 0 : text.indexOf("\nextend:") + 1;
  if (start === 0 && !text.startsWith("extend:")) return undefined;
  const block = text.slice(start, blockEnd(text, start));
  return /^[ \t]+["']?templateArguments["']?:/m.test(block) ? { text: block, offset: start } : undefined;
}

/** The beginning of the next line with text at its first column. */
function blockEnd(text: string, start: number): number {
  let line = text.indexOf("\n", start) + 1;
  while (line > 0 && line < text.length && /[\s#]/.test(text[line] ?? ""))
    line = text.indexOf("\n", line) + 1;
  return line > 0 ? line : text.length;
}

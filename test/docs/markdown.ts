/** A fenced block: ```` ```console ````, ```` ```yaml assets.config.yaml ````. */
export interface Fence {
  readonly language: string;
  /** The rest of the opening line after the language, or "". */
  readonly title: string;
  /** The lines between the fences. */
  readonly lines: readonly string[];
  /** 1-based line of the opening fence. */
  readonly line: number;
}

export interface Link {
  readonly target: string;
  readonly line: number;
}

const OPENING = /^(`{3,})([\w-]*)\s*(.*)$/;

/** The fenced blocks of a page, in order. Only unindented backtick fences are used in these docs. */
export function fences(markdown: string): readonly Fence[] {
  const lines = markdown.split("\n");
  const found: Fence[] = [];
  let at = 0;
  while (at < lines.length) {
    const opening = OPENING.exec(lines[at] ?? "");
    if (opening === null) {
      at += 1;
      continue;
    }
    const [, ticks = "", language = "", title = ""] = opening;
    let end = at + 1;
    while (end < lines.length && lines[end] !== ticks) end += 1;
    if (end === lines.length) throw new Error(`the block at line ${at + 1} is not closed`);
    found.push({ language, title: title.trim(), lines: lines.slice(at + 1, end), line: at + 1 });
    at = end + 1;
  }
  return found;
}

/** The lines of a page. Lines of fenced blocks are empty, so that line numbers do not change. */
function prose(markdown: string): readonly string[] {
  const lines = markdown.split("\n");
  for (const fence of fences(markdown)) {
    for (let at = fence.line - 1; at < fence.line + fence.lines.length + 1; at += 1) lines[at] = "";
  }
  return lines;
}

/** Inline links `[text](target)`; images count as links too. */
export function links(markdown: string): readonly Link[] {
  return prose(markdown).flatMap((text, index) =>
    [...text.replace(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)].map((match) => ({
      target: match[1] ?? "",
      line: index + 1,
    })),
  );
}

/** The anchors of the headings of a page, by GitHub's rules. */
export function anchors(markdown: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of prose(markdown)) {
    const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-");
    let unique = slug;
    for (let count = 1; found.has(unique); count += 1) unique = `${slug}-${count}`;
    found.add(unique);
  }
  return found;
}

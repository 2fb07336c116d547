import { spawnSync } from "node:child_process";
import { JSDOM } from "jsdom";
import { describe } from "vitest";

const FOUND = spawnSync("cmark-gfm", ["--version"]).status === 0;

/** Tests with GitHub's Markdown parser, skipped if it is not installed. */
export function describeRendered(title: string, tests: () => void): void {
  if (!FOUND) console.warn(`skipped: "${title}": cmark-gfm is not installed (apt-get install cmark-gfm)`);
  describe.skipIf(!FOUND)(title, tests);
}

/** A rendered Markdown document. */
export interface Rendered {
  /** The contents of code spans and code blocks, in order. */
  readonly code: readonly string[];
  /** All text except code. */
  readonly text: readonly string[];
  readonly html: readonly string[];
  /** The types of all nodes. */
  readonly nodes: ReadonlySet<string>;
}

const EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist", "footnotes"];

/** Parses Markdown like GitHub. Throws for invalid XML, which cmark-gfm writes for footnotes. */
export function rendered(markdown: string): Rendered {
  const options = ["--to", "xml", ...EXTENSIONS.flatMap((name) => ["--extension", name])];
  const { stdout, status } = spawnSync("cmark-gfm", options, {
    input: markdown,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`cmark-gfm ends with ${status}`);
  const { document } = new JSDOM(stdout, { contentType: "application/xml" }).window;
  const found = {
    code: [] as string[],
    text: [] as string[],
    html: [] as string[],
    nodes: new Set<string>(),
  };
  for (const node of document.querySelectorAll("*")) {
    found.nodes.add(node.tagName);
    if (node.childElementCount > 0) continue;
    const content = node.textContent ?? "";
    if (node.tagName.startsWith("code")) found.code.push(content);
    else if (node.tagName.startsWith("html")) found.html.push(content);
    else if (content !== "") found.text.push(content);
  }
  return found;
}

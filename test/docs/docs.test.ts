import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { anchors, fences, links } from "./markdown.ts";
import { startSession, steps } from "./session.ts";

/*
 * Executes the examples of the documentation. In README.md, docs/*.md and docs/exports/*.md:
 *
 *   ```console             lines `$ assets ...` run the built program, lines `$ git ...` run git, and the lines below are
 *                          their complete output
 *   ```yaml some/file.yml  is saved under this name before the following blocks run
 *
 * The blocks of a page are one session, in order. `UPDATE_DOCS=1 npx vitest run test/docs` writes the actual output to
 * the pages: review the changes before you commit them.
 */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = ["README.md", "CONTRIBUTING.md", ...pagesIn("docs")];
// Pages of docs/exports are linked from other pages.
const PAGES = [...MAIN, ...pagesIn("docs/exports")];
const UPDATE = process.env.UPDATE_DOCS === "1";

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function read(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

function printed(screen: string): readonly string[] {
  return screen === "" ? [] : screen.replace(/\n$/, "").split("\n");
}

/** The page with the actual output of each command. */
function replay(page: string): string {
  const source = read(page);
  const lines = source.split("\n");
  const session = startSession();
  const edits: { from: number; to: number; text: readonly string[] }[] = [];
  try {
    for (const fence of fences(source)) {
      if (fence.language !== "console" && fence.title !== "") {
        session.write(fence.title, `${fence.lines.join("\n")}\n`);
      }
      if (fence.language !== "console") continue;
      const text = steps(fence.lines).flatMap(({ command }) => [
        `$ ${command}`,
        ...printed(session.run(command)),
      ]);
      edits.push({ from: fence.line, to: fence.line + fence.lines.length, text });
    }
  } finally {
    session.end();
  }
  for (const edit of edits.reverse()) lines.splice(edit.from, edit.to - edit.from, ...edit.text);
  return lines.join("\n");
}

describe.each(PAGES)("given the page %s", (page) => {
  test("when its commands are run, then the output is the one on the page", () => {
    const today = replay(page);
    if (UPDATE) writeFileSync(join(ROOT, page), today);
    expect(read(page)).toBe(today);
  });

  test("when its links are followed, then each target exists", () => {
    const broken = links(read(page)).filter(({ target }) => {
      if (/^[a-z]+:/.test(target)) return !target.startsWith("https://");
      const [file = "", anchor] = target.split("#");
      const path = file === "" ? page : normalize(join(dirname(page), file));
      if (!existsSync(join(ROOT, path)) || path.startsWith("..")) return true;
      return anchor !== undefined && !anchors(read(path)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  test("when it names npm scripts, then they exist", () => {
    const scripts: unknown = JSON.parse(read("package.json")).scripts;
    const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1]);
    expect(Object.keys(scripts ?? {})).toEqual(expect.arrayContaining(named));
  });
});

test("given README.md, when its links are followed, then every page is reached", () => {
  const linked = new Set(links(read("README.md")).map(({ target }) => normalize(target.split("#")[0] ?? "")));
  const missing = MAIN.filter((page) => page !== "README.md" && !linked.has(page));
  expect(missing).toEqual([]);
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../../scripts/check-prose.mjs", import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assets-prose-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Checks files with these names and texts. Returns the exit code and the findings, as `file:line: phrase`. */
function checkFiles(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const args = [SCRIPT, ...Object.keys(files)];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  const found = [...stderr.matchAll(/^([^:]*:\d+): "(.*?)": .+; write .+$/gm)];
  return { status, found: found.map(([, place, phrase]) => `${place}: ${phrase}`) };
}

/** Checks one file. Its findings are `line: phrase`. */
function check(name: string, text: string) {
  const { status, found } = checkFiles({ [name]: text });
  return { status, found: found.map((finding) => finding.slice(name.length + 1)) };
}

/** Former sentences of messages, help and pages, each with its avoided phrase. */
const REWRITTEN: readonly (readonly [sentence: string, phrase: string])[] = [
  ['"yaml" is no format that this command knows', "is no"],
  ["Nothing stayed unknown in these flows.", "stayed unknown"],
  ["the least serious difference that makes the exit code 1", "least serious"],
  ["made without 2 assets that fed it", "made without"],
  ["the commit where main and HEAD parted with the working tree", "parted"],
  ["1 of them can be put right with --fix", "put right"],
  ['there is no rule "missing-typ"', "there is no rule"],
  ["show what a change adds and removes, what follows from it, and who has to know", "has to know"],
  ["3 flows that read what changed or follows", "read what changed or follows"],
  ["39 written, 1 perhaps written, 3 external", "perhaps"],
  ["what the scan was told on the command line", "was told"],
  ["What is fed only by itself counts as not fed.", "What"],
  ["the models of the dbt project say it", "say it"],
  ["Files and flows stand for the assets that they write.", "stand for"],
  ["an expression goes on with the name of the table", "goes on with"],
  ["the content of the resource is not known: it has no heredoc", "is not known"],
  ["FROM was expected here, not a string", "was expected here"],
  ["one changed file misses its budget by a hair", "by a hair"],
  ["the compiled code is kept in a folder, where that can be written", "where that can be"],
];

test("given sentences that were rewritten, when checked in Markdown and in messages, then each is found", () => {
  const texts = REWRITTEN.flatMap(([sentence], at) => [
    [`page-${at}.md`, `${sentence}\n`],
    [`message-${at}.ts`, `export const message = ${JSON.stringify(sentence)};\n`],
  ]);
  expect(checkFiles(Object.fromEntries(texts))).toEqual({
    status: 1,
    found: REWRITTEN.flatMap(([, phrase], at) => [
      `page-${at}.md:1: ${phrase}`,
      `message-${at}.ts:1: ${phrase}`,
    ]),
  });
});

test("given a template with expressions, when checked, then it fails like its message", () => {
  const source = `const id: string = read();\nthrow new Error(\`the id \${id} is no text of \${kind}\`);\n`;
  expect(check("message.ts", source)).toEqual({ status: 1, found: ["2: is no"] });
});

test("given descriptions in a schema and in YAML, when checked, then their phrases are found", () => {
  const files = {
    "schema.json": '{\n  "description": "Whoever owns it, perhaps."\n}\n',
    "action.yml": "inputs:\n  base:\n    description: As if it were new\n",
  };
  expect(checkFiles(files).found).toEqual([
    "schema.json:2: perhaps",
    "schema.json:2: Whoever",
    "action.yml:3: As if",
  ]);
});

test("given code, comments, code spans and short strings, when checked, then they pass", () => {
  const source = [
    "// Whatever is here is no message, as if nobody read it.",
    'import { perhaps } from "./what-becomes-of.js";',
    'type Answer = "there is no rule" | "perhaps not";',
    'export const word = perhaps ? "perhaps" : "parted";',
    `export const message = \`no rule \${word}\`;`,
  ];
  const page = "There are no edges. Run `assets perhaps told`.\n\n```text\nthere is no rule\n```\n";
  const files = { "code.ts": `${source.join("\n")}\n`, "page.md": page };
  expect(checkFiles(files)).toEqual({ status: 0, found: [] });
});

test("given a phrase over the end of a line, when checked, then it is found at the start of its paragraph", () => {
  expect(check("page.md", "# Title\n\nThe first line of a text is\nno paragraph.\n").found).toEqual([
    "3: is no",
  ]);
});

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findPhrases } from "./prose/find.mjs";
import { textsOfDescriptions, textsOfMarkdown, textsOfModule } from "./prose/texts.mjs";

// Usage: node scripts/check-prose.mjs [FILE...]. Checks texts for readers (default: all of the project) against
// prose/patterns.mjs. Exit code 1 when one has an avoided phrase.

/** @type {readonly (readonly [ending: RegExp, textsOf: (source: string) => import("./prose/texts.mjs").Text[]])[]} */
const READERS = [
  [/\.md$/, textsOfMarkdown],
  [/\.(?:json|yml)$/, textsOfDescriptions],
  [/\.ts$/, textsOfModule],
];

function projectFiles() {
  process.chdir(fileURLToPath(new URL("../", import.meta.url)));
  const inFolders = ["docs", "schema", "src"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  );
  // The facets are published: their text never changes under the same number.
  const files = inFolders.filter(
    (file) => /\.(?:md|json|ts)$/.test(file) && !file.startsWith("schema/facets"),
  );
  return ["README.md", "CONTRIBUTING.md", "action.yml", ...files.sort()];
}

/** @param {string} file */
function problemsIn(file) {
  const textsOf = READERS.find(([ending]) => ending.test(file))?.[1];
  if (textsOf === undefined) throw new Error(`${file}: not Markdown, JSON, YAML or TypeScript`);
  return textsOf(readFileSync(file, "utf8")).flatMap(({ line, text }) =>
    findPhrases(text).map(
      ({ phrase, reason, instead }) => `${file}:${line}: "${phrase}": ${reason}; write ${instead}`,
    ),
  );
}

const named = process.argv.slice(2);
const problems = (named.length > 0 ? named : projectFiles()).flatMap(problemsIn);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

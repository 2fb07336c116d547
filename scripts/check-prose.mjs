import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findPhrases } from "./prose/find.mjs";
import { textsOfDescriptions, textsOfMarkdown, textsOfModule } from "./prose/texts.mjs";

// Checks the texts of the project, or of the given files, against prose/patterns.mjs.
// Usage: node scripts/check-prose.mjs [FILE...]
// Exit code 1 if a text contains an avoided phrase.

/** @type {readonly (readonly [ending: RegExp, textsOf: (source: string) => import("./prose/texts.mjs").Text[]])[]} */
const READERS = [
  [/\.md$/, textsOfMarkdown],
  [/\.(?:json|yml)$/, textsOfDescriptions],
  [/\.m?[jt]s$/, textsOfModule],
];

function projectFiles() {
  process.chdir(fileURLToPath(new URL("../", import.meta.url)));
  const inFolders = ["bench", "docs", "schema", "scripts", "src"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  );
  // A published facet does not change within its version. The patterns quote the avoided phrases.
  const files = inFolders.filter(
    (file) => /\.(?:md|json|m?[jt]s)$/.test(file) && !/^(?:schema\/facets|scripts\/prose)\//.test(file),
  );
  return ["README.md", "CONTRIBUTING.md", "action.yml", ...files.sort()];
}

/** @param {string} file */
function problemsIn(file) {
  const textsOf = READERS.find(([ending]) => ending.test(file))?.[1];
  if (textsOf === undefined) throw new Error(`${file}: not Markdown, JSON, YAML, JavaScript or TypeScript`);
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

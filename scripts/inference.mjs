// Compares inference with labelled repositories. Each case lists all accesses, and the required edges, identities and
// gaps, the forbidden edges, and the secrets that the result must not contain.
// Usage: npm run build && npm run inference -- FOLDER
//   FOLDER    contains expected.jsonl, and the file or folder `path` of each line
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkCase } from "./inference/check-case.mjs";
import { inferAll } from "./inference/infer-all.mjs";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npm run inference -- FOLDER");
  process.exit(2);
}
let failed = 0;
let passed = 0;
for (const line of readFileSync(join(folder, "expected.jsonl"), "utf8").split("\n")) {
  if (line.trim() === "") continue;
  const expected = JSON.parse(line);
  const path = join(folder, expected.path);
  const isFolder = statSync(path).isDirectory();
  const result = inferAll(isFolder ? path : folder, isFolder ? ["."] : [expected.path]);
  const problems = checkCase(expected, result);
  for (const problem of problems) console.log(`${expected.id}: ${problem}`);
  if (problems.length > 0) failed += 1;
  else passed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

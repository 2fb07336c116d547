// Runs labelled repositories against what is inferred: every access, edge, identity and gap that a case lists, no edge
// that it forbids, no secret anywhere, and no access besides those that it lists.
// Usage: npm run build && npm run inference -- FOLDER (with expected.jsonl, and for each line a file or folder `path`)
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

// Scans labelled repositories whose flows call each other, and checks the expected bundles, consumers and gaps, and the
// forbidden ids and pairs. If a repository has a second state, `NAME.after`, an incremental scan of it must give the same
// bytes as a full scan. Skips repositories of blueprints, which are not flows.
// Usage: npm run build && npm run whole-repository -- FOLDER
//   FOLDER    contains expected.jsonl, and the folder `repo` of each line
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkAfter, checkRepository } from "./whole-repository/check-repository.mjs";
import { scanRepository } from "./whole-repository/scan-repository.mjs";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npm run whole-repository -- FOLDER");
  process.exit(2);
}

/** The differences between a repository and its expected result; empty if there are none. */
async function problemsOf(expected) {
  const scratch = mkdtempSync(join(tmpdir(), "assets-whole-repository-"));
  try {
    const flows = join(scratch, "flows");
    cpSync(join(folder, expected.repo), flows, { recursive: true });
    const before = await scanRepository(flows, join(scratch, "cache"));
    const problems = checkRepository(expected, before.inventory);
    const after = join(folder, `${expected.repo}.after`);
    if (!existsSync(after)) return problems;
    cpSync(after, flows, { recursive: true });
    const updated = await scanRepository(flows, join(scratch, "cache"));
    const full = await scanRepository(flows, join(scratch, "no-cache"), join(scratch, "full.json"));
    if (updated.bytes !== full.bytes) problems.push("incremental and full scan of the second state differ");
    return [...problems, ...checkAfter(expected, updated.inventory)];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

let failed = 0;
let passed = 0;
for (const line of readFileSync(join(folder, "expected.jsonl"), "utf8").split("\n")) {
  if (line.trim() === "") continue;
  const expected = JSON.parse(line);
  if (existsSync(join(folder, expected.repo, "blueprints"))) continue;
  const problems = await problemsOf(expected);
  for (const problem of problems) console.log(`${expected.repo}: ${problem}`);
  if (problems.length > 0) failed += 1;
  else passed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

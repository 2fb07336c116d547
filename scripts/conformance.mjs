// Runs corpus files (JSON lines of templates, variables and the engine's results) against the built program.
// Usage: npm run build && npm run conformance -- FILE...
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { displayCase } from "./conformance/display-case.mjs";
import { templateCase } from "./conformance/template-case.mjs";

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: npm run conformance -- FILE...");
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const file of files) {
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (line.trim() === "") continue;
    for (const check of checks(line)) {
      const problem = await check.problem();
      if (problem === undefined) {
        passed += 1;
        continue;
      }
      failed += 1;
      const { source, template, values } = JSON.parse(line);
      const subject = JSON.stringify(template ?? values);
      console.log(`${basename(file)}:${index + 1} ${source} [${check.name}] ${subject}: ${problem}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** One line is one check for each line of Kestra releases it speaks of. */
function checks(line) {
  const data = JSON.parse(line);
  if (data.source === "loop")
    return [
      { name: data.line, problem: async () => (await import("./conformance/loop-case.mjs")).loopCase(line) },
    ];
  if ("expect_partial" in data) return [{ name: "display", problem: () => displayCase(line) }];
  return ["2.0", "1.x"].map((dialect) => ({
    name: dialect,
    problem: () => templateCase(line, dialect, isDeepStrictEqual),
  }));
}

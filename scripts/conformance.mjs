// Runs corpus files (JSON lines of templates, variables and the engine's results, or of SQL texts and the tables that
// they read and write) against the built program.
// Usage: npm run build && npm run conformance -- FILE...
//
// Exit 0 when every case gives what the engine gives. Cases that cannot be met stand by name in
// conformance/not-met.json, from which docs/pebble.md lists them, too: they are printed and not counted, may be at
// most one in a hundred, and fail once they are met after all.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { displayCase } from "./conformance/display-case.mjs";
import { sqlCase } from "./conformance/sql-case.mjs";
import { templateCase } from "./conformance/template-case.mjs";

const MOST_NOT_MET = 0.01;

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: npm run conformance -- FILE...");
  process.exit(2);
}

const notMet = new Map(
  JSON.parse(readFileSync(new URL("./conformance/not-met.json", import.meta.url), "utf8")).map(
    (exception) => [`${exception.case} [${exception.line}]`, exception.reason],
  ),
);
let passed = 0;
let failed = 0;
let excepted = 0;
for (const file of files) {
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (line.trim() === "") continue;
    for (const check of checks(line)) {
      const problem = await check.problem();
      const { source, template, values, sql } = JSON.parse(line);
      const name = `${source} [${check.name}]`;
      const exception = notMet.get(name);
      const where = `${basename(file)}:${index + 1} ${name} ${JSON.stringify(template ?? values ?? sql)}`;
      if (problem === undefined && exception === undefined) passed += 1;
      else if (problem === undefined) {
        failed += 1;
        console.log(`${where}: is met, but conformance/not-met.json says that it cannot be`);
      } else if (exception === undefined) {
        failed += 1;
        console.log(`${where}: ${problem}`);
      } else {
        excepted += 1;
        console.log(`not met, as docs/pebble.md says: ${where}: ${exception}`);
      }
    }
  }
}
if (excepted > (passed + failed + excepted) * MOST_NOT_MET) {
  failed += 1;
  console.log(`${excepted} cases are not met: more than ${MOST_NOT_MET * 100} % of all`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** One line is one check, of a template one for each line of Kestra releases it speaks of. */
function checks(line) {
  const data = JSON.parse(line);
  if (data.source === "loop")
    return [
      { name: data.line, problem: async () => (await import("./conformance/loop-case.mjs")).loopCase(line) },
    ];
  if ("sql" in data) return [{ name: data.dialect, problem: () => sqlCase(line, isDeepStrictEqual) }];
  if ("expect_partial" in data) return [{ name: "display", problem: () => displayCase(line) }];
  return ["2.0", "1.x"].map((dialect) => ({
    name: dialect,
    problem: () => templateCase(line, dialect, isDeepStrictEqual),
  }));
}

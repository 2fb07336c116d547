// Compares the built program with corpus files: JSON lines with templates, variables and the engine's results, or with
// SQL texts and the tables that they read and write.
// Usage: npm run build && npm run conformance -- FILE...
//
// Exit code 0 if every case has the expected result. Known exceptions are listed in conformance/not-met.json, which is also
// the source of their list in docs/pebble.md. They are printed but not counted, limited to one in a hundred cases, and fail
// when they pass.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { displayCase } from "./conformance/display-case.mjs";
import { sqlCase } from "./conformance/sql-case.mjs";
import { templateCase } from "./conformance/template-case.mjs";

const MAX_EXCEPTIONS = 0.01;

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: npm run conformance -- FILE...");
  process.exit(2);
}

const exceptions = new Map(
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
      const exception = exceptions.get(name);
      const place = `${basename(file)}:${index + 1} ${name} ${JSON.stringify(template ?? values ?? sql)}`;
      if (problem === undefined && exception === undefined) passed += 1;
      else if (problem === undefined) {
        failed += 1;
        console.log(`${place}: is met, but conformance/not-met.json says that it cannot be`);
      } else if (exception === undefined) {
        failed += 1;
        console.log(`${place}: ${problem}`);
      } else {
        excepted += 1;
        console.log(`not met, as docs/pebble.md says: ${place}: ${exception}`);
      }
    }
  }
}
if (excepted > (passed + failed + excepted) * MAX_EXCEPTIONS) {
  failed += 1;
  console.log(`${excepted} known exceptions: more than ${MAX_EXCEPTIONS * 100} % of the cases`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** The checks of a corpus line: one, or for a template one for each line of Kestra releases. */
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

import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { BINARY, flowText, newPlace, type Place } from "../commands/program.ts";

const action = parse(readFileSync(new URL("../../action.yml", import.meta.url), "utf8"));
const step = action.runs.steps.find(({ id }: { id?: string }) => id === "lint");

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

/** The script of the step, with a program in the place of npx that runs the one that was built. */
function run(env: Readonly<Record<string, string>>) {
  place.write(
    "bin/npx",
    `#!/bin/sh\n[ "$1 $2" = "--no-install assets" ] || exit 9\nshift 2\nexec node "${BINARY}" "$@"\n`,
  );
  chmodSync(join(place.folder, "bin/npx"), 0o755);
  const path = [join(place.folder, "bin"), process.env.PATH].join(delimiter);
  const done = spawnSync("bash", ["-c", step.run], {
    cwd: place.folder,
    env: { ...process.env, PATH: path, ...env },
    encoding: "utf8",
  });
  return { stdout: done.stdout, code: done.status };
}

describe("the lint of the action", () => {
  test("marks findings at their lines, and fails by severity", () => {
    place.write("a.yml", flowText("a", [], ["raw orders"]));
    const { stdout, code } = run({ FAIL_ON: "error", VERSION: "latest", DIRECTORY: "." });
    expect(stdout).toMatch(
      /^::error file=a\.yml,line=9,endLine=9,col=17,endColumn=29,title=assets%3A invalid-id::/,
    );
    expect(code).toBe(1);
    expect(run({ FAIL_ON: "never", VERSION: "latest", DIRECTORY: "." }).code).toBe(0);
  });

  test("names files from the root of the repository", () => {
    place.write("a.yml", flowText("a", [], ["file=x y"]));
    const { stdout, code } = run({ FAIL_ON: "error", VERSION: "latest", DIRECTORY: "data/flows/" });
    expect(stdout).toContain("::error file=data/flows/a.yml,line=9");
    expect(stdout).toContain('::"file=x y" is no asset id');
    expect(code).toBe(1);
  });

  test("is asked for by an input, and runs whatever came of the report", () => {
    expect(action.inputs["lint-fail-on"].default).toBe("error");
    expect(step.if).toContain("!cancelled() && inputs.lint-fail-on != 'off'");
  });
});

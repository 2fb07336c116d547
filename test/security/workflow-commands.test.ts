import { spawnSync } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withoutCommands } from "../../src/cli/workflow-commands.ts";
import { BINARY, flowText, newPlace, type Place } from "../commands/program.ts";

const IDS = ["##[set-env name=PATH]x", "a ##[add-path]y", "::add-mask::z", "::stop-commands::q"];
/** Matches workflow commands by the rules of the runner. Source: actions/runner, `ActionCommand.cs`. */
const WORKFLOW_COMMAND = /##\[|^\s*::/m;

let place: Place;
beforeEach(() => {
  place = newPlace();
  place.write(
    "flows/::notice::a ##[warning]b.yaml",
    `${flowText("a", IDS.slice(0, 2), IDS.slice(2))}description: |\n  ::error::c\n`,
  );
  place.write("flows/c.yaml", flowText("c", [], ["made"]));
});
afterEach(() => place.end());

/** Runs the program as in a job of GitHub Actions. */
function inJob(args: readonly string[], stdout: "pipe" | number = "pipe") {
  return spawnSync(process.execPath, [BINARY, ...args], {
    cwd: place.folder,
    encoding: "utf8",
    env: { ...process.env, HOME: place.folder, GITHUB_ACTIONS: "true" },
    stdio: ["ignore", stdout, "pipe"],
  });
}

describe("given a job of GitHub Actions", () => {
  it.each([
    ["scan", "flows"],
    ["scan", "##[error]flows"],
    ["scan", "\n::error::flows"],
    ["list"],
    ["list", "--format", "json"],
    ["show", IDS[2]],
    ["show", "##[error]none"],
    ["lineage", IDS[0]],
    ["impact", IDS[0], "--format", "markdown"],
    ["lint"],
    ["lint", "--format", "json"],
    ["lint", "--format", "markdown"],
    ["lint", "--format", "sarif"],
    ["export", "--format", "csv"],
    ["export", "--format", "dot"],
    ["export", "--format", "ion"],
    ["export", "--format", "openlineage"],
    ["##[error]x"],
  ] as string[][])("when %s %s %s %s runs on hostile ids, then its log has no command", (...args) => {
    place.assets("scan", "flows");
    const { stdout, stderr } = inJob(args);
    expect(stdout + stderr).not.toBe("");
    expect(stdout).not.toMatch(WORKFLOW_COMMAND);
    expect(stderr).not.toMatch(WORKFLOW_COMMAND);
  });

  it("when JSON is exported, then its meaning is the same", () => {
    place.assets("scan", "flows");
    const args = ["export", "--format", "json"];
    expect(JSON.parse(inJob(args).stdout)).toEqual(JSON.parse(place.assets(...args).stdout));
  });

  it("when output goes to a file, then it has every byte", () => {
    place.assets("scan", "flows");
    const file = join(place.folder, "list.txt");
    inJob(["lint"], openSync(file, "w"));
    expect(readFileSync(file, "utf8")).toBe(place.assets("lint").stdout);
    expect(readFileSync(file, "utf8")).toContain("##[set-env name=PATH]x");
  });

  it("when lint annotates, then each finding is one command", () => {
    place.write("flows/b.yaml", flowText("b", [], ["x"]).replace("outputs:", "ouputs:"));
    const lines = inJob(["lint", "--format", "github"]).stdout.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^::(error|warning) file=flows\/[^:]*::/);
  });
});

it.each([
  ["a ##[b]##[c]", "a #\\u0023[b]#\\u0023[c]"],
  ["x\r::y::z", "x\r\\u003a:y::z"],
  [" \t::y", " \t\\u003a:y"],
  ["\x85::y", "\x85\\u003a:y"],
  ["a::b", "a::b"],
  ["# #[a] :a", "# #[a] :a"],
])("given %j in a log, when escaped, then it is %j", (text, expected) => {
  expect(withoutCommands(text)).toBe(expected);
});

import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { newRepository, type Scratch } from "../changes/scratch.ts";

let repo: Scratch;
beforeEach(() => {
  repo = newRepository();
  repo.write("CODEOWNERS", "/flows/report.yml @company/bi\n");
  repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
  repo.flow("flows/report.yml", [["draw", ["trips"], ["board"]]]);
  repo.commit("First");
  repo.flow("flows/load.yml", [["stage", ["taxi"], ["rides\n          type: Table"]]]);
  repo.assets("scan", "flows");
});
afterEach(() => repo.end());

const listed = (...args: string[]) => {
  const done = repo.assets("list", ...args, "--format", "json");
  if (done.code !== 0) return done.stderr;
  return JSON.parse(done.stdout).assets.map(({ asset }: { asset: { id: string } }) => asset.id);
};

describe("selections that need more than the inventory", () => {
  test.each([
    ["state:new", ["rides"]],
    ["state:modified", ["trips"]],
    ["state:modified+", ["board", "trips"]],
    ["state:unmodified", ["board", "taxi"]],
  ])("given %s and a base, when selected, then the assets are %j", (selection, ids) => {
    expect(listed(selection, "--base", "HEAD")).toEqual(ids);
  });

  test("given state:removed, when selected, then assets of the base only are found", () => {
    repo.remove("flows/report.yml");
    expect(listed("state:removed", "--base", "HEAD")).toEqual(["board", "trips"]);
  });

  test("given a state without a base, when selected, then the error names --base", () => {
    expect(listed("state:new")).toBe(
      [
        'error: "state:" needs a base revision',
        "    state:new",
        "    ^",
        '  Set one with --base, as in "--base main".',
        "",
      ].join("\n"),
    );
  });

  test("given owner:, when selected, then CODEOWNERS counts too", () => {
    expect(listed("owner:@company/bi")).toEqual(["board"]);
    expect(listed('owner:""')).toEqual(["rides", "taxi", "trips"]);
  });

  test("given a selection of one asset, when shown, then it is that asset", () => {
    expect(JSON.parse(repo.assets("show", "type:Table", "--format", "json").stdout).asset.id).toBe("rides");
  });
});

describe("the action", () => {
  const action = parse(readFileSync(new URL("../../action.yml", import.meta.url), "utf8"));

  test("given action.yml, when its scripts are read, then no expression is inserted into them", () => {
    expect(action.runs.steps.length).toBeGreaterThan(0);
    for (const step of action.runs.steps) expect(step.run).not.toContain("${{");
  });
});

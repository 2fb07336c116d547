import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { newRepository, type Scratch } from "./scratch.ts";

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

describe("selections that look beyond the inventory", () => {
  test.each([
    ["state:new", ["rides"]],
    ["state:modified", ["trips"]],
    ["state:modified+", ["board", "trips"]],
    ["state:unmodified", ["board", "taxi"]],
  ])("%s", (selection, ids) => {
    expect(listed(selection, "--base", "HEAD")).toEqual(ids);
  });

  test("state:removed finds what is only on the other side", () => {
    repo.remove("flows/report.yml");
    expect(listed("state:removed", "--base", "HEAD")).toEqual(["board", "trips"]);
  });

  test("a state without a base", () => {
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

  test("owner: asks CODEOWNERS too", () => {
    expect(listed("owner:@company/bi")).toEqual(["board"]);
    expect(listed('owner:""')).toEqual(["rides", "taxi", "trips"]);
  });

  test("show needs one asset, and takes any selection of one", () => {
    expect(JSON.parse(repo.assets("show", "type:Table", "--format", "json").stdout).asset.id).toBe("rides");
  });
});

describe("the action", () => {
  const action = parse(readFileSync(new URL("../../action.yml", import.meta.url), "utf8"));

  test("puts nothing from outside into its scripts: all of it comes by the environment", () => {
    for (const step of action.runs.steps) expect(step.run).not.toContain("${{");
  });

  test("finds its comment by the report's first line", () => {
    const comment = action.runs.steps.find(({ run }: { run: string }) => run.includes("gh api"));
    expect(comment.run).toContain('marker="$(head -n 1 "$REPORT")"');
  });
});

import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newPlace, type Place } from "./program.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/", import.meta.url));

let place: Place;
beforeEach(() => {
  place = newPlace();
  cpSync(join(FIXTURES, "undeclared"), join(place.folder, "flows"), { recursive: true });
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-qm", "Add flows");
});
afterEach(() => place.end());

function git(...args: string[]): string {
  const done = spawnSync("git", args, { cwd: place.folder, encoding: "utf8" });
  expect(done.status, done.stderr).toBe(0);
  return done.stdout;
}

describe("given a repository without declarations", () => {
  it("when it is adopted step by step, then each step shows the progress", () => {
    expect(place.assets("coverage").stdout).toContain("0 declared, 8 inferred, 0 unknown.");

    const drafts = place.assets("declare");
    expect(drafts.stdout).toMatch(/\nDrafts for 8 tasks in 4 files; --write edits the files\.\n$/);
    expect(git("status", "--porcelain", "flows")).toBe("");

    expect(place.assets("declare", "--write").stdout).toMatch(/\nDeclared 8 tasks in 4 files\.\n$/);
    const removed = git("diff", "--numstat")
      .trim()
      .split("\n")
      .map((line) => line.split("\t")[1]);
    expect(removed).toEqual(["0", "0", "0", "0"]);
    expect(place.assets("lint").stdout).toBe("4 flows in 4 files checked: no findings\n");
    expect(place.assets("coverage").stdout).toContain("8 declared, 0 inferred, 0 unknown.");

    const diff = place.assets("diff", "--fail-on", "lineage").stdout;
    expect(diff).toContain("7 additive; 0 assets downstream, 4 flows affected.");
    expect(diff).toContain("Edges: 6 added, 0 removed");
  });

  it("when the drafts are applied with git, then the files are those that --write gives", () => {
    const diff = place.assets("declare").stdout;
    const applied = spawnSync("git", ["apply", "--unidiff-zero"], {
      cwd: place.folder,
      input: diff,
      encoding: "utf8",
    });
    expect(applied.stderr).toBe("");
    expect(place.assets("declare").stdout).toBe("Nothing to declare.\n");
  });

  it("when a file cannot be read, then a warning names it", () => {
    place.write("odd/bad.yaml", "id: a\nnamespace: b\ntasks: [\n");
    expect(place.assets("declare", "odd")).toMatchObject({
      stdout: "Nothing to declare.\n",
      stderr:
        "warning: no drafts for odd/bad.yaml:4: not valid YAML: " +
        'a list that starts with "[" is not closed before this line: add the "]"\n',
    });
  });

  it("when drafts are printed as JSON, then they have the tasks, the rest and the diff", () => {
    const answer = JSON.parse(place.assets("declare", "flows/load_trips.yaml", "--format", "json").stdout);
    expect(answer).toMatchObject({ version: 1, command: "declare", written: false, left: [] });
    expect(answer.tasks.map(({ task }: { task: string }) => task)).toEqual(["fetch", "load"]);
    expect(answer.diff).toContain("+++ b/flows/load_trips.yaml\n");
  });

  it("when a path does not exist beside others, then the exit code is 2", () => {
    const { code, stderr } = place.assets("declare", "flows", "missing");
    expect(code).toBe(2);
    expect(stderr).toContain('"missing" does not exist');
  });
});

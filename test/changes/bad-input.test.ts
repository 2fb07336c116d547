import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flowText, newRepository, type Scratch, scratchFolder } from "./scratch.ts";

let repo: Scratch;
beforeEach(() => {
  repo = newRepository();
  repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
  repo.commit("First");
});
afterEach(() => repo.end());

/** Each says what is wrong and why, then what to do. */
const failing = (message: string, hint: string, code = 2) => ({
  code,
  stdout: "",
  stderr: `error: ${message}\n  ${hint}\n`,
});

const UNKNOWN_HINT =
  "Check the spelling; `git branch --all` and `git tag` list what there is, `git fetch` brings more.";

describe("what git cannot answer", () => {
  test.each(["nope", "--output=x", "HEAD:flows", "HEAD^{tree}", "-", "@{99}"])(
    "an unknown revision: %s",
    (revision) => {
      expect(repo.assets("diff", "--", revision)).toEqual(
        failing(`git knows no revision "${revision}"`, UNKNOWN_HINT),
      );
      expect(readdirSync(repo.folder).sort()).toEqual([".git", "flows"]);
    },
  );

  test("no commit yet", () => {
    const empty = newRepository();
    expect(empty.assets("diff").stderr).toBe(
      "error: there is no commit yet, so there is no earlier state to compare with\n  Commit the flows first.\n",
    );
    empty.end();
  });

  test("a folder in no repository", () => {
    const folder = scratchFolder();
    const outside = newRepository(folder, false);
    outside.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
    const expected = failing(
      "this folder is in no git repository, so there is no earlier state to compare with",
      "Run this inside the repository that holds the flows.",
    );
    expect(outside.assets("diff")).toEqual(expected);
    expect(outside.assets("log", "trips")).toEqual(expected);
    expect(outside.assets("impact", "--since", "main")).toEqual(expected);
    outside.end();
  });

  test("no git", () => {
    const path = join(repo.folder, "bin");
    mkdirSync(path);
    expect(repo.run(["diff"], { env: { PATH: path } })).toEqual(
      failing(
        "git cannot be started: no program of that name was found",
        "Install git, or put it on the PATH.",
      ),
    );
    writeFileSync(join(path, "git"), "#!/bin/sh\nexit 1\n");
    chmodSync(join(path, "git"), 0o644);
    expect(repo.run(["diff"], { env: { PATH: path } }).stderr).toMatch(
      /^error: git cannot be started: permission denied\n {2}\S/,
    );
  });

  test("no commit in common", () => {
    repo.git("checkout", "-q", "--orphan", "island");
    repo.commit("Island");
    expect(repo.assets("diff", "main")).toEqual(
      failing('"main" and "HEAD" have no commit in common', "Compare them as they are: name both revisions."),
    );
  });

  test("a shallow clone that does not reach far enough", () => {
    repo.git("checkout", "-q", "-b", "topic");
    repo.commit("Topic");
    repo.git("checkout", "-q", "main");
    repo.commit("Main");
    const folder = scratchFolder();
    repo.git("clone", "-q", "--depth", "1", "--no-single-branch", `file://${repo.folder}`, folder);
    const clone = newRepository(folder, false);
    expect(clone.assets("diff", "origin/topic")).toEqual(
      failing(
        'the clone is shallow and does not reach the commit where "origin/topic" and "HEAD" parted',
        "Fetch the rest with `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`).",
      ),
    );
    expect(clone.assets("diff", "HEAD~1")).toEqual(
      failing(
        'git knows no revision "HEAD~1"',
        "The clone is shallow and may lack it: `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`).",
      ),
    );
    clone.end();
  });

  test("an object that is missing, and one that is damaged", () => {
    const hash = repo.git("rev-parse", "HEAD:flows/load.yml");
    const file = join(repo.folder, ".git/objects", hash.slice(0, 2), hash.slice(2));
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["other"]]]);
    const unreadable = (why: string) =>
      failing(
        `git cannot read "flows/load.yml" (object ${hash.slice(0, 12)}): ${why}`,
        "`git fsck` tells what is wrong; a fresh clone or `git fetch --refetch` repairs it.",
      );
    chmodSync(file, 0o644);
    writeFileSync(file, "not an object");
    expect(repo.assets("diff")).toEqual(unreadable("it is damaged"));
    rmSync(file);
    expect(repo.assets("diff")).toEqual(unreadable("it is missing from the repository"));
  });

  test("a root outside the repository", () => {
    repo.write("inner/assets.config.yaml", "paths: [../../outside]\n");
    const outside = join(repo.folder, "..", "outside");
    mkdirSync(outside, { recursive: true });
    const done = repo.run(["diff", "HEAD", "HEAD"], { cwd: join(repo.folder, "inner") });
    rmSync(outside, { recursive: true });
    expect(done).toEqual(
      failing(
        '"../../outside" lies outside the git repository, whose history says nothing about it',
        "Name paths inside the repository, or run this in the other one.",
      ),
    );
  });

  test("too many revisions, and two with --staged", () => {
    expect(repo.assets("diff", "a", "b", "c").stderr).toContain(
      "error: 3 revisions are named, and two can be compared at most\n",
    );
    expect(repo.assets("diff", "HEAD", "HEAD", "--staged")).toEqual(
      failing(
        "two revisions and --staged exclude each other",
        "--staged compares one revision with what is staged.",
      ),
    );
  });
});

describe("selections on the command line", () => {
  beforeEach(() => {
    repo.flow("flows/report.yml", [["draw", ["trips"], ["board", "orders.yml"]]]);
    repo.assets("scan", "flows");
  });

  test("syntax: the character, what was expected", () => {
    expect(repo.assets("list", "type:Table and (trips")).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "error: the selection ends too early",
        "    type:Table and (trips",
        "                         ^",
        '  Expected ")" for the "(" at character 16.',
        "",
      ].join("\n"),
    });
  });

  test("one asset is needed and several are selected", () => {
    expect(repo.assets("show", "trips+")).toEqual(
      failing(
        '"trips+" is ambiguous: it selects 3 assets, and one is needed',
        'Name one of "board", "orders.yml", "trips".',
      ),
    );
  });

  test("an empty selection is noted, and fails when that was asked for", () => {
    const note = 'note: nothing in the inventory is "type:Tabel"\nnote: "type:Tabel" selects no asset\n';
    const done = repo.assets("lineage", "type:Tabel");
    expect([done.code, done.stdout, done.stderr]).toEqual([0, "", note]);
    expect(repo.assets("lineage", "type:Tabel", "--fail-on-empty")).toEqual({
      code: 3,
      stdout: "",
      stderr:
        'note: nothing in the inventory is "type:Tabel"\nerror: "type:Tabel" selects no asset\n  `assets list` shows all; without --fail-on-empty an empty result is only noted.\n',
    });
  });

  test("standard input takes ids and files; what is both is ambiguous", () => {
    const starts = (input: string) => {
      const done = repo.run(["impact", "-", "--format", "json"], { input });
      return done.code === 0 ? [JSON.parse(done.stdout).starts, done.stderr] : [done.code, done.stderr];
    };
    expect(starts("flows/load.yml\nREADME.md\n")).toEqual([
      ["trips"],
      "note: 1 file holds no flow that the inventory knows; for files that are gone ask with --since\n",
    ]);
    expect(starts("taxi\npath:flows/report.yml\n")).toEqual([["board", "orders.yml", "taxi"], ""]);
    expect(starts("trps\n")).toEqual([
      2,
      'error: no declaration names the asset "trps"\n  Did you mean "trips"? `assets list` shows all.\n',
    ]);
    repo.write(
      "orders.yml",
      "id: x\nnamespace: company\ntasks: [{id: t, type: io.kestra.plugin.core.log.Log}]\n",
    );
    repo.assets("scan", "flows", "orders.yml");
    expect(starts("orders.yml\n")).toEqual([
      2,
      'error: "orders.yml" is ambiguous: it is both an asset and a file with flows\n  Write "id:orders.yml" or "path:orders.yml".\n',
    ]);
    expect(starts("id:orders.yml\n")).toEqual([["orders.yml"], ""]);
  });

  test.each(["", "-z"])("names are read as git diff --name-only %s prints them", (option) => {
    const options = option === "" ? [] : [option];
    const named = newRepository();
    named.flow("seed.yml", [["seed", [], ["seed"]]]);
    named.commit("Before");
    const files = [
      "flüsse/größe.yml",
      'say "hi".yml',
      "tab\there.yml",
      "back\\slash.yml",
      "a blank.yml",
      "日本.yml",
    ];
    for (const [number, file] of files.entries()) {
      named.write(file, flowText(`flow${number}.yml`, [["work", [], [`made-${number}`]]]));
    }
    named.git("add", "-A");
    named.assets("scan");
    const input = `${named.git("diff", "--cached", "--name-only", ...options, "HEAD")}${options.length > 0 ? "" : "\n"}`;
    expect(input.includes("\\303\\274")).toBe(options.length === 0);
    const done = named.run(["impact", "-", "--format", "json"], { input });
    expect(done.stderr).toBe("");
    expect(JSON.parse(done.stdout).starts).toEqual(files.map((_, number) => `made-${number}`));
    named.end();
  });

  test("git diff --name-only names files from the repository's own folder", () => {
    const done = repo.run(
      ["impact", "-", "--format", "json", "--store", "../.assets/inventory.json", "--no-scan"],
      {
        input: "flows/load.yml\n",
        cwd: join(repo.folder, "flows"),
      },
    );
    expect(done.stderr).toBe("");
    expect(done.code === 0 ? JSON.parse(done.stdout).starts : done.stderr).toEqual(["trips"]);
  });
});

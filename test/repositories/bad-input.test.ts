import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flowText, newRepository, type Scratch, scratchFolder } from "../changes/scratch.ts";

let repo: Scratch;
beforeEach(() => {
  repo = newRepository();
  repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
  repo.commit("First");
});
afterEach(() => repo.end());

/** Checks that an error contains the problem with its reason, then the remedy. */
const failing = (message: string, hint: string, code = 2) => ({
  code,
  stdout: "",
  stderr: `error: ${message}\n  ${hint}\n`,
});

const UNKNOWN_HINT = "Check the spelling; see `git branch --all` and `git tag`, or run `git fetch`.";

describe("errors of git and repositories", () => {
  test.each(["nope", "--output=x", "HEAD:flows", "HEAD^{tree}", "-", "@{99}"])(
    "given the unknown revision %s, when compared, then the error names it and nothing is written",
    (revision) => {
      expect(repo.assets("diff", "--", revision)).toEqual(
        failing(`unknown git revision "${revision}"`, UNKNOWN_HINT),
      );
      expect(readdirSync(repo.folder).sort()).toEqual([".git", "flows"]);
    },
  );

  test("given no commit yet, when compared, then the error says so", () => {
    const empty = newRepository();
    expect(empty.assets("diff").stderr).toBe(
      "error: the repository has no commits, so there is nothing to compare with\n  Commit the flows first.\n",
    );
    empty.end();
  });

  test("given a folder outside of a repository, when asked, then the error says so", () => {
    const folder = scratchFolder();
    const outside = newRepository(folder, false);
    outside.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
    const expected = failing(
      "this folder is not in a git repository, so there is nothing to compare with",
      "Run this inside the repository of the flows.",
    );
    expect(outside.assets("diff")).toEqual(expected);
    expect(outside.assets("log", "trips")).toEqual(expected);
    expect(outside.assets("impact", "--since", "main")).toEqual(expected);
    outside.end();
  });

  test("given no git that can be started, when compared, then the error has the reason", () => {
    const path = join(repo.folder, "bin");
    mkdirSync(path);
    expect(repo.run(["diff"], { env: { PATH: path } })).toEqual(
      failing("cannot start git: program not found", "Install git, or add it to the PATH."),
    );
    writeFileSync(join(path, "git"), "#!/bin/sh\nexit 1\n");
    chmodSync(join(path, "git"), 0o644);
    expect(repo.run(["diff"], { env: { PATH: path } }).stderr).toMatch(
      /^error: cannot start git: permission denied\n {2}\S/,
    );
  });

  test("given two branches without a common commit, when compared, then the error says so", () => {
    repo.git("checkout", "-q", "--orphan", "island");
    repo.commit("Island");
    expect(repo.assets("diff", "main")).toEqual(
      failing('"main" and "HEAD" have no common commit', "Compare them directly by giving both revisions."),
    );
  });

  test("given a shallow clone, when it lacks the merge base or a revision, then the hint is to fetch the rest", () => {
    repo.git("checkout", "-q", "-b", "topic");
    repo.commit("Topic");
    repo.git("checkout", "-q", "main");
    repo.commit("Main");
    const folder = scratchFolder();
    repo.git("clone", "-q", "--depth", "1", "--no-single-branch", `file://${repo.folder}`, folder);
    const clone = newRepository(folder, false);
    expect(clone.assets("diff", "origin/topic")).toEqual(
      failing(
        'the clone is shallow and does not contain the merge base of "origin/topic" and "HEAD"',
        "Fetch the rest with `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`).",
      ),
    );
    expect(clone.assets("diff", "HEAD~1")).toEqual(
      failing(
        'unknown git revision "HEAD~1"',
        "The clone is shallow and may lack it: run `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`).",
      ),
    );
    clone.end();
  });

  test("given a missing or damaged object, when compared, then the error names the file and the object", () => {
    const hash = repo.git("rev-parse", "HEAD:flows/load.yml");
    const file = join(repo.folder, ".git/objects", hash.slice(0, 2), hash.slice(2));
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["other"]]]);
    const unreadable = (why: string) =>
      failing(
        `git cannot read "flows/load.yml" (object ${hash.slice(0, 12)}): ${why}`,
        "Check the repository with `git fsck`; repair it with a fresh clone or `git fetch --refetch`.",
      );
    chmodSync(file, 0o644);
    writeFileSync(file, "not an object");
    expect(repo.assets("diff")).toEqual(unreadable("it is damaged"));
    rmSync(file);
    expect(repo.assets("diff")).toEqual(unreadable("it is missing from the repository"));
  });

  test("given a root outside of the repository, when compared, then the error names it", () => {
    const [cwd, outside] = [join(repo.folder, "inner"), join(repo.folder, "..", "outside")];
    for (const folder of [cwd, outside]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(outside, "a.yml"), "id: a\nnamespace: company\ntasks: []\n");
    repo.run(["scan", "../../outside"], { cwd });
    const done = repo.run(["diff", "HEAD", "HEAD"], { cwd });
    rmSync(outside, { recursive: true });
    expect(done).toEqual(
      failing(
        '"../../outside" is outside the git repository, so it has no history there',
        "Use paths inside the repository, or run this in the other repository.",
      ),
    );
  });

  test("given too many revisions, or two with --staged, when compared, then the error says what is possible", () => {
    expect(repo.assets("diff", "a", "b", "c").stderr).toContain(
      "error: 3 revisions given, but at most two can be compared\n",
    );
    expect(repo.assets("diff", "HEAD", "HEAD", "--staged")).toEqual(
      failing(
        "two revisions and --staged cannot be combined",
        "--staged compares one revision with the index.",
      ),
    );
  });
});

describe("selections on the command line", () => {
  beforeEach(() => {
    repo.flow("flows/report.yml", [["draw", ["trips"], ["board", "orders.yml"]]]);
    repo.assets("scan", "flows");
  });

  test("given a syntax error, when selected, then the error marks the character and names what was expected", () => {
    expect(repo.assets("list", "type:Table and (trips")).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "error: unexpected end of the selection",
        "    type:Table and (trips",
        "                         ^",
        '  Expected ")" for the "(" at character 16.',
        "",
      ].join("\n"),
    });
  });

  test("given a selection of several assets, when one is required, then the error names them", () => {
    expect(repo.assets("show", "trips+")).toEqual(
      failing(
        '"trips+" is ambiguous: it selects 3 assets, but one is required',
        'Use one of "board", "orders.yml", "trips".',
      ),
    );
  });

  test("given an empty selection, when asked, then it is a warning, or an error with --fail-on-empty", () => {
    const note = 'note: no match for "type:Tabel"\nwarning: "type:Tabel" selects no asset\n';
    const done = repo.assets("lineage", "type:Tabel");
    expect([done.code, done.stdout, done.stderr]).toEqual([0, "", note]);
    expect(repo.assets("lineage", "type:Tabel", "--fail-on-empty")).toEqual({
      code: 3,
      stdout: "",
      stderr:
        'note: no match for "type:Tabel"\nerror: "type:Tabel" selects no asset\n  `assets list` shows all assets; omit --fail-on-empty to allow an empty result.\n',
    });
  });

  test("given ids and files on standard input, when asked, then both start; a name that is both is ambiguous", () => {
    const starts = (input: string) => {
      const done = repo.run(["impact", "-", "--format", "json"], { input });
      return done.code === 0 ? [JSON.parse(done.stdout).starts, done.stderr] : [done.code, done.stderr];
    };
    expect(starts("flows/load.yml\nREADME.md\n")).toEqual([
      ["trips"],
      "note: 1 file without flows in the inventory; use --since for removed files\n",
    ]);
    expect(starts("taxi\npath:flows/report.yml\n")).toEqual([["board", "orders.yml", "taxi"], ""]);
    expect(starts("trps\n")).toEqual([
      2,
      'error: no asset "trps"\n  Did you mean "trips"? `assets list` shows all.\n',
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

  test.each(["", "-z"])(
    "given the output of git diff --name-only %s, when read from standard input, then files with any name are found",
    (option) => {
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
    },
  );

  test("given names from git in a subfolder, when read, then they are relative to the root of the repository", () => {
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

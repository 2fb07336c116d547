import { chownSync, lchownSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isOwner, isSafe } from "../../src/changes/check-trust.ts";
import { newRepository, type Scratch, scratchFolder } from "../changes/scratch.ts";

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
  mkdirSync(join(folder, "work/repo"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("safe.directory", () => {
  test.each<readonly [values: readonly string[], isSafe: boolean]>([
    [[], false],
    [["*"], true],
    [["*", ""], false],
    [["", "*"], true],
    [["/repo"], true],
    [["/repo/"], true],
    [["/other", "/repo", "/other"], true],
    [["/repo", "", "/other"], false],
    [["/"], false],
    [["/*"], true],
    [["/repo/*"], false],
    [["/rep*"], false],
    [["~/repo"], true],
    [["repo"], false],
    [["."], false],
  ])("given safe.directory %j, when checked, then trust is %s", (values, expected) => {
    const top = join(folder, "work/repo");
    const below = values.map((value) => (value.startsWith("/") ? join(folder, "work", value) : value));
    expect(isSafe(top, below, join(folder, "work"))).toBe(expected);
  });

  test("given a link to the folder, when checked, then the folder is trusted", () => {
    symlinkSync(join(folder, "work"), join(folder, "link"));
    const top = realpathSync(join(folder, "work/repo"));
    expect(isSafe(top, [join(folder, "link/repo")])).toBe(true);
    expect(isSafe(top, [join(folder, "link/*")])).toBe(true);
  });
});

test("given an owner, when compared with the user, then root also trusts the user who called sudo", () => {
  expect(isOwner(1000, 1000, {})).toBe(true);
  expect(isOwner(1000, 0, {})).toBe(false);
  expect(isOwner(1000, 1001, { SUDO_UID: "1001" })).toBe(false);
  expect(isOwner(0, 0, { SUDO_UID: "1001" })).toBe(true);
  expect(isOwner(0, 1001, { SUDO_UID: "1001" })).toBe(true);
  expect(isOwner(0, 1001, {})).toBe(false);
});

// Only root can change the owner of a file.
describe.runIf(process.geteuid?.() === 0)("a repository of another user", () => {
  const OTHER = 12345;
  let repo: Scratch;
  beforeEach(() => {
    repo = newRepository();
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
    repo.commit("First");
  });
  afterEach(() => repo.end());

  const refused = {
    code: 2,
    stdout: "",
    stderr:
      "error: git rejects this repository because it belongs to another user\n  Trust it with `git config --global --add safe.directory <folder>`.\n",
  };
  const safe = (value: string) => {
    writeFileSync(join(folder, "gitconfig"), `[safe]\n\tdirectory = ${value}\n`);
    return { GIT_CONFIG_GLOBAL: join(folder, "gitconfig") };
  };
  const variables = (value: string) => ({
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "safe.directory",
    GIT_CONFIG_VALUE_0: value,
  });

  test.each([
    ["its folder", ""],
    ["its .git", ".git"],
  ])("given %s of another user, when asked, then it is rejected until the user trusts it", (_name, path) => {
    chownSync(join(repo.folder, path), OTHER, OTHER);
    expect(repo.assets("diff")).toEqual(refused);
    expect(repo.run(["diff"], { env: safe(join(repo.folder, "flows")) })).toEqual(refused);
    expect(repo.run(["diff"], { env: safe(repo.folder) }).code).toBe(0);
    expect(repo.run(["log", "trips"], { env: safe("*") }).code).toBe(0);
    expect(repo.run(["diff"], { env: variables(repo.folder) }).code).toBe(0);
    expect(repo.run(["diff"], { env: { SUDO_UID: String(OTHER) } }).code).toBe(0);
  });

  test("given trust in the repository's own configuration, when asked, then it does not count", () => {
    chownSync(repo.folder, OTHER, OTHER);
    repo.run([], {});
    writeFileSync(join(repo.folder, ".git/config"), "[safe]\n\tdirectory = *\n");
    expect(repo.assets("diff")).toEqual(refused);
  });

  test("given the .git file of a linked working tree, when another user owns it, then it is rejected", () => {
    repo.git("worktree", "add", "-q", join(folder, "tree"));
    lchownSync(join(folder, "tree/.git"), OTHER, OTHER);
    const cwd = join(folder, "tree");
    expect(repo.run(["diff"], { cwd })).toEqual(refused);
    expect(repo.run(["diff"], { cwd, env: safe(cwd) }).code).toBe(0);
  });
});

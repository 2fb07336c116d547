import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pullRequestOf, readRevision } from "../../src/workspace/git-facts.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "git-facts-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

function git(...args: string[]): string {
  const env = {
    ...process.env,
    GIT_AUTHOR_DATE: "2026-11-20T09:30:00+01:00",
    GIT_COMMITTER_DATE: "2026-11-20T09:30:00+01:00",
    GIT_CONFIG_GLOBAL: "/dev/null",
  };
  const own = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main"];
  return execFileSync("git", [...own, ...args], { cwd: folder, env, encoding: "utf8" }).trim();
}

describe("readRevision", () => {
  it("given a repository with a remote, when read, then commit, time, branch and address without password are known", async () => {
    mkdirSync(join(folder, "kestra"));
    writeFileSync(join(folder, "kestra/f.yml"), "id: f\n");
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "x");
    git("remote", "add", "origin", "https://user:token@github.com/acme/flows.git");
    expect(await readRevision(join(folder, "kestra"), { GITHUB_REF: "refs/pull/42/merge" })).toEqual({
      committed: "2026-11-20T09:30:00+01:00",
      facts: {
        commit: git("rev-parse", "HEAD"),
        repository: "https://github.com/acme/flows",
        prefix: "kestra/",
        branch: "main",
        pullRequest: "42",
      },
    });
  });

  it("given no remote, when read, then only the time is known; given no repository, then nothing", async () => {
    expect(await readRevision(folder, {})).toEqual({});
    git("init", "-q");
    git("commit", "-q", "--allow-empty", "-m", "x");
    expect(await readRevision(folder, {})).toEqual({ committed: "2026-11-20T09:30:00+01:00" });
  });

  it("given short forms of remotes, when read, then settings of user and repository expand them", async () => {
    git("init", "-q");
    git("commit", "-q", "--allow-empty", "-m", "x");
    git("remote", "add", "mine", "work:acme/flows.git");
    git("remote", "add", "origin", "gh:acme/flows.git");
    writeFileSync(join(folder, "user"), '[url "https://github.com/"]\n\tinsteadOf = gh:\n\tinsteadOf = g\n');
    vi.stubEnv("GIT_CONFIG_GLOBAL", join(folder, "user"));
    try {
      expect((await readRevision(folder, {})).facts?.repository).toBe("https://github.com/acme/flows");
      git("remote", "remove", "origin");
      git("config", "url.git@gitlab.com:.insteadOf", "work:");
      expect((await readRevision(folder, {})).facts?.repository).toBe("https://gitlab.com/acme/flows");
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe("pullRequestOf", () => {
  it.each<readonly [Readonly<Record<string, string>>, string | undefined]>([
    [{ GITHUB_REF: "refs/pull/7/merge" }, "7"],
    [{ GITHUB_REF: "refs/heads/main" }, undefined],
    [{ CI_MERGE_REQUEST_IID: "8" }, "8"],
    [{ BUILDKITE_PULL_REQUEST: "false" }, undefined],
    [{ CIRCLE_PULL_REQUEST: "https://github.com/a/b/pull/9" }, "9"],
    [{}, undefined],
  ])("given the environment %o, when read, then the pull request is %s", (env, number) => {
    expect(pullRequestOf(env)).toBe(number);
  });
});

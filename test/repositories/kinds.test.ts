import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newRepository, type Scratch, scratchFolder } from "../changes/scratch.ts";

/*
 * The program finds a repository without git and without its configuration. All kinds of repositories are supported.
 */

let repo: Scratch;
/** A folder outside the repository. */
let outside: string;
beforeEach(() => {
  outside = scratchFolder();
  repo = newRepository();
  fill(repo);
});
afterEach(() => {
  repo.end();
  rmSync(outside, { recursive: true });
});

/** Adds two commits and a staged change. */
function fill(scratch: Scratch): void {
  scratch.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
  scratch.commit("First");
  scratch.flow("flows/load.yml", [["stage", ["taxi"], ["trips", "second"]]]);
  scratch.commit("Second");
  scratch.flow("flows/load.yml", [["stage", ["taxi"], ["trips", "second", "staged"]]]);
  scratch.git("add", "flows/load.yml");
  scratch.flow("flows/load.yml", [["stage", ["taxi"], ["trips", "second", "staged", "saved"]]]);
}

/** The new assets of two comparisons, and the commits of the history. */
function answers(cwd: string, env: Readonly<Record<string, string>> = {}, base = "HEAD~1"): string[][] {
  const additive = (...args: string[]) => {
    const { stdout, stderr } = repo.run(["diff", base, ...args, "--format", "json"], { cwd, env });
    if (stderr !== "") return [stderr];
    const { assets } = JSON.parse(stdout) as { assets: { id: string; category: string }[] };
    return assets.filter(({ category }) => category === "additive").map(({ id }) => id);
  };
  const { stdout, stderr } = repo.run(["log", "trips", "--format", "json"], { cwd, env });
  if (stderr !== "") return [additive(), additive("--staged"), [stderr]];
  const { entries } = JSON.parse(stdout) as { entries: { subject: string }[] };
  return [additive(), additive("--staged"), entries.map(({ subject }) => subject)];
}

const ALL = [["saved", "second", "staged"], ["second", "staged"], ["First"]];
/** The result for a checkout, without the staged change. */
const COMMITTED = [["second"], ["second"], ["First"]];

describe("kinds of repositories", () => {
  test("given a subfolder or a link to it, when asked, then the repository is found", () => {
    const folder = join(repo.folder, "flows");
    symlinkSync(folder, join(outside, "link"));
    expect(answers(repo.folder)).toEqual(ALL);
    expect(answers(folder)).toEqual(ALL);
    expect(answers(join(outside, "link"))).toEqual(ALL);
  });

  test("given linked working trees, also with their own settings, when asked, then each is found", () => {
    repo.git("worktree", "add", "-q", "--detach", join(outside, "tree"));
    expect(answers(join(outside, "tree"))).toEqual(COMMITTED);
    repo.git("config", "extensions.worktreeConfig", "true");
    repo.git("-C", join(outside, "tree"), "config", "--worktree", "core.sparseCheckout", "false");
    expect(answers(join(outside, "tree"))).toEqual(COMMITTED);
    expect(answers(join(outside, "tree/flows"))).toEqual(COMMITTED);
  });

  test("given linked working trees of a bare repository, when asked, then each is found", () => {
    repo.git("clone", "-q", "--bare", repo.folder, join(outside, ".bare"));
    writeFileSync(join(outside, ".git"), "gitdir: ./.bare\n");
    repo.git("-C", outside, "worktree", "add", "-q", "main");
    expect(answers(join(outside, "main"))).toEqual(COMMITTED);
    expect(repo.run(["diff"], { cwd: outside }).stderr).toBe(
      "error: this is a bare repository without files\n  Run this in a clone with a working tree.\n",
    );
  });

  test("given a submodule with its .git elsewhere or in place, when asked, then it is found", () => {
    const above = newRepository();
    above.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", repo.folder, "part");
    expect(readFileSync(join(above.folder, "part/.git"), "utf8")).toBe("gitdir: ../.git/modules/part\n");
    expect(answers(join(above.folder, "part"))).toEqual(COMMITTED);
    rmSync(join(above.folder, "part"), { recursive: true });
    above.git("clone", "-q", repo.folder, "part");
    expect(answers(join(above.folder, "part/flows"))).toEqual(COMMITTED);
    above.end();
  });

  test("given a .git elsewhere or a link to it, when asked, then it is found", () => {
    repo.git("init", "-q", "--separate-git-dir", join(outside, "git"));
    expect(answers(repo.folder)).toEqual(ALL);
    rmSync(join(repo.folder, ".git"));
    symlinkSync(join(outside, "git"), join(repo.folder, ".git"));
    expect(answers(repo.folder)).toEqual(ALL);
  });

  test("given a sparse checkout with a sparse index, when asked, then staged files are found", () => {
    repo.flow("other/more.yml", [["stage", ["taxi"], ["elsewhere"]]]);
    repo.git("add", "other");
    repo.git("commit", "-q", "--amend", "-m", "Second", "--", "other");
    repo.git("stash", "-q");
    repo.git("sparse-checkout", "set", "--cone", "--sparse-index", "flows");
    expect(repo.git("ls-files", "--sparse", "other")).toBe("other/");
    expect(answers(repo.folder)[1]).toEqual(["elsewhere", "second"]);
    repo.git("stash", "pop", "-q");
    expect(answers(repo.folder)[1]).toEqual(["elsewhere", "second"]);
  });

  test("given a split index, when asked, then it is read", () => {
    repo.git("update-index", "--split-index");
    expect(answers(repo.folder)).toEqual(ALL);
  });

  test("given packed objects and names, when asked, then they are read", () => {
    repo.git("gc", "-q");
    repo.git("commit-graph", "write", "--reachable");
    repo.git("multi-pack-index", "write");
    repo.git("pack-refs", "--all");
    expect(answers(repo.folder)).toEqual(ALL);
  });

  test("given objects of another repository, when asked, then they are read", () => {
    repo.git("clone", "-q", "--shared", repo.folder, join(outside, "shared"));
    expect(answers(join(outside, "shared"))).toEqual(COMMITTED);
  });

  test("given HEAD as a commit or as a link, when asked, then it is followed", () => {
    repo.git("update-ref", "--no-deref", "HEAD", "HEAD");
    expect(answers(repo.folder)).toEqual(ALL);
    rmSync(join(repo.folder, ".git/HEAD"));
    symlinkSync("refs/heads/main", join(repo.folder, ".git/HEAD"));
    expect(answers(repo.folder)).toEqual(ALL);
  });

  test("given objects named by SHA-256, when asked, then they are read", () => {
    const other = newRepository(scratchFolder(), false);
    other.git("init", "-q", "-b", "main", "--object-format=sha256");
    fill(other);
    expect(other.git("rev-parse", "HEAD")).toHaveLength(64);
    expect(answers(other.folder)).toEqual(ALL);
    other.end();
  });

  test("given names in tables, when git supports them, then they are read; otherwise the error is git's", () => {
    const other = newRepository(scratchFolder(), false);
    const env = { ...process.env, GIT_DEFAULT_REF_FORMAT: "reftable" };
    spawnSync("git", ["init", "-q", "-b", "main"], { cwd: other.folder, env });
    fill(other);
    // git before 2.45 ignores the variable.
    if (!/refstorage/i.test(readFileSync(join(other.folder, ".git/config"), "utf8"))) {
      other.git("config", "core.repositoryFormatVersion", "1");
      other.git("config", "extensions.refStorage", "reftable");
      expect(answers(other.folder)[0]).toEqual([
        "error: `git rev-parse` failed with exit code 128: unknown repository extension found: refstorage\n  Run it manually for details; check the repository with `git fsck`.\n",
      ]);
    } else {
      expect(answers(other.folder)).toEqual(ALL);
      other.git("worktree", "add", "-q", "--detach", join(outside, "tree"));
      expect(answers(join(outside, "tree"))).toEqual(COMMITTED);
    }
    other.end();
  });

  test("given revisions of the reflog or an upstream, when asked, then git resolves them", () => {
    repo.git("stash", "-q");
    repo.git("clone", "-q", repo.folder, join(outside, "clone"));
    const clone = newRepository(join(outside, "clone"), false);
    clone.flow("flows/load.yml", [["stage", ["taxi"], ["trips", "second", "third"]]]);
    clone.commit("Third");
    for (const base of ["main@{1}", "@{upstream}", "main@{u}", "@{push}", "origin/HEAD"]) {
      expect([base, answers(clone.folder, {}, base)]).toEqual([base, [["third"], ["third"], ["First"]]]);
    }
    clone.git("reset", "-q", "--hard", "HEAD~2");
    expect(answers(clone.folder, {}, "ORIG_HEAD")[0]).toEqual([]);
    expect(repo.assets("diff", "@{upstream}").stderr).toContain('unknown git revision "@{upstream}"');
  });

  test("given line endings that git converts, when asked, then a file is unchanged", () => {
    repo.git("stash", "-q");
    repo.write(".gitattributes", "*.yml text eol=crlf\n");
    repo.git("config", "core.autocrlf", "true");
    repo.commit("Endings");
    rmSync(join(repo.folder, "flows/load.yml"));
    repo.git("checkout", "-q", "--", "flows");
    expect(readFileSync(join(repo.folder, "flows/load.yml"), "utf8")).toContain("\r\n");
    expect(answers(repo.folder, {}, "HEAD~2")).toEqual(COMMITTED);
  });
});

describe("hooks and variables of git", () => {
  /** Commits a part of the staged files and returns the output of the hook. */
  function inHook(cwd: string, folder = "."): string {
    const hooks = repo.git("-C", cwd, "rev-parse", "--path-format=absolute", "--git-path", "hooks");
    mkdirSync(hooks, { recursive: true });
    const output = join(outside, "output");
    const program = `'${process.execPath}' '${join(import.meta.dirname, "../../bin/assets.js")}'`;
    const hook = `#!/bin/sh\ncd '${folder}' && ${program} diff HEAD --staged > '${output}' 2>&1\nexit 0\n`;
    writeFileSync(join(hooks, "pre-commit"), hook);
    chmodSync(join(hooks, "pre-commit"), 0o755);
    writeFileSync(join(cwd, "flows/one.yml"), "id: one\nnamespace: company\n");
    writeFileSync(join(cwd, "flows/two.yml"), "id: two\nnamespace: company\n");
    for (const name of ["one", "two"]) {
      appendFileSync(
        join(cwd, `flows/${name}.yml`),
        `tasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    assets:\n      outputs:\n        - id: made_by_${name}\n`,
      );
    }
    repo.git("-C", cwd, "add", "flows");
    repo.git("-C", cwd, "commit", "-q", "-m", "One", "--", "flows/one.yml");
    return readFileSync(output, "utf8");
  }

  beforeEach(() => {
    repo.git("reset", "-q", "--hard");
  });

  test("given a commit of one file, when a hook compares, then only that file counts, in any folder", () => {
    expect(inHook(repo.folder)).toContain("1 additive");
    repo.git("reset", "-q", "--soft", "HEAD~1");
    const output = inHook(repo.folder, "flows");
    expect(output).toContain("made_by_one");
    expect(output).not.toContain("made_by_two");
  });

  test("given such a commit in a linked working tree, when a hook compares, then only that file counts", () => {
    repo.git("worktree", "add", "-q", "-b", "side", join(outside, "tree"));
    for (const folder of [".", "flows"]) {
      const output = inHook(join(outside, "tree"), folder);
      expect(output).toContain("made_by_one");
      expect(output).not.toContain("made_by_two");
      repo.git("-C", join(outside, "tree"), "reset", "-q", "--soft", "HEAD~1");
    }
  });

  test("given GIT_DIR and GIT_WORK_TREE, when asked, then they name the repository", () => {
    cpSync(join(repo.folder, ".git"), join(outside, "named"), { recursive: true });
    rmSync(join(repo.folder, ".git"), { recursive: true });
    const cwd = join(repo.folder, "flows");
    const env = { GIT_DIR: join(outside, "named"), GIT_WORK_TREE: repo.folder };
    expect(answers(cwd, env)).toEqual(COMMITTED);
    expect(answers(repo.folder, { GIT_DIR: join(outside, "named") })).toEqual(COMMITTED);
    expect(answers(cwd, { GIT_DIR: "../../none", GIT_WORK_TREE: ".." })[0]).toEqual([
      'error: GIT_DIR is "../../none", which is not a git repository\n  Correct or unset the environment variable GIT_DIR.\n',
    ]);
  });

  test("given GIT_INDEX_FILE, when asked, then it names the index", () => {
    cpSync(join(repo.folder, ".git/index"), join(outside, "index"));
    repo.git("rm", "-q", "--cached", "flows/load.yml");
    expect(answers(repo.folder, { GIT_INDEX_FILE: join(outside, "index") })[1]).toEqual(["second"]);
  });

  test("given GIT_CEILING_DIRECTORIES, when asked, then the search ends there", () => {
    mkdirSync(join(repo.folder, "flows/below"));
    const cwd = join(repo.folder, "flows/below");
    expect(answers(cwd, { GIT_CEILING_DIRECTORIES: repo.folder })[0]?.[0]).toContain(
      "not in a git repository",
    );
    expect(answers(repo.folder, { GIT_CEILING_DIRECTORIES: repo.folder })).toEqual(COMMITTED);
  });
});

describe("invalid repositories", () => {
  const hint = (message: string, text: string) => ({
    code: 2,
    stdout: "",
    stderr: `error: ${message}\n  ${text}\n`,
  });

  test("given a .git file that leads nowhere, when asked, then the error says so", () => {
    rmSync(join(repo.folder, ".git"), { recursive: true });
    for (const text of ["gitdir: ../nowhere\n", "gitdir: \n", "no path"]) {
      repo.write(".git", text);
      expect(repo.assets("diff")).toEqual(
        hint(
          `the file "${repo.folder}/.git" does not lead to a git repository`,
          "Use `git worktree repair` after moving a linked working tree, or `git submodule update --init` for a submodule.",
        ),
      );
    }
  });

  test("given a .git folder without HEAD, objects or refs, when asked, then it is skipped as git does", () => {
    for (const name of ["HEAD", "objects", "refs"]) {
      const folder = join(repo.folder, `flows-${name}`);
      cpSync(join(repo.folder, ".git"), join(folder, ".git"), { recursive: true });
      rmSync(join(folder, ".git", name), { recursive: true });
      repo.git("-C", folder, "rev-parse", "HEAD");
      expect(repo.run(["diff", "HEAD~2"], { cwd: folder }).stderr).toContain('unknown git revision "HEAD~2"');
      expect(repo.run(["log", "trips"], { cwd: folder }).stdout).toContain("of 2 commits");
    }
  });

  test("given a broken configuration, when asked, then the error names the file", () => {
    appendFileSync(join(repo.folder, ".git/config"), "[core\n");
    const path = join(repo.folder, ".git/config");
    const lines = readFileSync(path, "utf8").trimEnd().split("\n").length;
    const check = "Check it with `git config --list`.";
    expect(repo.assets("diff")).toEqual(
      hint(`git configuration "${path}" cannot be read: bad config line ${lines}`, check),
    );
    rmSync(path);
    mkdirSync(path);
    expect(repo.assets("diff")).toEqual(
      hint(`git configuration "${path}" cannot be read: it is not a file, or larger than 16 MiB`, check),
    );
  });

  test.each([
    ["core.repositoryFormatVersion", "2"],
    ["extensions.objectFormat", "sha512"],
    ["extensions.refStorage", "rocks"],
    ["extensions.new", "true", "extensions.new"],
  ])(
    "given a repository with an unknown format (%s), when asked, then the error names the setting",
    (key, value, shown = `${key} = ${value}`) => {
      repo.git("config", "core.repositoryFormatVersion", "1");
      repo.git("config", key, value);
      expect(repo.assets("diff")).toEqual(
        hint(
          `the git repository uses an unsupported storage format: ${shown}`,
          "Use a clone without this setting.",
        ),
      );
    },
  );

  test.each(["git version 2.31.8", "git version 1.8.3.1", "something else"])(
    "given a git that is too old (%s), when asked, then the error has its version",
    (version) => {
      writeFileSync(join(outside, "git"), `#!/bin/sh\necho '${version}'\n`);
      chmodSync(join(outside, "git"), 0o755);
      expect(repo.run(["diff"], { env: { PATH: outside } })).toEqual(
        hint(
          `git 2.32 or later is required, but "${outside}/git" reports "${version}"`,
          "Install a newer git, or put it first in the PATH.",
        ),
      );
    },
  );
});

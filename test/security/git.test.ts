import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newRepository, type Scratch, scratchFolder } from "../changes/scratch.ts";

/*
 * Git executes programs from its configuration, environment and PATH, and a pull request can contain a repository. The
 * program of each attack leaves a mark. Plain git leaves the mark, which proves that the attack works. The commands of
 * this program leave no mark, and give the same result as without the attack.
 */

/** Created once and copied for each test. */
let sample: Scratch;
let base: string;
beforeAll(() => {
  sample = newRepository();
  sample.write(".gitattributes", "*.yml filter=x diff=x\n");
  sample.write("assets.config.yaml", "paths: [flows]\n");
  sample.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
  base = sample.commit("First");
  sample.flow("flows/load.yml", [["stage", ["taxi"], ["trips", "more"]]]);
  sample.assets("scan");
  sample.commit("Second");
  // Settings of the user can rewrite this URL.
  sample.git("remote", "add", "origin", "https://github.com/acme/flows.git");
});
afterAll(() => sample.end());

let repo: Scratch;
/** A folder outside the repository. */
let outside: string;
let mark: string;
/** A program that leaves the mark and fails. */
let program: string;
beforeEach(() => {
  repo = newRepository(scratchFolder(), false);
  cpSync(sample.folder, repo.folder, { recursive: true });
  outside = scratchFolder();
  mark = join(outside, "mark");
  program = join(outside, "program");
  writeFileSync(program, `#!/bin/sh\n: > '${mark}'\nexit 1\n`);
  chmodSync(program, 0o755);
});
afterEach(() => {
  repo.end();
  rmSync(outside, { recursive: true });
});

type Commands = readonly (readonly [args: readonly string[], expected: string])[];

/** Commands that cover all uses of git in the program. */
const COMMANDS: Commands = [
  [["diff", "HEAD~1", "--staged"], "1 additive"],
  [["log", "more"], "Second"],
  [["export", "--format", "openlineage"], '"more"'],
];
const ALL: Commands = [
  ...COMMANDS,
  [["diff", "HEAD~1"], "1 additive"],
  [["affected", "HEAD~1", "--only", "files"], "load.yml"],
  [["impact", "--since", "HEAD~1"], "trips"],
];

function expectUnaffected({ commands = COMMANDS, env = {}, cwd = repo.folder } = {}): void {
  for (const [args, expected] of commands) {
    const { stdout, stderr } = repo.run(args, { env, cwd });
    expect.soft([args, stdout, stderr]).toEqual([args, expect.stringContaining(expected), ""]);
    expect.soft([args, existsSync(mark)]).toEqual([args, false]);
  }
}

/** Runs plain git under the attack. */
function git(args: readonly string[], { env = {}, cwd = repo.folder } = {}): string {
  const own = {
    ...process.env,
    HOME: outside,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: "Ann",
    GIT_AUTHOR_EMAIL: "ann@example.com",
    GIT_COMMITTER_NAME: "Ann",
    GIT_COMMITTER_EMAIL: "ann@example.com",
    ...env,
  };
  // The input of `git credential`.
  const input = "protocol=https\nhost=localhost\n\n";
  return spawnSync("git", args, { cwd, env: own, input, encoding: "utf8" }).stdout;
}

function leavesMark(...run: Parameters<typeof git>): void {
  git(...run);
  expect(existsSync(mark), `git ${run[0].join(" ")}`).toBe(true);
  rmSync(mark);
}

const configure = (key: string, value: string) => repo.git("config", key, value);

/** Creates a signed commit, so that git verifies its signature. */
function signedCommit(): void {
  const text = repo.git("cat-file", "commit", "HEAD");
  const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----\n";
  const signed = `${text.replace("\n\n", `\n${signature}\n`)}\n`;
  repo.git("reset", "-q", "--soft", repo.gitInput(signed, "hash-object", "-t", "commit", "-w", "--stdin"));
}

/** Removes an object. git fetches it from a promisor remote. */
function missingObject(): string {
  const hash = repo.git("rev-parse", `${base}:flows/load.yml`);
  rmSync(join(repo.folder, ".git/objects", hash.slice(0, 2), hash.slice(2)));
  return hash;
}

describe("given a repository whose configuration names a program", () => {
  type Attack = readonly [name: string, arm: () => void, proof: readonly string[]];
  const attacks: readonly Attack[] = [
    ["core.fsmonitor", () => configure("core.fsmonitor", program), ["status"]],
    ["filter.<name>.clean", () => configure("filter.x.clean", program), ["hash-object", "flows/load.yml"]],
    [
      "filter.<name>.smudge",
      () => configure("filter.x.smudge", program),
      ["cat-file", "--filters", "HEAD:flows/load.yml"],
    ],
    [
      "filter.<name>.process",
      () => configure("filter.x.process", program),
      ["hash-object", "flows/load.yml"],
    ],
    ["diff.<name>.textconv", () => configure("diff.x.textconv", program), ["log", "-p"]],
    ["diff.<name>.command", () => configure("diff.x.command", program), ["diff", "HEAD~1"]],
    ["diff.external", () => configure("diff.external", program), ["diff", "HEAD~1"]],
    [
      "core.hooksPath",
      () => {
        mkdirSync(join(outside, "hooks"));
        symlinkSync(program, join(outside, "hooks/post-index-change"));
        symlinkSync(program, join(outside, "hooks/reference-transaction"));
        configure("core.hooksPath", join(outside, "hooks"));
      },
      ["read-tree", "HEAD"],
    ],
    [
      "hooks",
      () => symlinkSync(program, join(repo.folder, ".git/hooks/post-index-change")),
      ["read-tree", "HEAD"],
    ],
    [
      "gpg.program",
      () => {
        signedCommit();
        configure("log.showSignature", "true");
        configure("gpg.program", program);
      },
      ["log"],
    ],
    [
      "alias.<name>",
      () => {
        for (const name of ["log", "config", "version", "cat-file", "other"])
          configure(`alias.${name}`, `!${program}`);
      },
      ["other"],
    ],
    ["credential.helper", () => configure("credential.helper", program), ["credential", "fill"]],
    ["core.askPass", () => configure("core.askPass", program), ["credential", "fill"]],
    ["core.sshCommand", () => configure("core.sshCommand", program), ["ls-remote", "ssh://localhost/x"]],
    ["core.gitProxy", () => configure("core.gitProxy", program), ["ls-remote", "git://localhost/x"]],
    ["core.editor", () => configure("core.editor", program), ["commit", "--allow-empty"]],
    ["sequence.editor", () => configure("sequence.editor", program), ["rebase", "-i", "HEAD~1"]],
    [
      "core.alternateRefsCommand",
      () => {
        mkdirSync(join(repo.folder, ".git/objects/info"), { recursive: true });
        repo.git("clone", "-q", "--bare", repo.folder, join(outside, "other.git"));
        writeFileSync(join(repo.folder, ".git/objects/info/alternates"), `${outside}/other.git/objects\n`);
        configure("core.alternateRefsCommand", program);
      },
      ["rev-list", "--alternate-refs"],
    ],
    [
      "submodule.<name>.update",
      () => {
        repo.write(".gitmodules", `[submodule "s"]\n\tpath = s\n\turl = ${repo.folder}\n`);
        repo.git("add", ".gitmodules");
        repo.git("update-index", "--add", "--cacheinfo", `160000,${base},s`);
        repo.git("commit", "-q", "--amend", "-m", "Second");
        repo.git("-c", "protocol.file.allow=always", "submodule", "update", "--init", "--no-fetch");
        configure("submodule.s.update", `!${program}`);
        repo.git("-C", "s", "checkout", "-q", "HEAD~0");
        repo.git("-C", "s", "reset", "-q", "--soft", "main");
      },
      ["submodule", "update"],
    ],
    [
      "the configuration of a submodule",
      () => {
        repo.git("clone", "-q", repo.folder, join(repo.folder, "s"));
        repo.git("add", "s");
        repo.git("commit", "-q", "--amend", "-m", "Second");
        repo.git("-C", "s", "config", "core.fsmonitor", program);
        configure("submodule.recurse", "true");
        configure("diff.submodule", "log");
      },
      ["status"],
    ],
    [
      "include.path",
      () => {
        writeFileSync(join(outside, "more"), `[core]\n\tfsmonitor = ${program}\n`);
        configure("include.path", join(outside, "more"));
      },
      ["status"],
    ],
    [
      "includeIf.<condition>.path",
      () => {
        writeFileSync(join(outside, "more"), `[core]\n\tfsmonitor = ${program}\n`);
        configure("includeIf.gitdir:/.path", join(outside, "more"));
      },
      ["status"],
    ],
    [
      "extensions.worktreeConfig",
      () => {
        configure("extensions.worktreeConfig", "true");
        repo.write(".git/config.worktree", `[core]\n\tfsmonitor = ${program}\n`);
      },
      ["status"],
    ],
  ];

  test.each(attacks)(
    "when it is in %s, then the commands run nothing and plain git runs it",
    (_name, arm, proof) => {
      arm();
      expectUnaffected();
      leavesMark(proof);
    },
  );

  test("when it is in core.pager or pager.<command>, then the commands run nothing", () => {
    configure("core.pager", program);
    configure("pager.log", program);
    expectUnaffected();
    // Without a terminal, git does not start a pager.
    expect(git(["var", "GIT_PAGER"])).toBe(`${program}\n`);
  });

  test("when core.worktree also leads elsewhere, then the commands run nothing and plain git runs it", () => {
    mkdirSync(join(outside, "flows"));
    writeFileSync(join(outside, "flows/other.yml"), "id: other\n");
    configure("core.worktree", outside);
    configure("core.fsmonitor", program);
    expectUnaffected();
    leavesMark(["status"]);
  });

  test.each([
    ["a promised object", "remote.x.promisor", "true"],
    ["a partial clone", "extensions.partialClone", "x"],
  ])("when %s is missing, then it is not fetched and the error says so", (_name, key, value) => {
    const hash = missingObject();
    configure(key, value);
    configure("core.repositoryFormatVersion", "1");
    configure("remote.x.url", repo.folder);
    configure("remote.x.uploadpack", program);
    for (const args of [
      ["diff", "HEAD~1"],
      ["log", "trips"],
    ]) {
      expect(repo.run(args, {})).toEqual({
        code: 2,
        stdout: "",
        stderr: `error: git cannot read "flows/load.yml" (object ${hash.slice(0, 12)}): it is missing from the repository\n  The clone is partial; complete it with \`git fetch --refetch --no-filter\`.\n`,
      });
    }
    expect(existsSync(mark)).toBe(false);
    leavesMark(["cat-file", "-p", hash]);
  });

  test("when a promised object has a transport that is a program, then it is not fetched", () => {
    const hash = missingObject();
    configure("remote.x.promisor", "true");
    configure("remote.x.url", `ext::${program}`);
    configure("protocol.allow", "always");
    expect(repo.assets("diff", "HEAD~1").code).toBe(2);
    expect(existsSync(mark)).toBe(false);
    leavesMark(["cat-file", "-p", hash]);
  });

  test("when it is in every setting that this git knows, then no answer changes", () => {
    const keys = git(["help", "--config"])
      .split("\n")
      .filter(
        (key) => /^\w+\./.test(key) && !/^gitweb\.|^extensions\.|^core\.repositoryformatversion$/i.test(key),
      );
    expect(keys.length).toBeGreaterThan(400);
    const lines = keys.map((key) => {
      const [, section, name, variable] = /^(\w+)(?:\.(.*))?\.([^.]+)$/.exec(key) ?? [];
      return `[${section}${name === undefined ? "" : ' "x"'}]\n\t${variable?.replace(/[*<].*/, "x")} = ${program}\n`;
    });
    repo.write(".git/config", lines.join(""));
    expectUnaffected();
    expect(git(["status"])).toBe("");
  });
});

describe("given files of a working tree that look like a repository", () => {
  /** Commits the files of a bare repository to the folder of the flows. */
  function commitRepository(): string {
    const folder = join(repo.folder, "flows");
    repo.git("clone", "-q", "--bare", repo.folder, join(outside, "bare"));
    for (const name of ["HEAD", "config", "objects", "packed-refs", "refs"]) {
      cpSync(join(outside, "bare", name), join(folder, name), { recursive: true });
    }
    repo.write("flows/refs/keep", "");
    repo.git("-C", folder, "config", "--file", "config", "core.bare", "false");
    repo.git("-C", folder, "config", "--file", "config", "core.worktree", "..");
    repo.run(["scan"], { cwd: folder });
    repo.git("add", "-f", "flows");
    repo.git("commit", "-q", "--amend", "-m", "Second");
    return folder;
  }

  test("when they are HEAD, config, refs and objects, then the real repository answers and nothing runs", () => {
    const cwd = commitRepository();
    repo.git("-C", cwd, "config", "--file", "config", "core.fsmonitor", program);
    // The bare repository also has a different history, with a single commit.
    repo.git("--git-dir", cwd, "update-ref", "HEAD", base);
    expectUnaffected({ commands: ALL, cwd });
    leavesMark(["status"], { cwd });
  });

  test("when they lack a promised object, then the real repository answers and nothing runs", () => {
    const cwd = commitRepository();
    const hash = repo.git("rev-parse", `${base}:flows/load.yml`);
    rmSync(join(cwd, "objects", hash.slice(0, 2), hash.slice(2)));
    const settings = { promisor: "true", url: ".", uploadpack: program };
    for (const [key, value] of Object.entries(settings)) {
      repo.git("-C", cwd, "config", "--file", "config", `remote.x.${key}`, value);
    }
    expectUnaffected({ commands: ALL, cwd });
    leavesMark(["cat-file", "-p", hash], { cwd });
  });
});

describe("given a variable for git that names a program", () => {
  type Attack = readonly [name: string, env: () => Record<string, string>, proof: readonly string[]];
  const attacks: readonly Attack[] = [
    ["GIT_EXTERNAL_DIFF", () => ({ GIT_EXTERNAL_DIFF: program }), ["diff", "HEAD~1"]],
    ["GIT_SSH_COMMAND", () => ({ GIT_SSH_COMMAND: program }), ["ls-remote", "ssh://localhost/x"]],
    ["GIT_SSH", () => ({ GIT_SSH: program }), ["ls-remote", "ssh://localhost/x"]],
    ["GIT_PROXY_COMMAND", () => ({ GIT_PROXY_COMMAND: program }), ["ls-remote", "git://localhost/x"]],
    ["GIT_ASKPASS", () => ({ GIT_ASKPASS: program }), ["credential", "fill"]],
    ["GIT_EDITOR", () => ({ GIT_EDITOR: program }), ["commit", "--allow-empty"]],
    [
      "GIT_CONFIG_COUNT",
      () => ({ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "core.fsmonitor", GIT_CONFIG_VALUE_0: program }),
      ["status"],
    ],
    ["GIT_CONFIG_PARAMETERS", () => ({ GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${program}'` }), ["status"]],
    ["GIT_TRACE", () => ({ GIT_TRACE: mark }), ["status"]],
    ["GIT_TRACE2_EVENT", () => ({ GIT_TRACE2_EVENT: mark }), ["status"]],
    [
      "the user's own configuration, with attributes of the repository",
      () => {
        const config = join(outside, "gitconfig");
        writeFileSync(
          config,
          `[filter "x"]\n\tclean = ${program}\n[diff "x"]\n\ttextconv = ${program}\n[core]\n\tfsmonitor = ${program}\n[trace2]\n\teventTarget = ${mark}\n`,
        );
        return { GIT_CONFIG_GLOBAL: config };
      },
      ["status"],
    ],
  ];

  test.each(attacks)(
    "when it is %s, then the commands run nothing and plain git runs it",
    (_name, environment, proof) => {
      const env = environment();
      expectUnaffected({ env });
      leavesMark(proof, { env });
    },
  );
});

describe("given a git program in the working tree", () => {
  const withPath = (...folders: string[]) => ({ PATH: [...folders, process.env.PATH ?? ""].join(":") });

  beforeEach(() => {
    for (const folder of [repo.folder, join(repo.folder, "bin"), join(repo.folder, "node_modules/.bin")]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "git"), `#!/bin/sh\n: > '${mark}'\n`);
      chmodSync(join(folder, "git"), 0o755);
    }
  });

  test.each([
    ["the current folder", () => withPath(".")],
    ["an empty entry of the PATH", () => withPath("")],
    ["a relative folder", () => withPath("bin")],
    ["a folder of the working tree", () => withPath(join(repo.folder, "bin"))],
    ["what npm and npx put on the PATH", () => withPath(join(repo.folder, "node_modules/.bin"))],
    [
      "a link into the working tree",
      () => {
        symlinkSync(join(repo.folder, "bin"), join(outside, "link"));
        return withPath(join(outside, "link"));
      },
    ],
    [
      "the packages beside it",
      () => {
        mkdirSync(join(outside, "node_modules/.bin"), { recursive: true });
        symlinkSync(program, join(outside, "node_modules/.bin/git"));
        return withPath(join(outside, "node_modules/.bin"));
      },
    ],
  ])("when the PATH leads to it by %s, then it is not run", (_name, environment) => {
    const env = environment();
    expectUnaffected({ env });
    spawnSync("git", [], { cwd: repo.folder, env: { ...process.env, ...env } });
    expect(existsSync(mark)).toBe(true);
  });

  test("when the git on the PATH is a script, then a helper of the working tree is not run", () => {
    const real = (process.env.PATH ?? "").split(":").find((folder) => existsSync(join(folder, "git")));
    writeFileSync(join(outside, "git"), "#!/usr/bin/env helper\n");
    writeFileSync(join(outside, "helper"), `#!/bin/sh\nshift\nexec '${real}/git' "$@"\n`);
    cpSync(join(repo.folder, "bin/git"), join(repo.folder, "bin/helper"));
    for (const name of ["git", "helper"]) chmodSync(join(outside, name), 0o755);
    const env = withPath(join(repo.folder, "bin"), outside);
    expectUnaffected({ env });
    spawnSync(join(outside, "git"), ["version"], { env });
    expect(existsSync(mark)).toBe(true);
  });

  test("when there is no other git, then the error says so", () => {
    expect(repo.run(["diff"], { env: { PATH: join(repo.folder, "bin") } })).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: cannot start git: "${repo.folder}/bin/git" may belong to the working tree, which must not supply programs\n  Install git outside the working tree, and add its absolute folder to the PATH.\n`,
    });
    expect(existsSync(mark)).toBe(false);
  });
});

import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newRepository, type Scratch } from "../changes/scratch.ts";

const OWNED = "paths: [flows]\npolicies:\n  - { select: trips, require: [owner], severity: error }\n";
const FINDING = 'error: the asset "trips" has no owner [required-field]';
const CHANGED = 'warning: "policies" differs from the base, whose setting applies: ';

/** A clone in a job for a pull request. The pull request removes the policy of `main`. */
let repo: Scratch;
let base: string;

beforeEach(() => {
  repo = newRepository();
  repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
  repo.write("assets.config.yaml", OWNED);
  base = repo.commit("Require owners");
  repo.git("update-ref", "refs/remotes/origin/main", base);
  repo.git("checkout", "-q", "-b", "change");
  repo.write("assets.config.yaml", "paths: [flows]\n");
  repo.commit("Change");
});
afterEach(() => repo.end());

function lint(env: Readonly<Record<string, string>>, ...args: string[]) {
  return repo.run(["lint", ...args], { env });
}

describe("given a job for a pull request, when linted without options", () => {
  it.each<readonly [system: string, variable: string, value: () => string]>([
    ["GitHub", "GITHUB_BASE_REF", () => "main"],
    ["GitLab", "CI_MERGE_REQUEST_DIFF_BASE_SHA", () => base],
    ["Azure Pipelines", "SYSTEM_PULLREQUEST_TARGETBRANCH", () => "refs/heads/main"],
    ["Bitbucket", "BITBUCKET_PR_DESTINATION_COMMIT", () => base.slice(0, 12)],
    ["Buildkite", "BUILDKITE_PULL_REQUEST_BASE_BRANCH", () => "main"],
    ["Jenkins", "CHANGE_TARGET", () => "main"],
  ])("of %s, then the settings of the base apply", (_, variable, value) => {
    const { code, stdout, stderr } = lint({ [variable]: value() });
    expect(stdout).toContain(FINDING);
    expect(stdout).toContain(`assets.config.yaml:1:1: ${CHANGED}`);
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  it("with a file, then the changed settings of other files are reported too", () => {
    const { stdout } = lint({ GITHUB_BASE_REF: "main" }, "flows/load.yml");
    expect(stdout).toContain(FINDING);
    expect(stdout).toContain(CHANGED);
  });

  it("with --settings now, then those of the change apply", () => {
    expect(lint({ GITHUB_BASE_REF: "main" }, "--settings", "now").code).toBe(0);
  });

  it("with --update-baseline, then it lists the findings of the working tree", () => {
    expect(lint({ GITHUB_BASE_REF: "main" }, "--update-baseline").code).toBe(0);
    expect(lint({ GITHUB_BASE_REF: "main" }, "--baseline", "assets.baseline.json").stdout).toContain(FINDING);
  });

  it("with an empty variable, as in a push, then those of the working tree apply", () => {
    expect(lint({ GITHUB_BASE_REF: "" }).code).toBe(0);
  });
});

describe("given names that hide the target branch, when linted", () => {
  it("a tag and a branch `origin/main`, then the settings of the remote branch apply", () => {
    repo.git("tag", "origin/main");
    repo.git("branch", "origin/main");
    expect(lint({ GITHUB_BASE_REF: "main" }).stdout).toContain(FINDING);
  });

  it("a tag with the name of an abbreviated commit, then it is an error", () => {
    repo.git("tag", base.slice(0, 12));
    const { code, stderr } = lint({ BITBUCKET_PR_DESTINATION_COMMIT: base.slice(0, 12) });
    expect(stderr).toContain("is not in this clone");
    expect(code).toBe(2);
  });

  it.each([
    "--output=x",
    "-x",
    "main..change",
    "main@{1}",
    "main^{/Change}",
    ":/Change",
    "main~0",
    "a b",
    "main:flows",
    "x\ny",
  ])("the branch %j, then it is an error", (name) => {
    const { code, stdout, stderr } = lint({ GITHUB_BASE_REF: name });
    expect(stderr).toMatch(/^error: GITHUB_BASE_REF is ".*", which is not the name of a branch\n {2}/);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it.each(["main", "--all", "HEAD", ""])("the commit %j, then it is never a revision", (name) => {
    const { code } = lint({ CI_MERGE_REQUEST_DIFF_BASE_SHA: name });
    expect(code).toBe(name === "" ? 0 : 2);
  });
});

describe("given a base that is not in the clone, when checked", () => {
  it.each(["lint", "scan --check"])("by %s, then it fails", (gate) => {
    const { code, stdout, stderr } = repo.run(gate.split(" "), { env: { GITHUB_BASE_REF: "release" } });
    expect(stderr).toBe(
      'error: the base of the pull request, GITHUB_BASE_REF "release", is not in this clone: unknown git revision "refs/remotes/origin/release"\n' +
        "  Fetch it (in GitHub Actions: `fetch-depth: 0`), or use --settings now to check with the settings of the change.\n",
    );
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("outside a repository, then a warning says so", () => {
    rmSync(`${repo.folder}/.git`, { recursive: true });
    const { code, stderr } = lint({ GITHUB_BASE_REF: "main" });
    expect(stderr).toBe(
      "warning: this folder is not in a git repository, so GITHUB_BASE_REF has no effect\n",
    );
    expect(code).toBe(0);
  });

  it("with --settings base and no variable, then it is an error", () => {
    expect(lint({}, "--settings", "base")).toMatchObject({ code: 2, stdout: "" });
    expect(lint({}, "--settings", "now", "--settings-from", "main").code).toBe(2);
  });
});

describe("given a pull request with other settings and a fitting inventory, when checked by scan --check", () => {
  beforeEach(() => {
    repo.write("assets.config.yaml", `${OWNED}exclude: [load.yml]\n`);
    repo.flow("flows/report.yml", [["draw", ["trips"], ["board"]]]);
    repo.assets("scan");
    repo.git("add", "--force", ".assets/inventory.json");
    repo.commit("Exclude");
  });

  it("without a base, then the inventory is up to date", () => {
    expect(repo.assets("scan", "--check").code).toBe(0);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ["in its job", { GITHUB_BASE_REF: "main" }, []],
    ["with --settings-from", {}, ["--settings-from", "origin/main"]],
  ])("%s, then the excluded flow is missing and the settings are listed", (_, env, args) => {
    const { code, stdout } = repo.run(["scan", "--check", ...args], { env });
    expect(stdout).toContain(".assets/inventory.json is out of date");
    expect(stdout).toContain(
      'Differing settings; those of the base apply\n  exclude: [] → ["load.yml"]\nIf the settings are meant to differ, check with `--settings now`.\n',
    );
    expect(code).toBe(1);
  });

  it("in its job with --settings now, then it is up to date", () => {
    const { code } = repo.run(["scan", "--check", "--settings", "now"], { env: { GITHUB_BASE_REF: "main" } });
    expect(code).toBe(0);
  });

  it("scan without --check takes no base", () => {
    expect(repo.assets("scan", "--settings", "now")).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("given a pull request that excludes a flow with unknown data access", () => {
  beforeEach(() => {
    repo.write("assets.config.yaml", `${OWNED}exclude: [unknown.yml]\n`);
    repo.write(
      "flows/unknown.yml",
      "id: unknown\nnamespace: company\ntasks: [{ id: q, type: io.kestra.plugin.jdbc.duckdb.Query, sql: '{{ vars.x }}' }]\n",
    );
    repo.commit("Exclude");
  });

  it("when coverage is checked, then it counts by the settings of the base, and without a limit by its own", () => {
    const env = { GITHUB_BASE_REF: "main" };
    const checked = repo.run(["coverage", "--fail-under", "100"], { env });
    expect(checked.stderr).toBe('warning: the settings differ ("exclude"); those of the base apply\n');
    expect(checked.code).toBe(1);
    expect(repo.run(["coverage", "--fail-under", "100", "--settings", "now"], { env }).code).toBe(0);
    expect(repo.run(["coverage"], { env }).stderr).not.toContain("settings differ");
  });
});

describe("given a folder that a pull request turned into a submodule", () => {
  it("when linted, then the base of the repository around it is not looked up there", () => {
    const other = newRepository();
    other.flow("load.yml", [["stage", [], ["trips"]]]);
    other.commit("Other");
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.folder, "sub");
    repo.git("-C", "sub", "update-ref", "refs/remotes/origin/main", "HEAD");
    const { code, stdout, stderr } = repo.run(["lint"], {
      cwd: `${repo.folder}/sub`,
      env: { GITHUB_BASE_REF: "main" },
    });
    other.end();
    expect(stderr).toContain(
      "error: this folder is in a submodule, but GITHUB_BASE_REF refers to the outer repository",
    );
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

describe("given an inventory with settings at the base, when a pull request", () => {
  const values = "envs: { name: trips }\n";
  const load = `id: load
namespace: company
tasks:
  - id: stage
    type: io.kestra.plugin.core.log.Log
    message: m
    assets:
      outputs:
        - id: "{{ envs.name }}"
          type: io.kestra.plugin.ee.assets.Table
`;

  beforeEach(() => {
    repo.write("assets.config.yaml", OWNED);
    repo.write("flows/load.yml", load);
    repo.write("prod.yaml", values);
    repo.assets("scan", "--values", "prod.yaml");
    repo.git("add", "--force", ".assets/inventory.json");
    repo.git("update-ref", "refs/remotes/origin/main", repo.commit("Name the table in the values"));
  });

  it.each<readonly [string, () => void]>([
    ["removes the inventory", () => repo.git("rm", "-q", "--cached", ".assets/inventory.json")],
    ["names another one", () => repo.write("assets.config.yaml", `${OWNED}store: other.json\n`)],
  ])("%s, then its settings apply to each gate", (_, change) => {
    change();
    repo.remove(".assets/inventory.json");
    repo.write("flows/load.yml", load.replace("message: m", "message: n"));
    repo.commit("Change");
    const env = { GITHUB_BASE_REF: "main" };
    const linted = lint(env).stdout;
    expect(linted).toContain(FINDING);
    expect(linted).toContain(
      '"values of the inventory" differs from the base, whose setting applies: ["prod.yaml"] → ',
    );
    expect(repo.assets("diff", "origin/main").stdout).toContain(
      'values of the inventory: ["prod.yaml"] → not set',
    );
  });
});

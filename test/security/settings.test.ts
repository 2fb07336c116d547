import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newRepository, type Scratch } from "../changes/scratch.ts";

/** A repository where the flow `report` reads the output of `load`, and a branch that breaks it. */
let repo: Scratch;

beforeEach(() => {
  repo = newRepository();
  repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
  repo.flow("flows/report.yml", [["draw", ["trips"], ["board"]]]);
  repo.write("assets.config.yaml", "paths: [flows]\n");
  repo.commit("Load and report");
  repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips_2"]]]);
});
afterEach(() => repo.end());

describe("a change that blinds its own check", () => {
  it.each<readonly [string, string, key: string, shown: string]>([
    ["excludes the flow", "paths: [flows]\nexclude: [load.yml]\n", "exclude", '[] → ["load.yml"]'],
    ["names other roots", "paths: [docs]\n", "roots", '["flows"] → ["docs"]'],
    ["names another release", 'paths: [flows]\nkestra: "1.2"\n', "kestra", 'not set → "1.2"'],
    ["lowers the number of cases", "paths: [flows]\nmaxCases: 1\n", "maxCases", "1000 → 1"],
    [
      "turns rules off",
      "paths: [flows]\nrules: { unknown-key: off }\n",
      "rules",
      '{} → {"unknown-key":"off"}',
    ],
    ["hides findings", "paths: [flows]\nbaseline: b.json\n", "baseline", 'not set → "b.json"'],
  ])("%s: it is found, and so is what it breaks", (_, config, key, shown) => {
    repo.write("assets.config.yaml", config);
    repo.write("docs/a.md", "");
    for (const commit of [false, true]) {
      if (commit) repo.commit("Change");
      const { code, stdout, stderr } = repo.assets(
        "diff",
        ...(commit ? ["HEAD~1"] : []),
        "--fail-on",
        "breaking",
      );
      expect(stderr).toBe(`warning: the settings differ ("${key}"); both sides use those of the base\n`);
      expect(stdout).toContain(`${key}: ${shown}`);
      expect(stdout).toContain("trips");
      expect(code).toBe(1);
    }
  });

  it("given a removed configuration, when compared, then the settings of the base apply", () => {
    repo.remove("assets.config.yaml");
    repo.write("other/bad.yml", "id: [");
    const { code, stdout } = repo.assets("diff", "--fail-on", "breaking");
    expect(stdout).toContain('roots: ["flows"] → ["."]');
    expect(code).toBe(1);
  });

  it("given a committed store with other settings, when compared, then the settings of the base apply", () => {
    repo.assets("scan", "flows/report.yml");
    repo.git("add", "--force", ".assets/inventory.json");
    const { code, stdout } = repo.assets("diff", "--fail-on", "breaking");
    expect(stdout).toContain('roots: ["flows"] → ["flows/report.yml"]');
    expect(stdout).toContain("trips");
    expect(code).toBe(1);
  });

  it("given a changed values file, when compared, then the values of the base apply", () => {
    const load = (text: string) => repo.write("flows/load.yml", text);
    load(`id: load
namespace: company
tasks:
  - id: stage
    type: io.kestra.plugin.core.log.Log
    message: m
    assets:
      outputs:
        - id: "{{ envs.name }}"
          type: io.kestra.plugin.ee.assets.Table
`);
    repo.write("prod.yaml", "envs: { name: trips }\n");
    repo.assets("scan", "--values", "prod.yaml");
    repo.git("add", "--force", ".assets/inventory.json");
    repo.commit("Name the table in the values");
    repo.write("prod.yaml", "envs: { name: trips_2 }\n");
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips_3"]]]);
    const { stdout, stderr, code } = repo.assets("diff", "--fail-on", "breaking");
    expect(stderr).toBe(
      'warning: the settings differ ("values file prod.yaml"); both sides use those of the base\n',
    );
    expect(stdout).toContain(
      'values file prod.yaml: {"envs":{"name":"trips"}} → {"envs":{"name":"trips_2"}}',
    );
    expect(stdout).toContain("~ trips  external  breaking");
    expect(code).toBe(1);
    repo.remove("prod.yaml");
    expect(repo.assets("diff", "--fail-on", "breaking").code).toBe(1);
  });

  it("given a values file of the command line, when checked, then it is read at the base", () => {
    repo.flow("flows/load.yml", [["stage", ["taxi"], ['"{{ envs.bucket }}"']]]);
    repo.write("prod.yaml", "envs: { bucket: trips }\n");
    repo.commit("Name the table in the values");
    repo.write("prod.yaml", "envs: { bucket: trips_2/ }\n");
    repo.flow("flows/load.yml", [["stage", ["taxi", "zones"], ['"{{ envs.bucket }}"']]]);
    const values = ["--values", "prod.yaml"];
    const warning = 'warning: the settings differ ("values file prod.yaml"); ';
    for (const args of [["diff"], ["affected"], ["impact", "--since", "HEAD"]]) {
      const { stdout, stderr } = repo.assets(...args, ...values);
      expect(stderr).toBe(`${warning}both sides use those of the base\n`);
      expect(stdout).toMatch(/\btrips\b(?!_2)/);
    }
    expect(repo.assets("diff", "--settings", "now", ...values).stdout).toContain("trips_2/");
    expect(repo.assets("log", "trips", ...values).stdout).toContain("History of trips: ");
    const lint = repo.assets("lint", "--settings-from", "HEAD", ...values);
    expect(lint).toMatchObject({ code: 0, stderr: "" });
    expect(lint.stdout).toContain('prod.yaml:1:1: warning: "values file prod.yaml" differs from the base');
    expect(repo.assets("lint", "--rule", "invalid-id", ...values).code).toBe(1);
  });

  it("given changed settings, when reported, then the pull request and affected list them", () => {
    repo.write("assets.config.yaml", "paths: [flows]\nexclude: ['*']\n");
    expect(repo.assets("diff", "--format", "markdown").stdout).toContain("**Differing settings**");
    const affected = repo.assets("affected", "--only", "assets");
    expect(affected.stdout).toContain("trips_2");
    expect(affected.stderr).toContain('the settings differ ("exclude")');
  });
});

describe("settings outside the change", () => {
  it("given an untracked configuration, when compared, then it applies to both sides", () => {
    repo.write(".git/info/exclude", "assets.config.yaml\n");
    repo.git("rm", "--quiet", "--cached", "assets.config.yaml");
    repo.commit("Configure nothing");
    repo.write("assets.config.yaml", "paths: [flows]\nexclude: [load.yml]\n");
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips_3"]]]);
    const { stdout, stderr } = repo.assets("diff");
    expect(stderr).toBe("");
    expect(stdout).toContain("No flow files changed.");
  });

  it("given --settings now, when compared, then the current settings apply to both sides", () => {
    repo.write("assets.config.yaml", "paths: [flows]\nexclude: [load.yml]\n");
    const { stdout, stderr } = repo.assets("diff", "--settings", "now", "--fail-on", "breaking");
    expect(stderr).toContain("both sides use the current ones");
    expect(stdout).not.toContain("trips_2");
  });

  it("given equal settings, when compared, then there is no warning", () => {
    const { stderr, stdout } = repo.assets("diff");
    expect(stderr).toBe("");
    expect(stdout).not.toContain("Settings");
  });
});

describe("a lint with --settings-from", () => {
  const OWNED = "paths: [flows]\npolicies:\n  - { select: trips, require: [owner], severity: error }\n";
  const FINDING = 'error: the asset "trips" has no owner [required-field]';

  beforeEach(() => {
    repo.write("assets.config.yaml", OWNED);
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
    repo.commit("Require owners");
  });

  it.each<readonly [string, string, key: string]>([
    ["drops the policy", "paths: [flows]\n", "policies"],
    ["turns the rule off", `${OWNED}rules: { required-field: "off" }\n`, "rules"],
    [
      "turns it off for the file",
      `${OWNED}overrides:\n  - { paths: [flows/load.yml], rules: { required-field: "off" } }\n`,
      "overrides",
    ],
    ["excludes the flow", `${OWNED}exclude: [load.yml]\n`, "exclude"],
    ["names other folders", OWNED.replace("[flows]", "[docs]"), "paths"],
    ["names a baseline", `${OWNED}baseline: known.json\n`, "baseline"],
  ])(
    "given a change that %s, then the settings of the base hold and the difference is a finding",
    (_, config, key) => {
      repo.assets("lint", "--update-baseline", "--baseline", "known.json");
      repo.write("assets.config.yaml", config);
      repo.write("docs/a.md", "");
      repo.commit("Change");
      const { code, stdout, stderr } = repo.assets("lint", "--settings-from", "HEAD~1");
      expect(stdout).toContain(FINDING);
      expect(stdout).toContain(`warning: "${key}" differs from the base, whose setting applies: `);
      expect(stderr).toBe("");
      expect(code).toBe(1);
    },
  );

  it("given a removed configuration, when linted, then that of the base applies", () => {
    repo.remove("assets.config.yaml");
    repo.commit("Change");
    const { code, stdout } = repo.assets("lint", "--settings-from", "HEAD~1");
    expect(stdout).toContain(FINDING);
    expect(code).toBe(1);
  });

  it("given a baseline with the new findings, when linted, then that of the base applies", () => {
    repo.write("known.json", '{ "version": 1, "findings": [] }\n');
    repo.write("assets.config.yaml", `${OWNED}baseline: known.json\n`);
    repo.commit("Know nothing");
    expect(repo.assets("lint", "--update-baseline").code).toBe(0);
    repo.commit("Change");
    expect(repo.assets("lint").code).toBe(0);
    const { code, stdout, stderr } = repo.assets("lint", "--settings-from", "HEAD~1");
    expect(stdout).toContain(FINDING);
    expect(stdout).toContain('known.json:1:1: warning: "baseline known.json" differs from the base');
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  it.each<readonly [string, () => void, now: string]>([
    [
      "puts another one nearer",
      () => repo.write("flows/assets.config.yaml", "rules: { required-field: off }\n"),
      '"assets.config.yaml"',
    ],
    ["removes it from a folder above", () => repo.remove("assets.config.yaml"), "absent"],
  ])("given a change of the configuration that %s, then it is an error for each gate", (_, change, now) => {
    change();
    repo.commit("Change");
    const cwd = `${repo.folder}/flows`;
    for (const gate of [
      ["lint", "--settings-from", "HEAD~1"],
      ["diff", "HEAD~1"],
    ]) {
      const { code, stdout, stderr } = repo.run(gate, { cwd });
      expect(stderr).toContain(
        `error: the configuration is "../assets.config.yaml" at the base and ${now} now\n`,
      );
      expect(stdout).toBe("");
      expect(code).toBe(2);
    }
    expect(repo.run(["diff", "HEAD~1", "--settings", "now", "--fail-on", "breaking"], { cwd }).code).toBe(0);
  });

  it("given a first configuration above the flows, when linted, then the defaults of the base apply", () => {
    repo.remove("assets.config.yaml");
    repo.commit("Configure nothing");
    repo.write("assets.config.yaml", "exclude: ['*']\n");
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips 2"]]]);
    repo.commit("Change");
    const { code, stdout } = repo.run(["lint", "--settings-from", "HEAD~1"], { cwd: `${repo.folder}/flows` });
    expect(stdout).toContain('"trips 2" is not a valid asset id');
    expect(code).toBe(1);
  });

  it("given an untracked configuration, when linted, then it applies", () => {
    repo.git("rm", "--quiet", "--cached", "assets.config.yaml");
    repo.write(".git/info/exclude", "assets.config.yaml\n");
    repo.commit("Configure nothing");
    repo.write("assets.config.yaml", "paths: [flows]\n");
    const { code, stderr } = repo.assets("lint", "--settings-from", "HEAD");
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it("given an unknown revision, when linted, then it is an error", () => {
    const { code, stderr } = repo.assets("lint", "--settings-from", "nowhere");
    expect(stderr).toMatch(/^error: unknown git revision "nowhere"/);
    expect(code).toBe(2);
  });
});

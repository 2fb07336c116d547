import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newRepository, type Scratch } from "../changes/scratch.ts";

/** A repository whose flow `report` reads what `load` writes, and a branch that breaks it. */
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

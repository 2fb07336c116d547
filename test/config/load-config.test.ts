import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError } from "../../src/config/config-error.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { sourceText } from "../../src/flows/source-text.ts";

const read = (text: string) => readConfig(sourceText("assets.config.yaml", text), "/repo");

/** The message of the ConfigError for a text. */
async function error(text: string): Promise<string> {
  try {
    read(text);
  } catch (thrown) {
    if (thrown instanceof ConfigError && thrown.exitCode === 2) return thrown.message;
    throw thrown;
  }
  return "";
}

const DEFAULTS = {
  folder: "/repo",
  paths: ["."],
  exclude: [],
  tenant: "main",
  inputs: {},
  flows: {},
  maxCases: 1000,
  blueprints: "exclude",
  infer: { groups: [], types: [], aliases: [], manifests: [] },
  store: ".assets/inventory.json",
  rules: {},
  overrides: [],
  policies: [],
  suppressions: { requireReason: false },
};

describe("reading a configuration", () => {
  test("given an empty file or empty keys, when read, then the defaults apply", async () => {
    expect(read("")).toEqual(DEFAULTS);
    expect(read("# soon\n")).toEqual(DEFAULTS);
    expect(read("exclude:\nkestra: ~\n")).toEqual(DEFAULTS);
  });

  test("given every key, when read, then every setting has its value", async () => {
    const text = [
      "paths: [flows, more/flows]",
      'exclude: ["**/drafts/**"]',
      "tenant: data",
      'kestra: "1.3"',
      "inputs: {vm_name: windows-web-01, teams: [Data, Ops], dry_run: true, retries: 3, note: ~}",
      "flows:",
      "  company.team.load:",
      "    inputs: {vm_name: linux-01}",
      "  company.team.idle: {}",
      "maxCases: 50",
      "blueprints: include",
      "infer: {groups: [git], aliases: [[a, b]]}",
      "store: .assets/inventory.ion",
      "rules: {many-writers: off, similar-ids: 'off', missing-type: error}",
      "overrides: [{paths: [legacy], rules: {missing-type: notice}}]",
      "policies: [{select: 'type:Table', require: [owner, metadata.layer], severity: error, reason: agreed}]",
      "suppressions: {requireReason: true}",
      "baseline: lint/baseline.json",
    ].join("\n");
    expect(read(text)).toEqual({
      folder: "/repo",
      paths: ["flows", "more/flows"],
      exclude: ["**/drafts/**"],
      tenant: "data",
      kestra: "1.3",
      inputs: { vm_name: "windows-web-01", teams: ["Data", "Ops"], dry_run: true, retries: 3, note: null },
      flows: {
        "company.team.load": { inputs: { vm_name: "linux-01" } },
        "company.team.idle": { inputs: {} },
      },
      maxCases: 50,
      blueprints: "include",
      infer: { groups: ["git"], types: [], aliases: [["a", "b"]], manifests: [] },
      store: ".assets/inventory.ion",
      rules: { "many-writers": "off", "similar-ids": "off", "missing-type": "error" },
      overrides: [{ paths: ["legacy"], rules: { "missing-type": "notice" } }],
      policies: [
        { select: "type:Table", require: ["owner", "metadata.layer"], severity: "error", reason: "agreed" },
      ],
      suppressions: { requireReason: true },
      baseline: "lint/baseline.json",
    });
  });

  test.each([
    ["1.x", "1.3"],
    ["2.x", "2.0"],
    ["2", "2.0"],
  ])("given kestra: %s, when read, then the release is %s", async (written, release) => {
    expect(read(`kestra: ${written}\n`).kestra).toBe(release);
  });

  test.each(["1.2", "1.3", "2.0"])(
    "given kestra: %s with or without quotes, when read, then the release is the same",
    async (release) => {
      expect(read(`kestra: ${release}\n`).kestra).toBe(release);
      expect(read(`kestra: '${release}'\n`).kestra).toBe(release);
    },
  );
});

describe("rejecting a configuration", () => {
  test.each([
    ["exlude: []\n", '1:1: unknown key "exlude": did you mean "exclude"?'],
    ["Tenant: x\n", '1:1: unknown key "Tenant": did you mean "tenant"?'],
    [
      "colour: red\n",
      '1:1: unknown key "colour": known keys: paths, exclude, tenant, kestra, inputs, flows, values, pluginDefaults, namespaces, blueprints, mappings, infer, maxCases, store, rules, overrides, policies, suppressions, baseline',
    ],
    ["rules: {mising-type: off}\n", '1:9: unknown key "mising-type": did you mean "missing-type"?'],
    [
      "rules: {missing-type: fatal}\n",
      '1:23: "missing-type" must be one of "error", "warning", "notice", "off"',
    ],
    ["overrides: [{paths: [a]}]\n", '1:13: an item of "overrides" needs a key "rules"'],
    ["policies: [{require: [owner]}]\n", '1:12: an item of "policies" needs a key "select"'],
    [
      "policies: [{select: '*', require: [metdata.owner]}]\n",
      '1:36: an item of "require" must be "namespace", "type", "displayName", "description", "owner" or "metadata.<key>"',
    ],
    ["policies: [{select: '*', idPattern: '['}]\n", '1:37: "idPattern" is not a valid regular expression'],
    [
      "suppressions: {requireReasons: true}\n",
      '1:16: unknown key "requireReasons": did you mean "requireReason"?',
    ],
    ["baseline: known.yaml\n", '1:11: "baseline" must end with .json'],
    ["flows:\n  a.b:\n    input: {}\n", '3:5: unknown key "input": did you mean "inputs"?'],
    ["paths: flows\n", '1:8: "paths" must be a list'],
    ["paths: []\n", '1:8: "paths" must not be empty'],
    ["paths: [a, 1]\n", '1:12: an item of "paths" must be text'],
    [
      "tenant: Main\n",
      '1:9: "tenant" must start with a lower-case letter or digit and contain only those, "_" and "-"',
    ],
    ["kestra: 1.4\n", '1:9: "kestra" must be one of "1.2", "1.3", "1.x", "2.0", "2.x"'],
    ["maxCases: 0\n", '1:11: "maxCases" must be at least 1'],
    ["maxCases: 1.5\n", '1:11: "maxCases" must be a whole number'],
    ["suppressions: {requireReason: please}\n", '1:31: "requireReason" must be true or false'],
    ["store: inventory.yaml\n", '1:8: "store" must end with .json or .ion'],
    ["inputs: [a]\n", '1:9: "inputs" must be a mapping'],
    ["flows:\n  a.b/c~d: 1\n", '2:12: "a.b/c~d" must be a mapping'],
    ["- paths\n", "1:1: the configuration must be a mapping"],
    [
      "tenant: a\ntenant: b\n",
      '2:1: the key "tenant" is a duplicate in its mapping, first used on line 1: remove or rename one',
    ],
    ["tenant: *a\n", "1:9: aliases are not supported here: write the value itself"],
    ["tenant: a\n---\ntenant: b\n", "3:1: a configuration must be a single document: remove all others"],
  ])("given %j, when read, then the error has the place and the reason", async (text, message) => {
    expect(await error(text)).toBe(`assets.config.yaml:${message}`);
  });

  test("given thousands of problems, when read, then the first 20 are reported and the others counted", async () => {
    const rules = Array.from({ length: 3000 }, (_, at) => `  r${at}: error\n`);
    const lines = (await error(`rules:\n${rules.join("")}`)).split("\n");
    expect(lines).toHaveLength(21);
    expect(lines[20]).toBe("2,980 more problems");
  });

  test("given two problems, when read, then both are reported in the order of the file", async () => {
    expect(await error("tenat: a\nmaxCases: many\n")).toBe(
      [
        'assets.config.yaml:1:1: unknown key "tenat": did you mean "tenant"?',
        'assets.config.yaml:2:11: "maxCases" must be a whole number',
      ].join("\n"),
    );
  });
});

describe("finding a configuration", () => {
  let base: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "load-config-"));
  });
  afterEach(() => {
    rmSync(base, { recursive: true });
  });

  function make(path: string, text: string): void {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }

  test("given files in several folders, when loaded, then the nearest one in the repository counts", async () => {
    make("assets.config.yaml", "tenant: outside\n");
    make("repo/.git/HEAD", "");
    make("repo/flows/deep/a.yml", "");
    const cwd = join(base, "repo/flows/deep");
    expect(await loadConfig({ cwd })).toMatchObject({ folder: cwd, tenant: "main" });
    make("repo/assets.config.yml", "tenant: repo\n");
    expect(await loadConfig({ cwd })).toMatchObject({
      folder: join(base, "repo"),
      file: join(base, "repo/assets.config.yml"),
      tenant: "repo",
    });
    make("repo/flows/assets.config.yaml", "tenant: flows\n");
    expect(await loadConfig({ cwd })).toMatchObject({ folder: join(base, "repo/flows"), tenant: "flows" });
  });

  test("given a named file, when loaded, then it is read or its absence is an error", async () => {
    make("ci/other.yaml", "tenant: ci\n");
    const config = await loadConfig({ cwd: base, file: "ci/other.yaml" });
    expect(config).toMatchObject({ folder: join(base, "ci"), tenant: "ci" });
    await expect(loadConfig({ cwd: base, file: "gone.yaml" })).rejects.toThrow(
      'the configuration "gone.yaml" cannot be read: no such file or folder',
    );
  });

  test("given a file in a parent folder, when it has a problem, then the path is relative to the current folder", async () => {
    make("assets.config.yaml", "tenat: a\n");
    make("flows/a.yml", "");
    await expect(loadConfig({ cwd: join(base, "flows") })).rejects.toThrow(
      '../assets.config.yaml:1:1: unknown key "tenat"',
    );
  });
});

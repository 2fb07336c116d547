import { describe, expect, test } from "vitest";
import { readConfig, readValuesFile } from "../../src/config/read-config.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { ResolveOptions } from "../../src/resolve/index.ts";
import { inventoryOf } from "./repository.ts";
import { bundles, resolved } from "./resolved.ts";

const task = (id: string, more = "") => `
${more}tasks:
  - id: load
    type: io.kestra.plugin.core.log.Log
    assets:
      outputs: [{ id: "${id}" }]
`;
const PROD = { file: "prod.yaml", kv: { bucket: "prod-bucket" } };
const given = (...values: NonNullable<ResolveOptions["values"]>) => ({ values });

describe("values of the server", () => {
  test.each([
    ["{{ kv('bucket') }}", "-> prod-bucket (default) {kv('bucket') = prod-bucket (prod.yaml)}"],
    ["{{ envs.region }}", "-> eu (default) {envs.region = eu (prod.yaml)}"],
    ["{{ globals.team }}", "-> data (default) {globals.team = data (prod.yaml)}"],
    ["raw_{{ namespace.layer }}", "-> raw_mart (default) {namespace.layer = mart (prod.yaml)}"],
    ["x_{{ globals.nested.deep }}", '-> x_1 (default) {globals.nested = {"deep":1} (prod.yaml)}'],
  ])(
    "given values of the server, when %s is resolved, then it has the value, with its file",
    (id, expected) => {
      const values = {
        ...PROD,
        envs: { region: "eu" },
        globals: { team: "data", nested: { deep: 1 } },
        variables: { layer: "mart" },
      };
      expect(bundles(task(id), given(values))).toEqual([expected]);
    },
  );

  test("given two files with one value, when resolved, then the later file takes precedence and is the source", () => {
    const values = given(PROD, { file: "eu.yaml", kv: { bucket: "eu-bucket" } });
    expect(bundles(task("{{ kv('bucket') }}"), values)).toEqual([
      "-> eu-bucket (default) {kv('bucket') = eu-bucket (eu.yaml)}",
    ]);
  });

  test("given values of several namespaces, when resolved, then the nearest applies, or the one in the call", () => {
    const values = given({
      ...PROD,
      namespaces: {
        company: { kv: { bucket: "company-bucket" } },
        other: { kv: { bucket: "other-bucket" } },
      },
    });
    expect(bundles(task("{{ kv('bucket') }}"), values)).toEqual([
      "-> company-bucket (default) {kv('bucket') = company-bucket (prod.yaml)}",
    ]);
    expect(bundles(task("{{ kv('bucket', 'other.team') }}"), values)).toEqual([
      "-> other-bucket (default) {kv('bucket') = other-bucket (prod.yaml)}",
    ]);
  });

  test("given missing values, when resolved, then they stay unknown, and an input's default may use a file", () => {
    expect(bundles(task("raw_{{ kv('other') }}"), given(PROD))).toEqual(["-> raw_* (pattern)"]);
    const input = `inputs:
  - id: target
    type: STRING
    defaults: "{{ kv('bucket') }}"
`;
    expect(bundles(task("{{ inputs.target }}", input), given(PROD))[0]).toContain(
      "-> prod-bucket (default) {kv('bucket') = prod-bucket (prod.yaml)}",
    );
  });

  test("given a secret, when resolved, then it stays unknown", () => {
    expect(bundles(task("raw_{{ secret('bucket') }}"), given(PROD))).toEqual(["-> raw_* (pattern)"]);
    expect(() => readValuesFile(sourceText("prod.yaml", "secrets: { bucket: x }\n"))).toThrow(/secrets/);
  });

  test("given a values file, when read, then it has the form of values in a configuration", () => {
    const text = "kv: { bucket: b }\nnamespaces:\n  company: { envs: { region: eu } }\n";
    const values = { kv: { bucket: "b" }, namespaces: { company: { envs: { region: "eu" } } } };
    expect(readValuesFile(sourceText("prod.yaml", text))).toEqual(values);
    const config = readConfig(
      sourceText("assets.config.yaml", `values:\n${text.replace(/^/gm, "  ").trimEnd()}\n`),
      "/",
    );
    expect(config.values).toEqual(values);
  });
});

describe("plugin defaults of the server", () => {
  const pluginDefaults = [
    {
      type: "io.kestra.plugin.core.log",
      values: { assets: { inputs: [{ id: "audit" }], outputs: [{ id: "of-the-server" }] } },
    },
  ];

  test("given defaults in the flow too, when resolved, then those of the flow take precedence", () => {
    expect(bundles(task("own"), { pluginDefaults })).toEqual(["audit -> of-the-server, own"]);
    const none = "tasks: [{ id: t, type: io.kestra.plugin.core.debug.Return }]";
    expect(bundles(none, { pluginDefaults })).toEqual([]);
  });

  test("given assets in the defaults, when resolved, then they have the place of the flow", () => {
    const bare = "tasks: [{ id: t, type: io.kestra.plugin.core.log.Log, message: x }]";
    expect(resolved(bare, { pluginDefaults }).bundles[0]?.inputs[0]?.place).toEqual({
      file: "flow.yaml",
      line: 1,
      column: 5,
    });
  });
});

describe("flows without a namespace", () => {
  const flow = `id: load${task("made")}`;
  const read = (file: string, namespaces: Record<string, string>) =>
    inventoryOf({ [file]: flow }, { namespaces });

  test("given no entry in the configuration, when resolved, then they are a gap", () => {
    expect(read("flows/a.yml", { other: "company" }).gaps.map(({ message }) => message)).toEqual([
      'the flow "load" has no namespace, so its assets are unknown: add "namespace:" to it or "namespaces:" to the configuration',
    ]);
  });

  test("given paths in the configuration, when resolved, then the longest match supplies the namespace", () => {
    const namespaces = { flows: "company", "flows/team": "company.team", "*.yaml": "by.glob" };
    const names = (file: string) => read(file, namespaces).flows.map(({ namespace }) => namespace);
    expect([names("flows/a.yml"), names("flows/team/deep/a.yml"), names("x/a.yaml")]).toEqual([
      ["company"],
      ["company.team"],
      ["by.glob"],
    ]);
    expect(read("flows/a.yml", namespaces).gaps).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { readConfig, readValues } from "../../src/config/read-config.ts";
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
  ])("%s", (id, expected) => {
    const values = {
      ...PROD,
      envs: { region: "eu" },
      globals: { team: "data", nested: { deep: 1 } },
      variables: { layer: "mart" },
    };
    expect(bundles(task(id), given(values))).toEqual([expected]);
  });

  test("a later file wins, and is the one that is named", () => {
    const values = given(PROD, { file: "eu.yaml", kv: { bucket: "eu-bucket" } });
    expect(bundles(task("{{ kv('bucket') }}"), values)).toEqual([
      "-> eu-bucket (default) {kv('bucket') = eu-bucket (eu.yaml)}",
    ]);
  });

  test("the nearest namespace wins, and another namespace can be asked for", () => {
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

  test("what no file says stays unknown, and the default of an input may rest on a file", () => {
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

  test("secrets are never given", () => {
    expect(bundles(task("raw_{{ secret('bucket') }}"), given(PROD))).toEqual(["-> raw_* (pattern)"]);
    expect(() => readValues(sourceText("prod.yaml", "secrets: { bucket: x }\n"))).toThrow(/secrets/);
  });

  test("a file of values says what stands under values in a configuration", () => {
    const text = "kv: { bucket: b }\nnamespaces:\n  company: { envs: { region: eu } }\n";
    const values = { kv: { bucket: "b" }, namespaces: { company: { envs: { region: "eu" } } } };
    expect(readValues(sourceText("prod.yaml", text))).toEqual(values);
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

  test("stand below those of the flow", () => {
    expect(bundles(task("own"), { pluginDefaults })).toEqual(["audit -> of-the-server, own"]);
    const none = "tasks: [{ id: t, type: io.kestra.plugin.core.debug.Return }]";
    expect(bundles(none, { pluginDefaults })).toEqual([]);
  });

  test("have the place of the flow", () => {
    const bare = "tasks: [{ id: t, type: io.kestra.plugin.core.log.Log, message: x }]";
    expect(resolved(bare, { pluginDefaults }).bundles[0]?.inputs[0]?.place).toEqual({
      file: "flow.yaml",
      line: 1,
      column: 5,
    });
  });
});

describe("flows that do not say their namespace", () => {
  const flow = `id: load${task("made")}`;
  const read = (file: string, namespaces: Record<string, string>) =>
    inventoryOf({ [file]: flow }, { namespaces });

  test("are a gap", () => {
    expect(read("flows/a.yml", { other: "company" }).gaps.map(({ message }) => message)).toEqual([
      'the flow "load" says no namespace, so what it reads and writes is not known: write "namespace:" into it, or "namespaces:" into the configuration',
    ]);
  });

  test("have that of the longest path in the configuration", () => {
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

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

/** Evaluates expressions in flow files with the built program. */
const binary = fileURLToPath(new URL("../../bin/assets.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "expressions-"));
afterAll(() => rmSync(folder, { recursive: true }));

function assets(flow: string, ...args: string[]) {
  writeFileSync(join(folder, "flow.yaml"), flow);
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, [binary, ...args], {
    cwd: folder,
    encoding: "utf8",
    timeout: 50_000,
  });
  return { stdout, stderr, status, signal };
}

const SCALARS = `id: car
namespace: company.team
variables:
  v: "x"
tasks:
  - id: lit
    type: io.kestra.plugin.core.log.Log
    message: x
    assets:
      inputs:
        - id: |-
            aa
            bb {{ inputs.x | foo }}
      outputs:
        - id: >-
            one two
            three {{ vars.v | nope(1) }}
  - id: quo
    type: io.kestra.plugin.core.log.Log
    message: x
    assets:
      inputs:
        - id: 'it''s-{{ vars.v | number }}'
      outputs:
        - id: "a\\tb\\u00e9\\
            c-{{ vars.q }}"
  - id: plain
    type: io.kestra.plugin.core.log.Log
    message: x
    assets:
      outputs:
        - id: pre-{{ vars.v.w
            }}-x
        - id: "t-{{ 1 + }}"
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: '[1, {{ oops }}]'
    tasks:
      - id: in
        type: io.kestra.plugin.core.log.Log
        message: x
        assets:
          outputs: [{ id: "l-{{ taskrun.value }}" }]
`;

test("given failing expressions in every scalar style, when linted, then each error has its line and column", () => {
  const { stdout, status } = assets(SCALARS, "lint", "flow.yaml");
  expect(status).toBe(1);
  expect(
    stdout,
  ).toBe(`flow.yaml:13:30: error: the inputs are dropped because an expression fails: unknown filter "foo" [broken-expression]
   |
13 |             bb {{ inputs.x | foo }}
   |                              ^~~

flow.yaml:17:31: error: the outputs are dropped because an expression fails: unknown filter "nope" [broken-expression]
   |
17 |             three {{ vars.v | nope(1) }}
   |                               ^~~~

flow.yaml:23:34: error: the inputs are dropped because an expression fails: "number": "x" is not a valid number [broken-expression]
   |
23 |         - id: 'it''s-{{ vars.v | number }}'
   |                                  ^~~~~~

flow.yaml:26:18: error: the outputs are dropped because an expression fails: unable to find "q" [broken-expression]
   |
26 |             c-{{ vars.q }}"
   |                  ^~~~~~

flow.yaml:32:22: error: the outputs are dropped because an expression fails: unable to find "w" [broken-expression]
   |
32 |         - id: pre-{{ vars.v.w
   |                      ^~~~~~~~

flow.yaml:34:25: error: the outputs are dropped because an expression fails: unexpected "}}" [broken-expression]
   |
34 |         - id: "t-{{ 1 + }}"
   |                         ^~

flow.yaml:37:21: error: the loop "each" fails: the variable "oops" is not defined [loop-values]
   |
37 |     values: '[1, {{ oops }}]'
   |                     ^~~~

1 flow in 1 file checked: 7 errors
`);
});

function flowWith(ids: readonly string[], more = ""): string {
  const tasks = ids.map(
    (id, index) => `
  - id: t${index}
    type: io.kestra.plugin.core.log.Log
    message: x
    assets:
      outputs:
        - id: ${JSON.stringify(id)}`,
  );
  return `id: hostile\nnamespace: company.team\n${more}tasks:${tasks.join("")}\n`;
}

const times = (count: number, text: string) => text.repeat(count);

test("given hostile templates, when scanned, then each is a gap and the scan ends normally", () => {
  const hostile = [
    `{{ ${times(50_000, "(")}1${times(50_000, ")")} }}`,
    `{{ ${times(50_000, "[")} }}`,
    `${times(20_000, "{% if true %}")}${times(20_000, "{% endif %}")}`,
    "{{ range(1, 100000000000) }}",
    `{{ '${times(40, "a")}b' | regexMatch('^(a+)+$') }}`,
    `{{ 'x' | regexMatch('${times(5000, "(")}a${times(5000, ")")}') }}`,
    "{{ 1 | jq('def f: f; f') }}",
    "{{ 1 | jq('\"a\" * 1000000000') }}",
    `{{ yaml('${times(20_000, "[")}') }}`,
    `{{ fromJson('${times(20_000, "[")}') }}`,
    `{{ fromIon('${times(20_000, "[")}') }}`,
    "{{ render(vars.wide) }}",
    "{% macro f(x) %}{{ f(x) }}{{ f(x) }}{% endmacro %}{{ f(1) }}",
    `{{ {${Array.from({ length: 60_000 }, (_, index) => `'k${index}':${index}`)}} }}`,
  ];
  const vars = 'variables:\n  wide: "{{ vars.wide }}{{ vars.wide }}"\n';
  const { stdout, stderr, status, signal } = assets(flowWith(hostile, vars), "scan", "flow.yaml");
  expect([signal, status, stderr]).toEqual([null, 0, ""]);
  expect(stdout).toMatch(/^ {2}gaps +14 {2}14 ids known only at run time$/m);
});

test("given names such as __proto__ and constructor, when resolved, then they are ordinary names", () => {
  const names = [
    "{{ __proto__ ?? 'a' }}",
    "{{ vars.constructor ?? 'b' }}",
    "{{ ({'__proto__': 'c'})['__proto__'] }}",
    "{% set constructor = 'd' %}{{ constructor }}",
    "{{ fromJson('{\"__proto__\": {\"p\": 1}}').p ?? 'e' }}",
    "{{ inputs.__proto__ }}",
  ];
  const more =
    "variables: { v: 1 }\ninputs:\n  - { id: __proto__, type: SELECT, values: [f], defaults: f }\n";
  assets(flowWith(names, more), "scan", "flow.yaml");
  const { stdout } = assets(flowWith(names, more), "list");
  for (const id of ["a", "b", "c", "d", "e", "f"]) expect(stdout).toMatch(new RegExp(`^${id} `, "m"));
});

describe("given a flow with a secret default", () => {
  const flow = `${flowWith(["in-{{ inputs.pw }}", "{{ inputs.pw | number }}", "{{ inputs.list | join }}", "{{ outputs.r.value }}"], "inputs:\n  - { id: pw, type: SECRET, defaults: hunter2 }\n  - { id: list, type: ARRAY, itemType: SECRET, defaults: [hunter2] }\n")}  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: "{{ inputs.pw }}"
    tasks:
      - id: inner
        type: io.kestra.plugin.core.log.Log
        message: x
        assets: { outputs: [{ id: "x-{{ taskrun.value }}", metadata: { all: "{{ inputs | toJson }}" } }] }
  - id: r
    type: io.kestra.plugin.core.debug.Return
    format: "{{ inputs.pw }}"
`;
  test.each([
    ["scan", "flow.yaml"],
    ["scan", "flow.yaml", "--format", "json"],
    ["list", "--format", "json"],
    ...["text", "json", "sarif", "github", "gitlab", "junit", "markdown"].map((format) => [
      "lint",
      "flow.yaml",
      "--pedantic",
      "--format",
      format,
    ]),
  ])("when %s runs (case %#), then the secret is not in the output", (...args) => {
    const { stdout, stderr } = assets(flow, ...args);
    expect(stdout).not.toBe("");
    expect(stdout + stderr).not.toMatch(/hunter2/i);
  });

  test("when the store is written or an input is rejected, then neither the file nor the output has the secret", () => {
    assets(flow, "scan", "flow.yaml", "--store", "secret.json");
    expect(readFileSync(join(folder, "secret.json"), "utf8")).not.toContain("hunter2");
    const { stdout, stderr, status } = assets(flow, "scan", "flow.yaml", "--input", "pw=hunter3");
    expect(status).toBe(2);
    expect(stdout + stderr).not.toContain("hunter3");
  });
});

import { describe, expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

const withInput = (input: string, id: string) => `
inputs:
  - id: x
${input.replace(/^/gm, "    ")}
tasks:
  - id: write
    type: t
    assets:
      inputs: [{ id: source }]
      outputs: [{ id: "${id}" }]
`;

test("a default is an assumption, and only of the ids that use it", () => {
  expect(bundles(withInput("type: STRING\ndefaults: web-01", "vm-{{ inputs.x }}"))).toEqual([
    "source -> vm-web-01 (default) {inputs.x = web-01 (default)}",
  ]);
});

test("an input that nothing depends on opens no case", () => {
  expect(bundles(withInput("type: SELECT\nvalues: [a, b]", "fixed"))).toEqual(["source -> fixed"]);
});

test("an input without default is a hole", () => {
  const flow = resolved(withInput("type: STRING", "vm-{{ inputs.x }}"));
  expect(lines(flow)).toEqual(["source -> vm-* (pattern)"]);
  expect(gaps(flow)).toEqual([]);
});

test("an id that is nothing but an unknown is a gap, and the other side stays", () => {
  const flow = resolved(withInput("type: STRING", "{{ inputs.x }}"));
  expect(lines(flow)).toEqual(["source ->"]);
  expect(gaps(flow)).toEqual([
    'run-time 12:23 the id "{{ inputs.x }}" can be anything: inputs.x has no default; its value is set at the start of an execution',
  ]);
});

describe("SELECT", () => {
  test("opens a case for each option; the default is assumed, the others are choices", () => {
    expect(
      bundles(withInput("type: SELECT\nvalues: [dev, prod]\ndefaults: dev", "t_{{ inputs.x }}")),
    ).toEqual([
      "source -> t_dev (default) {inputs.x = dev (default)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
    ]);
  });

  test("without default has only choices", () => {
    expect(bundles(withInput("type: SELECT\nvalues: [dev, prod]", "t_{{ inputs.x }}"))).toEqual([
      "source -> t_dev (choice) {inputs.x = dev (choice)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
    ]);
  });

  test("with autoSelectFirst has the first option as default", () => {
    expect(
      bundles(withInput("type: SELECT\nvalues: [dev, prod]\nautoSelectFirst: true", "t_{{ inputs.x }}")),
    ).toEqual([
      "source -> t_dev (default) {inputs.x = dev (default)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
    ]);
  });

  test("takes the value of options with labels", () => {
    const input = "type: SELECT\nvalues:\n  - { label: Development, value: dev }\n  - prod";
    expect(bundles(withInput(input, "t_{{ inputs.x }}"))).toEqual([
      "source -> t_dev (choice) {inputs.x = dev (choice)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
    ]);
  });

  test("takes options from an expression", () => {
    expect(bundles(withInput(`type: SELECT\nexpression: "{{ ['a', 'b'] }}"`, "t_{{ inputs.x }}"))).toEqual([
      "source -> t_a (choice) {inputs.x = a (choice)}",
      "source -> t_b (choice) {inputs.x = b (choice)}",
    ]);
  });

  test("with options that only the server knows is a hole", () => {
    expect(
      bundles(withInput(`type: SELECT\nexpression: "{{ assets() | jq('.[].id') }}"`, "t_{{ inputs.x }}")),
    ).toEqual(["source -> t_* (pattern)"]);
  });

  test("decides nothing where every option gives the same", () => {
    expect(
      bundles(withInput("type: SELECT\nvalues: [dev, prod]", "{{ inputs.x == 'test' ? 'a' : 'b' }}")),
    ).toEqual(["source -> b"]);
  });
});

test("BOOL has two values", () => {
  expect(bundles(withInput("type: BOOL\ndefaults: true", "{{ inputs.x ? 'full' : 'delta' }}"))).toEqual([
    "source -> full (default) {inputs.x = true (default)}",
    "source -> delta (choice) {inputs.x = false (choice)}",
  ]);
});

test("an optional SELECT can also be left out", () => {
  expect(
    bundles(withInput("type: SELECT\nvalues: [a]\nrequired: false", "t_{{ inputs.x ?? 'none' }}")),
  ).toEqual([
    "source -> t_a (choice) {inputs.x = a (choice)}",
    "source -> t_none (choice) {inputs.x is not set (choice)}",
  ]);
});

describe("MULTISELECT", () => {
  const teams = (extra: string) => `
inputs:
  - id: teams
    type: MULTISELECT
    values: [Business, Data]
${extra}
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: "{{ inputs.teams }}"
    tasks:
      - id: write
        type: t
        assets: { outputs: [{ id: "kestra-{{ taskrun.value | slugify }}-bucket" }] }
`;
  test("looped over without default: one case an option", () => {
    expect(bundles(teams(""))).toEqual([
      "-> kestra-business-bucket (choice) {inputs.teams includes Business (choice)}",
      "-> kestra-data-bucket (choice) {inputs.teams includes Data (choice)}",
    ]);
  });

  test("looped over with a default: its members, then the others", () => {
    expect(bundles(teams("    defaults: [Data]"))).toEqual([
      '-> kestra-data-bucket (default) {inputs.teams = ["Data"] (default)}',
      "-> kestra-business-bucket (choice) {inputs.teams includes Business (choice)}",
    ]);
  });

  test("used as a whole: one case a subset", () => {
    expect(bundles(withInput("type: MULTISELECT\nvalues: [a, b]", "{{ inputs.x | join('-') }}"))).toEqual([
      'source -> a (choice) {inputs.x = ["a"] (choice)}',
      'source -> b (choice) {inputs.x = ["b"] (choice)}',
      'source -> a-b (choice) {inputs.x = ["a","b"] (choice)}',
    ]);
  });
});

test("one case resolves all entries together", () => {
  expect(
    bundles(`
inputs:
  - { id: env, type: SELECT, values: [dev, prod], defaults: dev }
tasks:
  - id: build
    type: t
    assets:
      inputs: [{ id: "stg_{{ inputs.env }}" }]
      outputs: [{ id: "mart_{{ inputs.env }}" }]
`),
  ).toEqual([
    "stg_dev (default) -> mart_dev (default) {inputs.env = dev (default)}",
    "stg_prod (choice) -> mart_prod (choice) {inputs.env = prod (choice)}",
  ]);
});

describe("dependsOn", () => {
  const flow = (condition: string) => `
inputs:
  - { id: cloud, type: SELECT, values: [aws, gcp] }
  - id: region
    type: SELECT
    values: [r1]
    dependsOn:
      inputs: [cloud]
      condition: "${condition}"
tasks:
  - id: write
    type: t
    assets: { outputs: [{ id: "{{ inputs.cloud }}-{{ inputs.region ?? 'none' }}" }] }
`;
  test("an input whose condition is false is not there", () => {
    expect(bundles(flow("{{ inputs.cloud == 'aws' }}"))).toEqual([
      // A SELECT with one option can be nothing else: no assumption.
      "-> aws-r1 (choice) {inputs.cloud = aws (choice)}",
      "-> gcp-none (choice) {inputs.cloud = gcp (choice)}",
    ]);
  });

  test("a default can depend on another input", () => {
    expect(
      bundles(`
inputs:
  - { id: env, type: STRING, defaults: dev }
  - { id: table, type: STRING, defaults: "t_{{ inputs.env }}", dependsOn: { inputs: [env] } }
tasks:
  - id: write
    type: t
    assets: { outputs: [{ id: "{{ inputs.table }}" }] }
`),
    ).toEqual(["-> t_dev (default) {inputs.env = dev (default)} {inputs.table = t_dev (default)}"]);
  });
});

test.each([
  ["type: INT\ndefaults: 5", "{{ inputs.x + 1 }}", "6"],
  ["type: FLOAT\ndefaults: 1.5", "v{{ inputs.x }}", "v1.5"],
  ["type: STRING\ndefaults: 5", "{{ inputs.x ~ 'a' }}", "5a"],
  [`type: JSON\ndefaults: '{"a": "b"}'`, "{{ inputs.x.a }}", "b"],
  ["type: ARRAY\nitemType: STRING\ndefaults: [p, q]", "{{ inputs.x | join('_') }}", "p_q"],
  ["type: DATE\ndefaults: 2024-01-31", "d{{ inputs.x }}", "d2024-01-31"],
  ["type: TIME\ndefaults: '10:00:00'", "t{{ inputs.x | replace({':': '.'}) }}", "t10.00.00"],
])("%s is converted: %s gives %s", (input, id, expected) => {
  expect(resolved(withInput(input, id)).bundles.map(({ outputs }) => outputs[0]?.id)).toEqual([expected]);
});

describe("a secret never shows", () => {
  test.each([
    ["type: SECRET\ndefaults: hunter2", "s-{{ inputs.x }}"],
    ["type: secret\ndefaults: hunter2", "s-{{ inputs.x | upper }}"],
    ["type: SECRET\ndefaults: [hunter2]", "s-{{ inputs.x | first }}"],
    ["type: SECRET\ndefaults: { a: hunter2 }", "s-{{ inputs.x.a }}"],
    ["type: ARRAY\nitemType: SECRET\ndefaults: [hunter2]", "s-{{ inputs.x[0] }}"],
    ["type: SECRET\ndefaults: hunter2", "s-{{ inputs | toJson | sha256 }}"],
  ])("%s", (input, id) => {
    const flow = resolved(withInput(input, id));
    expect(JSON.stringify(flow)).not.toMatch(/hunter2/i);
    expect(lines(flow)).toEqual(["source -> s-* (pattern)"]);
  });

  test("in an error", () => {
    const flow = resolved(withInput("type: SECRET\ndefaults: hunter2", "s-{{ inputs.x | number }}"));
    expect(JSON.stringify(flow)).not.toContain("hunter2");
  });

  test("by a pin, which is refused", () => {
    const flow = withInput("type: SECRET", "s-{{ inputs.x }}");
    expect(() => bundles(flow, { pins: { all: { x: "hunter2" }, byFlow: {} } })).toThrow(
      '"x" is a secret input of company.f, whose value would appear in ids',
    );
  });
});

test("a pin holds without an assumption", () => {
  const flow = withInput("type: SELECT\nvalues: [dev, prod]\ndefaults: dev", "t_{{ inputs.x }}");
  expect(bundles(flow, { pins: { all: { x: "prod" }, byFlow: {} } })).toEqual(["source -> t_prod"]);
  expect(bundles(flow, { pins: { all: { x: "prod" }, byFlow: { "company.f": { x: "dev" } } } })).toEqual([
    "source -> t_dev",
  ]);
});

describe("a disabled input", () => {
  const flow = (defaults: string, cloud = "aws") => `
inputs:
  - { id: cloud, type: STRING, defaults: ${cloud} }
  - id: region
    type: STRING
    defaults: "${defaults}"
    dependsOn: { inputs: [cloud], condition: "{{ inputs.cloud == 'gcp' }}" }
  - id: zone
    type: STRING
    defaults: z1
    dependsOn: { inputs: [region] }
tasks:
  - id: write
    type: t
    assets: { outputs: [{ id: "t-{{ inputs.region ?? 'none' }}" }] }
`;
  const assumed = "{inputs.cloud = aws (default)}";

  test.each(["1.x", "2.0"] as const)("keeps a default that needs no other input (%s)", (line) => {
    expect(bundles(flow("r1"), { line })).toEqual([`-> t-r1 (default) ${assumed}`]);
  });

  test("keeps a default that renders without other inputs", () => {
    expect(bundles(flow("r-{{ flow.id }}"), { line: "2.0" })).toEqual([`-> t-r-f (default) ${assumed}`]);
  });

  test("has an unknown value where 1.x does not render its default", () => {
    expect(bundles(flow("r-{{ flow.id }}"), { line: "1.x" })).toEqual([`-> t-* (pattern) ${assumed}`]);
  });

  test("is absent when its default needs another input", () => {
    expect(bundles(flow("r-{{ inputs.cloud }}"), { line: "2.0" })).toEqual([
      `-> t-none (default) ${assumed}`,
    ]);
  });

  test("disables what needs it, whatever value it keeps", () => {
    const body = flow("r1").replace("{{ inputs.region ?? 'none' }}", "{{ inputs.zone }}");
    const other = body.replace("defaults: z1", 'defaults: "z-{{ inputs.region }}"');
    expect(bundles(body)).toEqual([`-> t-z1 (default) ${assumed}`]);
    expect(gaps(resolved(other))).toHaveLength(1);
  });
});

test.each([
  ["10:00", "10:00:00"],
  ["10:00:00", "10:00:00"],
  ["10:00:30", "10:00:30"],
  ["10:00:00.500", "10:00:00.5"],
])("a TIME default %s prints seconds: %s", (written, printed) => {
  const id = "t{{ inputs.x | replace({':': '.'}) }}";
  expect(resolved(withInput(`type: TIME\ndefaults: '${written}'`, id)).bundles[0]?.outputs[0]?.id).toBe(
    `t${printed.replaceAll(":", ".")}`,
  );
});

describe("allowCustomValue", () => {
  test("opens a SELECT for any other value", () => {
    const input = "type: SELECT\nvalues: [dev, prod]\nallowCustomValue: true";
    expect(bundles(withInput(`${input}\ndefaults: dev`, "t_{{ inputs.x }}"))).toEqual([
      "source -> t_dev (default) {inputs.x = dev (default)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
      "source -> t_* (pattern) {inputs.x is another value (choice)}",
    ]);
    expect(bundles(withInput(input, "t_{{ inputs.x }}"))).toEqual([
      "source -> t_dev (choice) {inputs.x = dev (choice)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
      "source -> t_* (pattern) {inputs.x is another value (choice)}",
    ]);
  });

  test("lets a default stand that is not listed", () => {
    const input = "type: SELECT\nvalues: [dev]\nallowCustomValue: true\ndefaults: test";
    expect(bundles(withInput(input, "t_{{ inputs.x }}"))).toEqual([
      "source -> t_test (default) {inputs.x = test (default)}",
      "source -> t_dev (choice) {inputs.x = dev (choice)}",
      "source -> t_* (pattern) {inputs.x is another value (choice)}",
    ]);
  });

  test("opens a loop over a MULTISELECT too, which is a gap", () => {
    const flow = resolved(`
inputs:
  - { id: teams, type: MULTISELECT, values: [Data], allowCustomValue: true }
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: "{{ inputs.teams }}"
    tasks:
      - { id: write, type: t, assets: { outputs: [{ id: "b-{{ taskrun.value }}" }] } }
`);
    expect(lines(flow)).toEqual([
      "-> b-Data (choice) {inputs.teams includes Data (choice)}",
      "-> b-* (pattern) {inputs.teams is another value (choice)}",
    ]);
    expect(gaps(flow)).toEqual([
      'loop 9:13 unknown items of the loop "loop": inputs.teams can have a value outside its list (when inputs.teams is another value)',
    ]);
  });
});

test.each([
  ["type: SELECT\nvalues: [dev, prod]\ndefaults: test", ["t_dev (choice)", "t_prod (choice)"]],
  ["type: INT\ndefaults: 2147483648", ["t_* (pattern)"]],
  ["type: INT\ndefaults: -2147483649", ["t_* (pattern)"]],
  ["type: INT\ndefaults: many", ["t_* (pattern)"]],
  ["type: INT\ndefaults: 2147483647", ["t_2147483647 (default)"]],
  ["type: DATE\ndefaults: 2024-02-30", ["t_* (pattern)"]],
  ["type: TIME\ndefaults: '25:00'", ["t_* (pattern)"]],
])("a default that no execution starts with is no default: %s", (input, ids) => {
  const found = resolved(withInput(input, "t_{{ inputs.x }}")).bundles;
  expect(
    found.map(({ outputs: [id] }) => (id?.certainty === "exact" ? id.id : `${id?.id} (${id?.certainty})`)),
  ).toEqual(ids);
});

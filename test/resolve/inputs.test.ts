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

test("given an input with a default, when an id uses it, then the default is an assumption of that id only", () => {
  expect(bundles(withInput("type: STRING\ndefaults: web-01", "vm-{{ inputs.x }}"))).toEqual([
    "source -> vm-web-01 (default) {inputs.x = web-01 (default)}",
  ]);
});

test("given an input that nothing uses, when resolved, then it opens no case", () => {
  expect(bundles(withInput("type: SELECT\nvalues: [a, b]", "fixed"))).toEqual(["source -> fixed"]);
});

test("given an input without default, when resolved, then it is a hole", () => {
  const flow = resolved(withInput("type: STRING", "vm-{{ inputs.x }}"));
  expect(lines(flow)).toEqual(["source -> vm-* (pattern)"]);
  expect(gaps(flow)).toEqual([]);
});

test("given an id that is only an unknown, when resolved, then it is a gap and the other side stays", () => {
  const flow = resolved(withInput("type: STRING", "{{ inputs.x }}"));
  expect(lines(flow)).toEqual(["source ->"]);
  expect(gaps(flow)).toEqual([
    'run-time 12:23 the id "{{ inputs.x }}" can be anything: inputs.x has no default; its value is set at the start of an execution',
  ]);
});

describe("SELECT", () => {
  test("given a default, when resolved, then it is assumed and each other option is a choice", () => {
    expect(
      bundles(withInput("type: SELECT\nvalues: [dev, prod]\ndefaults: dev", "t_{{ inputs.x }}")),
    ).toEqual([
      "source -> t_dev (default) {inputs.x = dev (default)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
    ]);
  });

  test("given no default, when resolved, then each option is a choice", () => {
    expect(bundles(withInput("type: SELECT\nvalues: [dev, prod]", "t_{{ inputs.x }}"))).toEqual([
      "source -> t_dev (choice) {inputs.x = dev (choice)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
    ]);
  });

  test("given autoSelectFirst, when resolved, then the first option is the default", () => {
    expect(
      bundles(withInput("type: SELECT\nvalues: [dev, prod]\nautoSelectFirst: true", "t_{{ inputs.x }}")),
    ).toEqual([
      "source -> t_dev (default) {inputs.x = dev (default)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
    ]);
  });

  test("given options with labels, when resolved, then their values count", () => {
    const input = "type: SELECT\nvalues:\n  - { label: Development, value: dev }\n  - prod";
    expect(bundles(withInput(input, "t_{{ inputs.x }}"))).toEqual([
      "source -> t_dev (choice) {inputs.x = dev (choice)}",
      "source -> t_prod (choice) {inputs.x = prod (choice)}",
    ]);
  });

  test("given options from an expression, when resolved, then each is a case", () => {
    expect(bundles(withInput(`type: SELECT\nexpression: "{{ ['a', 'b'] }}"`, "t_{{ inputs.x }}"))).toEqual([
      "source -> t_a (choice) {inputs.x = a (choice)}",
      "source -> t_b (choice) {inputs.x = b (choice)}",
    ]);
  });

  test("given options known only to the server, when resolved, then the input is a hole", () => {
    expect(
      bundles(withInput(`type: SELECT\nexpression: "{{ assets() | jq('.[].id') }}"`, "t_{{ inputs.x }}")),
    ).toEqual(["source -> t_* (pattern)"]);
  });

  test("given the same result for every option, when resolved, then there is no assumption", () => {
    expect(
      bundles(withInput("type: SELECT\nvalues: [dev, prod]", "{{ inputs.x == 'test' ? 'a' : 'b' }}")),
    ).toEqual(["source -> b"]);
  });
});

test("given a BOOL, when resolved, then true and false are cases", () => {
  expect(bundles(withInput("type: BOOL\ndefaults: true", "{{ inputs.x ? 'full' : 'delta' }}"))).toEqual([
    "source -> full (default) {inputs.x = true (default)}",
    "source -> delta (choice) {inputs.x = false (choice)}",
  ]);
});

test('given an optional SELECT, when resolved, then "not set" is a case', () => {
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
  test("given no default, when looped over, then each option is a case", () => {
    expect(bundles(teams(""))).toEqual([
      "-> kestra-business-bucket (choice) {inputs.teams includes Business (choice)}",
      "-> kestra-data-bucket (choice) {inputs.teams includes Data (choice)}",
    ]);
  });

  test("given a default, when looped over, then its members come first and the others are choices", () => {
    expect(bundles(teams("    defaults: [Data]"))).toEqual([
      '-> kestra-data-bucket (default) {inputs.teams = ["Data"] (default)}',
      "-> kestra-business-bucket (choice) {inputs.teams includes Business (choice)}",
    ]);
  });

  test("given a use of the whole list, when resolved, then each subset is a case", () => {
    expect(bundles(withInput("type: MULTISELECT\nvalues: [a, b]", "{{ inputs.x | join('-') }}"))).toEqual([
      'source -> a (choice) {inputs.x = ["a"] (choice)}',
      'source -> b (choice) {inputs.x = ["b"] (choice)}',
      'source -> a-b (choice) {inputs.x = ["a","b"] (choice)}',
    ]);
  });
});

test("given an input in several entries, when resolved, then one case decides all of them", () => {
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
  test("given a condition that is false, when resolved, then the input is absent", () => {
    expect(bundles(flow("{{ inputs.cloud == 'aws' }}"))).toEqual([
      // A SELECT with a single option has only one possible value, so there is no assumption.
      "-> aws-r1 (choice) {inputs.cloud = aws (choice)}",
      "-> gcp-none (choice) {inputs.cloud = gcp (choice)}",
    ]);
  });

  test("given a default that reads another input, when resolved, then both are assumptions", () => {
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
  ["type: ARRAY\nitemType: INT\ndefaults: [1, '2']", "{{ inputs.x[1] + 1 }}", "3"],
  ["type: ARRAY\nitemType: FLOAT\ndefaults: [1, 2.5]", "{{ inputs.x | join('-') }}", "1.0-2.5"],
  ["type: ARRAY\nitemType: BOOL\ndefaults: [yes, 'no']", "{{ inputs.x | join('-') }}", "true-false"],
  ["type: ARRAY\nitemType: TIME\ndefaults: ['10:00']", "t{{ inputs.x[0] }}", "t10:00:00"],
  ["type: ARRAY\nitemType: STRING\ndefaults: '[\"p\", 3]'", "{{ inputs.x[1] ~ inputs.x[1] }}", "33"],
  ["type: DATE\ndefaults: 2024-01-31", "d{{ inputs.x }}", "d2024-01-31"],
  ["type: TIME\ndefaults: '10:00:00'", "t{{ inputs.x | replace({':': '.'}) }}", "t10.00.00"],
  ["type: INT\ndefaults: 1.9", "n{{ inputs.x }}", "n1"],
  ["type: INT\ndefaults: '1e3'", "n{{ inputs.x }}", "n1000"],
  ["type: FLOAT\ndefaults: 3.14159265358979", "v{{ inputs.x }}", "v3.1415927"],
  ["type: FLOAT\ndefaults: 1", "v{{ inputs.x }}", "v1.0"],
  ["type: DURATION\ndefaults: PT1H", "d{{ inputs.x }}", "d3600.0"],
  ["type: DURATION\ndefaults: P1DT0.5S", "d{{ inputs.x / 2 }}", "d43200.25"],
  [
    "type: DATETIME\ndefaults: '2024-01-05T10:20:30.12+02:00'",
    "t{{ inputs.x | replace({':': '.'}) }}",
    "t2024-01-05T08.20.30.120000Z",
  ],
])("given %s, when converted, then %s gives %s", (input, id, expected) => {
  expect(resolved(withInput(input, id)).bundles.map(({ outputs }) => outputs[0]?.id)).toEqual([expected]);
});

test.each(["type: FLOAT\ndefaults: 16777217", "type: DURATION\ndefaults: 1 hour"])(
  "given %s, when resolved, then its text is not known",
  (input) => {
    expect(lines(resolved(withInput(input, "v{{ inputs.x }}")))).toEqual(["source -> v* (pattern)"]);
  },
);

test.each([
  ["'True'", "true"],
  ["1", "true"],
  ["0", "false"],
  ["no", "false"],
])("given the BOOL default %s, when converted, then it is %s", (defaults, expected) => {
  const flow = withInput(`type: BOOL\ndefaults: ${defaults}`, "b-{{ inputs.x }}");
  expect(bundles(flow)).toContain(`source -> b-${expected} (default) {inputs.x = ${expected} (default)}`);
});

test("given pins as texts, when converted, then a BOOL is true only for true and an INT has no fraction", () => {
  const pinned = (input: string, x: string) =>
    bundles(withInput(input, "v{{ inputs.x }}"), { pins: { all: { x }, byFlow: {} } });
  expect(pinned("type: BOOL", "yes")).toEqual(["source -> vfalse"]);
  expect(pinned("type: BOOL", "TRUE")).toEqual(["source -> vtrue"]);
  expect(pinned("type: INT", "12")).toEqual(["source -> v12"]);
  expect(pinned("type: DURATION", "PT1M")).toEqual(["source -> v60.0"]);
});

describe("secret inputs", () => {
  test.each([
    ["type: SECRET\ndefaults: hunter2", "s-{{ inputs.x }}"],
    ["type: secret\ndefaults: hunter2", "s-{{ inputs.x | upper }}"],
    ["type: SECRET\ndefaults: [hunter2]", "s-{{ inputs.x | first }}"],
    ["type: SECRET\ndefaults: { a: hunter2 }", "s-{{ inputs.x.a }}"],
    ["type: ARRAY\nitemType: SECRET\ndefaults: [hunter2]", "s-{{ inputs.x[0] }}"],
    ["type: SECRET\ndefaults: hunter2", "s-{{ inputs | toJson | sha256 }}"],
  ])("given %s in %s, when resolved, then the value is a hole", (input, id) => {
    const flow = resolved(withInput(input, id));
    expect(JSON.stringify(flow)).not.toMatch(/hunter2/i);
    expect(lines(flow)).toEqual(["source -> s-* (pattern)"]);
  });

  test("given a secret in a failing expression, when resolved, then the error does not have its value", () => {
    const flow = resolved(withInput("type: SECRET\ndefaults: hunter2", "s-{{ inputs.x | number }}"));
    expect(JSON.stringify(flow)).not.toContain("hunter2");
  });

  test("given a pin of a secret input, when resolved, then it is rejected", () => {
    const flow = withInput("type: SECRET", "s-{{ inputs.x }}");
    expect(() => bundles(flow, { pins: { all: { x: "hunter2" }, byFlow: {} } })).toThrow(
      '"x" is a secret input of company.f, whose value would appear in ids',
    );
  });
});

test("given a pin, when resolved, then it applies without an assumption", () => {
  const flow = withInput("type: SELECT\nvalues: [dev, prod]\ndefaults: dev", "t_{{ inputs.x }}");
  expect(bundles(flow, { pins: { all: { x: "prod" }, byFlow: {} } })).toEqual(["source -> t_prod"]);
  expect(bundles(flow, { pins: { all: { x: "prod" }, byFlow: { "company.f": { x: "dev" } } } })).toEqual([
    "source -> t_dev",
  ]);
});

describe("given a disabled input", () => {
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

  test.each(["1.x", "2.0"] as const)(
    "when its default needs no other input, then it keeps the default (%s)",
    (line) => {
      expect(bundles(flow("r1"), { line })).toEqual([`-> t-r1 (default) ${assumed}`]);
    },
  );

  test("when its default renders without other inputs, then it keeps the default in 2.0", () => {
    expect(bundles(flow("r-{{ flow.id }}"), { line: "2.0" })).toEqual([`-> t-r-f (default) ${assumed}`]);
  });

  test("when its default is not rendered in 1.x, then its value is unknown", () => {
    expect(bundles(flow("r-{{ flow.id }}"), { line: "1.x" })).toEqual([`-> t-* (pattern) ${assumed}`]);
  });

  test("when its default needs another input, then it is absent", () => {
    expect(bundles(flow("r-{{ inputs.cloud }}"), { line: "2.0" })).toEqual([
      `-> t-none (default) ${assumed}`,
    ]);
  });

  test("when another input depends on it, then that input is disabled too", () => {
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
])("given the TIME default %s, when printed, then it has seconds: %s", (written, printed) => {
  const id = "t{{ inputs.x | replace({':': '.'}) }}";
  expect(resolved(withInput(`type: TIME\ndefaults: '${written}'`, id)).bundles[0]?.outputs[0]?.id).toBe(
    `t${printed.replaceAll(":", ".")}`,
  );
});

describe("allowCustomValue", () => {
  test("given a SELECT, when resolved, then any other value is a case too", () => {
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

  test("given a default that is not an option, when resolved, then it is used", () => {
    const input = "type: SELECT\nvalues: [dev]\nallowCustomValue: true\ndefaults: test";
    expect(bundles(withInput(input, "t_{{ inputs.x }}"))).toEqual([
      "source -> t_test (default) {inputs.x = test (default)}",
      "source -> t_dev (choice) {inputs.x = dev (choice)}",
      "source -> t_* (pattern) {inputs.x is another value (choice)}",
    ]);
  });

  test("given a loop over a MULTISELECT, when resolved, then any other value is a case and a gap", () => {
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
  ["type: INT\ndefaults: 3\nmin: 5", ["t_* (pattern)"]],
  ["type: INT\ndefaults: 5\nmin: 5\nmax: 5", ["t_5 (default)"]],
  ["type: FLOAT\ndefaults: 9.5\nmax: 5", ["t_* (pattern)"]],
  ["type: FLOAT\ndefaults: 5\nmax: 5", ["t_5.0 (default)"]],
  ["type: STRING\ndefaults: ab1\nvalidator: '[a-z]+'", ["t_* (pattern)"]],
  ["type: STRING\ndefaults: ab1\nvalidator: '^[a-z]+\\d$'", ["t_ab1 (default)"]],
  ["type: DATE\ndefaults: 2024-05-01\nbefore: 2024-01-01", ["t_* (pattern)"]],
  ["type: DATE\ndefaults: 2024-05-01\nafter: 2024-05-01\nbefore: 2024-05-01", ["t_2024-05-01 (default)"]],
  ["type: TIME\ndefaults: '10:00:00'\nafter: '10:01'", ["t_* (pattern)"]],
  ["type: TIME\ndefaults: '10:00:00'\nafter: '10:00'", ["t_10:00:00 (default)"]],
  ["type: DATETIME\ndefaults: '2024-05-01T10:00:00Z'\nafter: '2024-05-01T12:00:01+02:00'", ["t_* (pattern)"]],
  ["type: DURATION\ndefaults: PT10M\nmax: PT5M", ["t_* (pattern)"]],
  ["type: DURATION\ndefaults: PT5M\nmin: PT5M\nmax: PT300S", ["t_300.0 (default)"]],
  ["type: EMAIL\ndefaults: nobody", ["t_* (pattern)"]],
  ["type: URI\ndefaults: abc", ["t_* (pattern)"]],
  ["type: ARRAY\nitemType: INT\ndefaults: [a]", ["t_* (pattern)"]],
])(
  "given a default that Kestra rejects (%s), when resolved, then it does not count as a default",
  (input, ids) => {
    const found = resolved(withInput(input, "t_{{ inputs.x }}")).bundles;
    expect(
      found.map(({ outputs: [id] }) => (id?.certainty === "exact" ? id.id : `${id?.id} (${id?.certainty})`)),
    ).toEqual(ids);
  },
);

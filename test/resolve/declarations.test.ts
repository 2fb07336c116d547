import { describe, expect, test } from "vitest";
import { mergeAssets } from "../../src/model/merge-assets.ts";
import { gaps, lines, resolved } from "./resolved.ts";

const declares = (assets: string) => `
tasks:
  - id: write
    type: t
    assets:
${assets.replace(/^/gm, "      ")}
`;

describe("inputs and outputs", () => {
  test.each([
    ["a YAML list", "inputs: [{ id: a }, { id: b }]\noutputs: [{ id: c }]"],
    ["a JSON text", `inputs: '[{"id": "a"}, {"id": "b"}]'\noutputs: '[{"id": "c"}]'`],
    ["one expression", `inputs: "{{ [{'id': 'a'}, {'id': 'b'}] }}"\noutputs: "{{ [{'id': 'c'}] }}"`],
  ])("given %s, when resolved, then its entries are read", (_, assets) => {
    expect(lines(resolved(declares(assets)))).toEqual(["a, b -> c"]);
  });

  test("given a JSON text with expressions, when resolved, then they are evaluated", () => {
    expect(lines(resolved(declares(`outputs: '[{"id": "{{ flow.id }}_x"}]'`)))).toEqual(["-> f_x"]);
  });

  test("given an expression known only at run time, when resolved, then the list is a gap", () => {
    const flow = resolved(declares('inputs: [{ id: a }]\noutputs: "{{ outputs.plan.assets }}"'));
    expect(lines(flow)).toEqual(["a ->"]);
    expect(gaps(flow)).toEqual([
      "dynamic 9:16 the list of outputs is known only at run time: the output of a task is known only at run time",
    ]);
  });
});

test.each([
  ["outputs: { id: a }", '"outputs" must be a list, not a mapping; Kestra drops it'],
  ["outputs: a", '"outputs" must be a list, not "a"; Kestra drops it'],
  ["outputs: [{ type: x }]", 'an entry of "outputs" has no id; Kestra rejects it'],
  ["outputs: [a]", 'an entry of "outputs" has no id; Kestra rejects it'],
  [
    "outputs: [{ id: 's3://raw/x' }]",
    '"s3://raw/x" is not a valid asset id: an id starts with a letter or digit and contains only letters, digits, ".", "_", ":" and "-"',
  ],
])("given %s, when resolved, then it is an invalid declaration", (assets, message) => {
  const flow = resolved(declares(assets));
  expect(lines(flow)).toEqual([]);
  expect(flow.gaps.map((gap) => `${gap.kind} ${gap.message}`)).toEqual([`invalid ${message}`]);
});

describe("fields that Kestra rejects", () => {
  const outputs = (entry: string) =>
    resolved(declares(`inputs: [{ id: in }]\noutputs: [${entry}, { id: b }]`));
  const namespace =
    'a namespace starts with a lower-case letter or digit and contains only those, ".", "_" and "-"';

  test.each([
    ['{ id: a, type: "" }', 'invalid 9:32 the type of the output "a" is blank; Kestra rejects it'],
    ['{ id: a, type: " " }', 'invalid 9:32 the type of the output "a" is blank; Kestra rejects it'],
    [`{ id: a, type: "{{ '' }}" }`, 'invalid 9:32 the type of the output "a" is blank; Kestra rejects it'],
    ["{ id: a, namespace: Sales }", `invalid 9:37 "Sales" is not a valid namespace: ${namespace}`],
    [
      '{ id: a, namespace: "{{ flow.namespace | upper }}" }',
      `invalid 9:37 "COMPANY" is not a valid namespace: ${namespace}`,
    ],
    ['{ id: a, namespace: "" }', 'invalid 9:37 "" is not a valid namespace: a namespace must not be empty'],
  ])("given the output %s, when resolved, then it is a gap and no asset", (entry, gap) => {
    const flow = outputs(entry);
    expect(lines(flow)).toEqual(["in -> b"]);
    expect(gaps(flow)).toEqual([gap]);
  });

  test.each([
    ["{ id: a, type: [T] }", '"type" must be text, not a list'],
    ["{ id: a, type: { name: T } }", '"type" must be text, not a mapping'],
    ["{ id: a, namespace: [n] }", '"namespace" must be text, not a list'],
    ["{ id: a, displayName: { en: A } }", '"displayName" must be text, not a mapping'],
    ["{ id: a, description: [A] }", '"description" must be text, not a list'],
    ["{ id: a, metadata: [A] }", '"metadata" must be a mapping, not a list'],
    ["{ id: a, metadata: A }", '"metadata" must be a mapping, not text'],
    ["{ id: a, metadata: \"{{ {'k': 'v'} }}\" }", '"metadata" must be a mapping, not text'],
  ])("given the output %s, when resolved, then the list is dropped", (entry, problem) => {
    const flow = outputs(entry);
    expect(lines(flow)).toEqual(["in ->"]);
    expect(gaps(flow)).toEqual([`invalid 9:26 ${problem}; Kestra drops the outputs`]);
  });

  test("given a type that is blank by default only, when resolved, then the output stays, with a gap", () => {
    const flow = resolved(`inputs: [{ id: kind, type: STRING, defaults: "" }]
tasks: [{ id: t, type: a.Task, assets: { outputs: [{ id: a, type: "{{ inputs.kind }}" }] } }]
`);
    expect(lines(flow)).toEqual(["-> a {inputs.kind =  (default)}"]);
    expect(gaps(flow)).toEqual(['invalid 4:67 the type of the output "a" is blank; Kestra rejects it']);
  });

  test("given an invalid ttl, when resolved, then the output stays, because earlier releases keep it", () => {
    const flow = outputs("{ id: a, ttl: 2027-01-31 }");
    expect(lines(flow)).toEqual(["in -> a, b"]);
    expect(gaps(flow)).toEqual([
      'invalid 9:31 "2027-01-31" is not a UTC time with milliseconds, such as "2027-01-31T00:00:00.000Z"',
    ]);
  });

  test.each([
    ["{ id: a, type: '', namespace: CRM }", ["a, b ->"], []],
    ["{ id: a, type: [T] }", [], ['invalid 8:25 "type" must be text, not a list; Kestra drops the inputs']],
  ])("given the input %s, when resolved, then only its shape matters", (entry, expected, problems) => {
    const flow = resolved(declares(`inputs: [${entry}, { id: b }]`));
    expect(lines(flow)).toEqual(expected);
    expect(gaps(flow)).toEqual(problems);
  });
});

test("given a loop with one invalid id, when resolved, then only that case is a gap", () => {
  const flow = resolved(`
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: [a, b/c]
    tasks:
      - { id: write, type: t, assets: { outputs: [{ id: "x_{{ taskrun.value }}" }] } }
`);
  expect(lines(flow)).toEqual(["-> x_a"]);
  expect(flow.gaps.map(({ kind, message }) => [kind, message.split(":")[0]])).toEqual([
    ["invalid", '"x_b/c" is not a valid asset id'],
  ]);
});

test("given an expression that fails, when resolved, then only its side is dropped", () => {
  const flow = resolved(declares('inputs: [{ id: a }, { id: "{{ nope }}" }]\noutputs: [{ id: b }]'));
  expect(lines(flow)).toEqual(["-> b"]);
  expect(flow.gaps.map(({ kind, place }) => [kind, place.line])).toEqual([["error", 8]]);
});

test("given enableAuto, when resolved, then it is a gap that names the task", () => {
  const flow = resolved(declares("enableAuto: true\noutputs: [{ id: a }]"));
  expect(lines(flow)).toEqual(["-> a"]);
  expect(gaps(flow)).toEqual(['auto 8:19 the task "write" may emit more assets at run time ("enableAuto")']);
  expect(resolved(declares("enableAuto: false\noutputs: [{ id: a }]")).gaps).toEqual([]);
});

test.each([
  ["inputs: [{ id: a, tenantId: '{{ nope }}' }]\noutputs: [{ id: b }]", ["-> b"]],
  ["inputs: [{ id: a }]\noutputs: [{ id: b, tenantId: '{{ nope }}' }]", ["a ->"]],
  ["inputs: [{ id: a }]\noutputs: [{ id: b, '{{ nope }}': x }]", ["a ->"]],
  ["inputs: [{ id: a }]\noutputs: [{ id: b, assetActions: [{ flowId: '{{ nope }}' }] }]", ["a ->"]],
])(
  "given a failing expression anywhere in an entry of %s, when resolved, then its side is dropped",
  (assets, expected) => {
    const flow = resolved(declares(assets));
    expect(lines(flow)).toEqual(expected);
    expect(flow.gaps.map(({ kind }) => kind)).toEqual(["error"]);
  },
);

test("given a failing expression under an unknown key of an input, when resolved, then the line does not matter", () => {
  const body = declares("inputs: [{ id: a, system: { name: '{{ nope }}' } }]\noutputs: [{ id: b }]");
  expect(lines(resolved(body, { line: "1.x" }))).toEqual(["-> b"]);
  expect(lines(resolved(body, { line: "2.0" }))).toEqual(["-> b"]);
});

describe("the value of enableAuto", () => {
  const of = (value: string) => resolved(declares(`enableAuto: ${value}\noutputs: [{ id: a }]`));

  test.each(["'TRUE'", "yes", "7", "'{{ 1 > 0 }}'", "'\"true\"'"])(
    "when it is %s, then it is true",
    (value) => {
      expect(lines(of(value))).toEqual(["-> a"]);
      expect(of(value).gaps.map(({ kind }) => kind)).toEqual(["auto"]);
    },
  );

  test.each(["'False'", "no", "0", "''", "'null'", "'{{ null }}'"])(
    "when it is %s, then it is not",
    (value) => {
      expect(lines(of(value))).toEqual(["-> a"]);
      expect(of(value).gaps).toEqual([]);
    },
  );

  test.each([
    ["'no'", '"no"'],
    ["'{{ 1.5 }}'", '"1.5"'],
    ["[true]", "a list"],
    ["{ a: true }", "a mapping"],
  ])("when it is %s, then the task emits nothing", (value, what) => {
    expect(lines(of(value))).toEqual([]);
    expect(gaps(of(value))).toEqual([
      `invalid 8:19 "enableAuto" must be true or false, not ${what}; the task "write" emits nothing`,
    ]);
  });

  test("when its expression fails, then the task emits nothing", () => {
    expect(lines(of("'{{ nope }}'"))).toEqual([]);
    expect(gaps(of("'{{ nope }}'"))).toEqual([
      'error 8:23 the assets are dropped because an expression fails: the variable "nope" is not defined',
    ]);
  });

  test("when it fails without a trigger, then both sides depend on the start", () => {
    const body = declares(
      "enableAuto: '{{ trigger.date == 1 }}'\ninputs: [{ id: in }]\noutputs: [{ id: a }]",
    );
    expect(
      lines(
        resolved(`triggers: [{ id: hook, type: io.kestra.plugin.core.trigger.Webhook, key: k }]\n${body}`),
      ),
    ).toEqual(["in (choice) -> a (choice) {branch: started by a trigger}"]);
  });
});

describe("the claim of an output", () => {
  const claim = (entry: string) => resolved(declares(`outputs:\n  - ${entry}`)).bundles[0]?.outputs[0]?.claim;

  test("given type, namespace, texts and metadata, when resolved, then all are in the claim", () => {
    expect(
      claim(
        '{ id: a, type: T, namespace: "{{ flow.namespace }}", displayName: A, description: B, metadata: { k: v, n: 1 } }',
      ),
    ).toEqual({
      type: "T",
      namespace: "company",
      displayName: "A",
      description: "B",
      metadata: { k: "v", n: 1 },
    });
  });

  test("given an unknown key, when resolved, then it is part of metadata", () => {
    expect(claim("{ id: a, type: T, system: pg, metadata: { k: v } }")).toEqual({
      type: "T",
      metadata: { system: "pg", k: "v" },
    });
  });

  test("given metadata known only at run time, when resolved, then it stays as written", () => {
    expect(claim('{ id: a, metadata: { run: "{{ execution.id }}", where: "x-{{ flow.id }}" } }')).toEqual({
      metadata: { run: "{{ execution.id }}", where: "x-f" },
    });
  });
});

test("given metadata from defaults, when resolved, then they are assumptions and the id stays exact", () => {
  const flow = resolved(`
inputs:
  - { id: owner, type: STRING, defaults: data }
  - { id: tier, type: SELECT, values: [gold, silver] }
tasks:
  - id: write
    type: t
    assets:
      outputs:
        - { id: a, metadata: { owner: "{{ inputs.owner }}", tier: "{{ inputs.tier }}" } }
`);
  expect(lines(flow)).toEqual(["-> a {inputs.owner = data (default)}"]);
  expect(flow.bundles[0]?.outputs[0]?.claim.metadata).toEqual({ owner: "data", tier: "{{ inputs.tier }}" });
});

test("given an id listed twice, when resolved, then it is one entry", () => {
  expect(lines(resolved(declares("outputs: [{ id: a }, { id: a }]")))).toEqual(["-> a"]);
});

test("given two entries with one id, when merged, then both claims count, each with its place", () => {
  const flow = resolved(
    declares("outputs: [{ id: a, type: T, metadata: { x: 1 } }, { id: a, type: U, metadata: { y: 2 } }]"),
  );
  expect(mergeAssets(flow.bundles)).toMatchObject([
    {
      id: "a",
      type: "T",
      metadata: { x: 1, y: 2 },
      claims: [
        { field: "type", value: "T", place: { line: 8, column: 23 } },
        { field: "type", value: "U", place: { line: 8, column: 63 } },
      ],
    },
  ]);
});

test("given several failing entries, when resolved, then each is a gap and the whole list is dropped", () => {
  const flow = resolved(
    declares('outputs: [{ id: "{{ no() }}" }, { id: "{{ x | no }}" }, { id: b }]\ninputs: [{ id: a }]'),
  );
  expect(lines(flow)).toEqual(["a ->"]);
  expect(gaps(flow)).toEqual([
    'error 8:27 the outputs are dropped because an expression fails: unknown function or macro "no"',
    'error 8:53 the outputs are dropped because an expression fails: unknown filter "no"',
  ]);
});

test.each(['"{{ outputs.plan.entry }}"', `'{"id": "a"}'`])(
  "given the text %s as an entry, when resolved, then it is a gap that depends on the release",
  (text) => {
    const flow = resolved(declares(`inputs: [${text}, { id: b }]`));
    expect(lines(flow)).toEqual(["b ->"]);
    expect(gaps(flow)).toEqual([
      'dynamic 8:16 an entry of "inputs" is text, which only some Kestra releases accept as an entry',
    ]);
  },
);

test("given a declaration, when resolved, then entry and bundle have their expression and places", () => {
  const flow = resolved(declares('outputs:\n  - id: "{{ flow.id }}-x"'));
  expect(flow.bundles[0]?.outputs[0]).toMatchObject({
    id: "f-x",
    expression: "{{ flow.id }}-x",
    place: { file: "flow.yaml", line: 9, column: 15 },
  });
  expect(flow.bundles[0]?.place).toEqual({ file: "flow.yaml", line: 7, column: 5 });
});

describe("tasks that name their asset in a property", () => {
  test("given a Set task, when resolved, then it writes the asset", () => {
    const flow = resolved(`
tasks:
  - id: register
    type: io.kestra.plugin.kestra.ee.assets.Set
    assetId: "vm-{{ flow.id }}"
    assetType: io.kestra.plugin.ee.assets.VM
    assetDescription: A machine
    metadata: { region: eu }
`);
    expect(lines(flow)).toEqual(["-> vm-f"]);
    expect(flow.bundles[0]?.outputs[0]?.claim).toEqual({
      type: "io.kestra.plugin.ee.assets.VM",
      description: "A machine",
      metadata: { region: "eu" },
    });
    expect(flow.bundles[0]?.place).toEqual({ file: "flow.yaml", line: 7, column: 5 });
  });

  test.each([
    "kestra.ee.assets.Delete",
    "ee.assets.Delete",
    "kestra.ee.locks.Acquire",
    "kestra.ee.locks.Release",
  ])("given %s, when resolved, then it reads the asset", (type) => {
    expect(lines(resolved(`tasks: [{ id: t, type: io.kestra.plugin.${type}, assetId: vm-1 }]`))).toEqual([
      "vm-1 ->",
    ]);
  });

  test("given the task List, when resolved, then it names no asset", () => {
    expect(
      lines(resolved("tasks: [{ id: t, type: io.kestra.plugin.kestra.ee.assets.List, assetId: x }]")),
    ).toEqual([]);
  });
});

describe("a list written as text", () => {
  const outputs = (text: string) => declares(`inputs: [{id: a}]\noutputs: '${text}'`);

  test("given JSON with expressions in its items, when resolved, then they are evaluated", () => {
    expect(lines(resolved(outputs('[{"id": "{{ flow.id }}_x", "type": "T"}]')))).toEqual(["a -> f_x"]);
  });

  test("given text that is JSON only after rendering, when resolved, then the list is invalid", () => {
    const flow = resolved(outputs('[{% for i in [1, 2] %}{"id": "x{{ i }}", "type": "T"}{% endfor %}]'));
    expect(lines(flow)).toEqual(["a ->"]);
    expect(flow.gaps.map(({ kind }) => kind)).toEqual(["invalid"]);
  });
});

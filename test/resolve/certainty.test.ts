import { describe, expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

const write = (inputs: string, outputs: string) =>
  `{ id: write, type: t, assets: { inputs: [${inputs}], outputs: [${outputs}] } }`;
const id = (text: string) => `{ id: "${text}" }`;

describe("given an input that decides an id", () => {
  // `b` is decided only after `env` was chosen for `a`.
  test.each([
    ["a ternary", "1", "{{ inputs.x == '1' ? inputs.env : 'k' }}"],
    ["a subscript", "env", "{{ inputs[inputs.x] }}"],
    ["render", "{{ '{{' }} inputs.env {{ '}}' }}", "{{ render(inputs.x) }}"],
  ])("when the id reads it through %s, then the id has the certainty of a choice", (_, x, expression) => {
    const flow = resolved(`
inputs:
  - { id: env, type: SELECT, values: [dev, prod] }
  - { id: x, type: STRING, defaults: "${x}" }
tasks:
  - ${write(id("a-{{ inputs.env }}"), id(`b-${expression}`))}
`);
    expect(flow.bundles.map(({ outputs }) => outputs.map((entry) => [entry.id, entry.certainty]))).toEqual([
      [["b-dev", "choice"]],
      [["b-prod", "choice"]],
    ]);
  });

  test("when other ids do not use it, then these do not depend on it", () => {
    expect(
      bundles(`
inputs:
  - { id: env, type: SELECT, values: [dev, prod] }
  - { id: x, type: STRING, defaults: "1" }
tasks:
  - ${write(id("a-{{ inputs.env }}"), `${id("b-{{ inputs.x }}")}, ${id("c")}`)}
`),
    ).toEqual([
      "a-dev (choice) -> b-1 (default), c {inputs.env = dev (choice)} {inputs.x = 1 (default)}",
      "a-prod (choice) -> b-1 (default), c {inputs.env = prod (choice)} {inputs.x = 1 (default)}",
    ]);
  });

  test("when a loop over a default has a literal id, then that id has the certainty of a default", () => {
    expect(
      bundles(`
inputs:
  - { id: list, type: ARRAY, itemType: STRING, defaults: [a, b] }
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: "{{ inputs.list }}"
    tasks: [${write("", id("t"))}]
`),
    ).toEqual(['-> t (default) {inputs.list = ["a","b"] (default)}']);
  });
});

test("given an id listed twice, when resolved, then it has the stronger certainty", () => {
  expect(
    bundles(`
inputs:
  - { id: env, type: STRING, defaults: dev }
tasks:
  - ${write("", `${id("x-{{ inputs.env }}")}, ${id("x-dev")}`)}
`),
  ).toEqual(["-> x-dev {inputs.env = dev (default)}"]);
});

test("given loop items with holes, when resolved, then each is a pattern of its own", () => {
  expect(
    bundles(`
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: ["a", "b-{{ execution.id }}", "c"]
    tasks: [${write("", id("x-{{ item.value }}"))}]
`),
  ).toEqual(["-> x-a", "-> x-b-* (pattern)", "-> x-c"]);
});

test("given a literal star in an id, when resolved, then it is an invalid id and not a hole", () => {
  const flow = resolved(`
tasks:
  - ${write("", `${id("a*b")}, ${id("{{ '*' }}")}, ${id("a*{{ execution.id }}")}, ${id("a{{ execution.id }}")}`)}
`);
  expect(lines(flow)).toEqual(["-> a* (pattern)"]);
  expect(
    gaps(flow).map((gap) => gap.replace(/^invalid \d+:\d+ (.*) is not a valid asset id.*$/, "$1")),
  ).toEqual(['"a*b"', '"*"', '"a*"']);
});

test("given an id with an invalid first part, when the rest is unknown, then it is invalid", () => {
  const flow = resolved(
    `\ntasks:\n  - ${write("", `${id("-{{ execution.id }}")}, ${id("s3://{{ execution.id }}")}`)}\n`,
  );
  expect(lines(flow)).toEqual([]);
  expect(flow.gaps.map(({ kind }) => kind)).toEqual(["invalid", "invalid"]);
});

test("given the limit of 1,000 cases, when exceeded by one, then the ids become a pattern", () => {
  const loop = (end: number) => `
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: "{{ range(1, ${end}) }}"
    tasks: [${write("", id("x-{{ item.value }}"))}]
`;
  expect(bundles(loop(1000))).toHaveLength(1000);
  const beyond = resolved(loop(1001));
  expect(lines(beyond)).toEqual(["-> x-* (pattern)"]);
  expect(beyond.gaps.map(({ kind }) => kind)).toEqual(["bound"]);
});

test("given too many cases, when resolved, then single values are kept and a condition is an assumption", () => {
  const eleven = "[a, b, c, d, e, f, g, h, i, j, k]";
  expect(
    bundles(`
inputs:
  - { id: x, type: SELECT, values: ${eleven} }
  - { id: y, type: SELECT, values: ${eleven} }
  - { id: z, type: SELECT, values: ${eleven} }
  - { id: d, type: STRING, defaults: dd }
tasks:
  - { id: write, type: t, runIf: "{{ inputs.x != 'a' }}", assets: { outputs: [${id("{{ inputs.d }}-{{ inputs.y }}-{{ inputs.z }}")}] } }
`),
  ).toEqual(["-> dd-*-* (pattern) {inputs.d = dd (default)} {branch: {{ inputs.x != 'a' }}}"]);
});

describe("given an expression that fails in some executions", () => {
  const flow = (inputs: string, outputs: string) =>
    resolved(`
inputs:
  - { id: env, type: SELECT, values: [a, b], defaults: a }
  - { id: size, type: INT, required: false }
  - { id: only, type: STRING, dependsOn: { inputs: [env], condition: "{{ inputs.env == 'a' }}" } }
tasks:
  - ${write(inputs, outputs)}
`);

  test("when an option decides, then the other ids of the same list depend on it", () => {
    expect(lines(flow(id("r"), `${id("w")}, ${id("t_{{ inputs.env == 'a' ? 1 : 1 / 0 }}")}`))).toEqual([
      "r -> w (default), t_1 (default) {inputs.env = a (default)}",
      "r ->  {inputs.env = b (choice)}",
    ]);
  });

  test("when the condition of an input decides, then the other ids of the same list depend on it", () => {
    expect(lines(flow(id("r"), `${id("w")}, ${id("t_{{ inputs.only }}")}`))).toEqual([
      "r -> w (default), t_* (pattern) {inputs.env = a (default)}",
      "r ->  {inputs.env = b (choice)}",
    ]);
  });

  test("when it fails without an optional input, then there is a case with and one without a value", () => {
    const found = flow(`${id("r")}, ${id("t_{{ inputs.size + 1 }}")}`, id("w"));
    expect(lines(found)).toEqual([
      "r (choice), t_* (pattern) -> w {inputs.size is set (choice)}",
      "-> w {inputs.size is not set (choice)}",
    ]);
    expect(gaps(found)).toEqual([
      "error 9:71 the inputs are dropped because an expression fails: a null is not a number (when inputs.size is not set)",
    ]);
  });

  test("when it is a metadata value, then the ids depend on the optional input too", () => {
    const output = `{ id: w, metadata: { size: "{{ inputs.size + 1 }}" } }`;
    expect(lines(flow(id("r"), output))).toEqual([
      "r -> w (choice) {inputs.size is set (choice)}",
      "r ->  {inputs.size is not set (choice)}",
    ]);
  });

  test("when it is a metadata value with a failing default, then the remaining ids assume the default", () => {
    const output = `{ id: w, metadata: { env: "{{ inputs.env == 'b' ? 1 : 1 / 0 }}" } }`;
    expect(lines(flow(id("r"), output))).toEqual(["r ->  {inputs.env = a (default)}"]);
  });

  test("when it is a metadata value with a disabled input, then the list is dropped", () => {
    const output = id("w").replace("}", `, metadata: { only: "{{ inputs.only }}" } }`);
    expect(
      bundles(
        `
inputs:
  - { id: env, type: SELECT, values: [a, b], defaults: a }
  - { id: only, type: STRING, defaults: "x-{{ inputs.env }}", dependsOn: { inputs: [env], condition: "{{ inputs.env == 'a' }}" } }
tasks:
  - ${write(id("r"), output)}
`,
        { pins: { all: { env: "b" }, byFlow: {} } },
      ),
    ).toEqual(["r ->"]);
  });

  test("when it fails only without two optional inputs, then both are choices", () => {
    const output = `{ id: w, metadata: { size: "{{ (inputs.size ?? inputs.other) + 1 }}" } }`;
    expect(
      bundles(`
inputs:
  - { id: size, type: INT, required: false }
  - { id: other, type: INT, required: false }
tasks:
  - ${write(id("r"), output)}
`),
    ).toEqual([
      "r -> w (choice) {inputs.size is set (choice)}",
      "r -> w (choice) {inputs.size is not set (choice)} {inputs.other is set (choice)}",
      "r ->  {inputs.size is not set (choice)} {inputs.other is not set (choice)}",
    ]);
  });

  test.each(["t_{{ inputs.size }}", "t_{{ inputs.size | upper }}", "t_{{ now() | date('yyyy') }}"])(
    "when %s cannot fail, then it opens no case",
    (pattern) => {
      expect(lines(flow(id("r"), `${id("w")}, ${id(pattern)}`))).toEqual(["r -> w, t_* (pattern)"]);
    },
  );

  test("when a condition excludes the failure, then it opens no case", () => {
    expect(
      bundles(`
inputs:
  - { id: size, type: INT, required: false }
tasks:
  - id: if
    type: io.kestra.plugin.core.flow.If
    condition: "{{ inputs.size is not null }}"
    then:
      - ${write(id("r"), `${id("w")}, ${id("t_{{ inputs.size + 1 }}")}`)}
`),
    ).toEqual(["r -> w, t_* (pattern) {branch: {{ inputs.size is not null }}}"]);
  });
});

// Kestra renders the texts of a task on the same variables, and `sort` changes a list in place.
test("given a list sorted in one id, when another id of the task reads it, then it is sorted", () => {
  expect(
    bundles(`
inputs:
  - { id: m, type: ARRAY, itemType: STRING, defaults: [q, p] }
tasks:
  - ${write(id("a_{{ inputs.m | sort | join }}"), id("b_{{ inputs.m | join }}"))}
  - ${write(id("r"), id("c_{{ inputs.m | join }}"))}
`),
  ).toEqual([
    'a_pq (default) -> b_pq (default) {inputs.m = ["q","p"] (default)}',
    'r -> c_qp (default) {inputs.m = ["q","p"] (default)}',
  ]);
});

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

import { describe, expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

const inIf = (condition: string, id: string, inputs = "") => `${inputs}
tasks:
  - id: check
    type: io.kestra.plugin.core.flow.If
    condition: "${condition}"
    then:
      - { id: write, type: t, assets: { outputs: [{ id: "${id}" }] } }
    else:
      - { id: other, type: t, assets: { outputs: [{ id: "not_${id}" }] } }
`;
const SELECT = "\ninputs:\n  - { id: env, type: SELECT, values: [dev, prod], defaults: dev }";
const STRING = "\ninputs:\n  - { id: env, type: STRING, defaults: dev }";

test("given a known condition, when resolved, then the other branch never runs", () => {
  const flow = resolved(inIf("{{ 1 == 2 }}", "t"));
  expect(lines(flow)).toEqual(["-> not_t"]);
  expect(flow.inert.map(({ task, reason }) => [task, reason])).toEqual([["write", "never"]]);
});

test("given an input in the condition, when resolved, then the same case decides the ids", () => {
  expect(bundles(inIf("{{ inputs.env == 'prod' }}", "t_{{ inputs.env }}", SELECT))).toEqual([
    "-> t_prod (choice) {inputs.env = prod (choice)}",
    "-> not_t_dev (default) {inputs.env = dev (default)}",
  ]);
});

test("given an unknown condition, when resolved, then it is a branch assumption and the certainty is unchanged", () => {
  expect(bundles(inIf("{{ outputs.ask.code == 200 }}", "t"))).toEqual([
    "-> t {branch: {{ outputs.ask.code == 200 }}}",
    "-> not_t {branch: not {{ outputs.ask.code == 200 }}}",
  ]);
});

test("given a condition that needs another input value, when resolved, then the task has an override", () => {
  expect(bundles(inIf("{{ inputs.env == 'prod' }}", "t", STRING))).toEqual([
    "-> t (choice) {inputs.env other than dev (override)} {branch: {{ inputs.env == 'prod' }}}",
    "-> not_t (default) {inputs.env = dev (default)}",
  ]);
});

test("given an override, when an id uses the input, then the id is a pattern", () => {
  expect(bundles(inIf("{{ inputs.env == 'prod' }}", "t_{{ inputs.env }}", STRING))[0]).toBe(
    "-> t_* (pattern) {inputs.env other than dev (override)} {branch: {{ inputs.env == 'prod' }}}",
  );
});

test.each(["", "0", "-0", "false", " false "])(
  'given the condition "%s", when resolved, then If takes it as false',
  (text) => {
    expect(bundles(inIf(`{{ '${text}' }}`, "t"))).toEqual(["-> not_t"]);
  },
);

test('given the condition "no", when resolved, then If takes it as true', () => {
  expect(bundles(inIf("no", "t"))).toEqual(["-> t"]);
});

test("given a condition that fails, when resolved, then it is a gap", () => {
  const flow = resolved(inIf("{{ inputs.nope }}", "t"));
  expect(lines(flow)).toEqual([]);
  expect(flow.gaps.map(({ kind, place }) => `${kind} ${place.line}:${place.column}`)).toEqual([
    "error 7:20",
    "error 7:20",
  ]);
});

describe("Switch", () => {
  const flow = (value: string, inputs = "") => `${inputs}
tasks:
  - id: route
    type: io.kestra.plugin.core.flow.Switch
    value: "${value}"
    cases:
      dev:
        - { id: a, type: t, assets: { outputs: [{ id: a }] } }
      "true":
        - { id: b, type: t, assets: { outputs: [{ id: b }] } }
    defaults:
      - { id: c, type: t, assets: { outputs: [{ id: c }] } }
`;
  test("given a known value, when resolved, then its case runs", () => {
    expect(bundles(flow("dev"))).toEqual(["-> a"]);
    expect(bundles(flow("{{ 1 == 1 }}"))).toEqual(["-> b"]);
    expect(bundles(flow("x"))).toEqual(["-> c"]);
  });

  test("given an input as the value, when resolved, then each option is a case", () => {
    expect(bundles(flow("{{ inputs.env }}", SELECT))).toEqual([
      "-> a (default) {inputs.env = dev (default)}",
      "-> c (choice) {inputs.env = prod (choice)}",
    ]);
  });

  test("given an unknown value, when resolved, then every branch is possible", () => {
    expect(bundles(flow("{{ outputs.x.v }}"))).toEqual([
      '-> a {branch: {{ outputs.x.v }} is "dev"}',
      '-> b {branch: {{ outputs.x.v }} is "true"}',
      '-> c {branch: {{ outputs.x.v }} is neither "dev" nor "true"}',
    ]);
  });
});

const task = (extra: string) => `
tasks:
  - id: write
    type: t
    ${extra}
    assets: { outputs: [{ id: a }] }
`;

test.each(["runIf", "when"])(
  "given %s, when it is false or unknown, then it acts like a condition",
  (key) => {
    expect(bundles(task(`${key}: "{{ 1 == 2 }}"`))).toEqual([]);
    expect(bundles(task(`${key}: "{{ outputs.x.ok }}"`))).toEqual(["-> a {branch: {{ outputs.x.ok }}}"]);
  },
);

test("given a disabled or never-running task or a disabled flow, when resolved, then it is inert", () => {
  const reasons = (extra: string) => resolved(task(extra)).inert.map(({ reason }) => reason);
  expect(reasons("disabled: true")).toEqual(["disabled"]);
  expect(reasons('runIf: "false"')).toEqual(["never"]);
  expect(resolved(`disabled: true${task("")}`).inert.map(({ reason }) => reason)).toEqual(["disabled"]);
});

test("given a task in a disabled container, when resolved, then it is inert", () => {
  const flow = resolved(`
tasks:
  - id: seq
    type: io.kestra.plugin.core.flow.Sequential
    disabled: true
    tasks:
      - { id: write, type: t, assets: { outputs: [{ id: a }] } }
`);
  expect(flow.inert.map(({ task: id, reason }) => [id, reason])).toEqual([["write", "disabled"]]);
});

test.each(["Sequential", "If", "ForEach", "Loop", "WorkingDirectory", "Subflow"])(
  "given assets on %s, when resolved, then they are inert",
  (type) => {
    const flow = resolved(`
tasks:
  - id: container
    type: io.kestra.plugin.core.flow.${type}
    assets: { outputs: [{ id: a }] }
`);
    expect(lines(flow)).toEqual([]);
    expect(flow.inert.map(({ reason }) => reason)).toEqual(["container"]);
  },
);

test("given errors, finally and afterExecution, when resolved, then only errors need a failure", () => {
  expect(
    bundles(`
tasks: []
errors:
  - { id: e, type: t, assets: { outputs: [{ id: e }] } }
finally:
  - { id: f, type: t, assets: { outputs: [{ id: f }] } }
afterExecution:
  - { id: a, type: t, assets: { outputs: [{ id: a }] } }
`),
  ).toEqual(["-> e {branch: after a failure}", "-> f", "-> a"]);
});

test("given an If in a loop, when resolved, then its condition is decided for each item", () => {
  expect(
    bundles(`
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: [eu, us]
    tasks:
      - id: if
        type: io.kestra.plugin.core.flow.If
        condition: "{{ taskrun.value == 'eu' }}"
        then:
          - { id: write, type: t, assets: { outputs: [{ id: "vat_{{ parent.taskrun.value }}" }] } }
`),
  ).toEqual(["-> vat_eu"]);
});

test("given a failing expression inside a text, when resolved, then the gap has the place of the expression", () => {
  expect(gaps(resolved(task("").replace("id: a", 'id: "a-{{ nope }}"')))[0]).toMatch(
    /^error 8:37 the outputs are dropped/,
  );
});

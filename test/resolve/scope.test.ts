import { expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

const writes = (id: string, before = "") => `${before}
tasks:
  - id: write
    type: io.kestra.plugin.core.log.Log
    assets: { outputs: [{ id: "${id}" }] }
`;

test.each([
  ["{{ flow.namespace }}.{{ flow.id }}", "company.f"],
  ["{{ task.id }}", "write"],
  ["{{ task.type | split('[.]') | last }}", "Log"],
  ["{{ flow.tenantId }}", "main"],
])("given the id %s, when resolved, then it is %s", (id, expected) => {
  expect(bundles(writes(id))).toEqual([`-> ${expected}`]);
});

test("given variables, when resolved, then they are known but rendered only by render()", () => {
  const variables = 'variables:\n  schema: marts\n  table: "{{ flow.id }}"';
  expect(bundles(writes("{{ vars.schema }}.x", variables))).toEqual(["-> marts.x"]);
  expect(bundles(writes("{{ render(vars.table) }}", variables))).toEqual(["-> f"]);
  expect(resolved(writes("{{ vars.table }}", variables)).gaps.map(({ kind }) => kind)).toEqual(["invalid"]);
});

test("given variables nested too deep, when resolved, then they are unknown and the flow is still read", () => {
  const flow = resolved(`
variables:
  deep: ${"[".repeat(220)}${"]".repeat(220)}
tasks:
  - { id: write, type: t, assets: { outputs: [{ id: "a_{{ vars.deep }}" }, { id: b }] } }
`);
  expect(flow.bundles.map(({ outputs }) => outputs.map(({ id }) => id))).toEqual([["a_*", "b"]]);
});

test("given a variable that a task sets, when resolved, then it is unknown", () => {
  const flow = `
variables: { a: x, b: y }
tasks:
  - id: set
    type: io.kestra.plugin.core.execution.SetVariables
    variables: { a: z }
  - { id: write, type: t, assets: { outputs: [{ id: "{{ vars.a }}-{{ vars.b }}" }] } }
`;
  expect(bundles(flow)).toEqual(["-> *-y (pattern)"]);
});

test("given a flow that sets a variable, when another name is read, then the expression fails", () => {
  const flow = resolved(`
variables: { a: x }
tasks:
  - { id: set, type: io.kestra.plugin.core.execution.SetVariables, variables: { b: z } }
  - { id: write, type: t, assets: { outputs: [{ id: "t_{{ vars.b }}" }, { id: "u_{{ vars.a }}" }] } }
  - { id: typo, type: t, assets: { outputs: [{ id: "t_{{ vars.c }}" }] } }
`);
  expect(lines(flow)).toEqual(["-> t_* (pattern), u_x"]);
  expect(gaps(flow)).toEqual([
    'error 8:58 the outputs are dropped because an expression fails: unable to find "c"',
  ]);
});

test("given a text that a task replaces by another, when a filter refuses every text, then the expression fails", () => {
  const flow = resolved(`
variables: { a: x, n: 1 }
tasks:
  - { id: set, type: io.kestra.plugin.core.execution.SetVariables, variables: { a: "{{ inputs.y }}", n: 2 } }
  - { id: text, type: t, assets: { outputs: [{ id: "t_{{ vars.a | reverse }}" }, { id: b }] } }
  - { id: number, type: t, assets: { outputs: [{ id: "t_{{ vars.n | reverse }}" }, { id: b }] } }
`);
  expect(lines(flow)).toEqual(["-> t_* (pattern), b"]);
  expect(gaps(flow)).toEqual([
    'error 7:67 the outputs are dropped because an expression fails: "reverse": the input must be a List, not java.lang.String',
  ]);
});

// SetVariables of 1.x copies all variables to a HashMap, where `z` precedes `k`.
test.each([
  ["1.x", "SetVariables", "t_* (pattern)"],
  ["2.0", "SetVariables", "t_kz"],
  ["1.x", "UnsetVariables", "t_kz"],
] as const)(
  "given %s and %s, when the keys of another variable are read, then they are %s",
  (line, type, ids) => {
    const flow = `
variables: { map: { k: 1, z: 2 } }
tasks:
  - { id: set, type: io.kestra.plugin.core.execution.${type}, variables: ${type === "SetVariables" ? "{ b: z }" : "[b]"} }
  - { id: write, type: t, assets: { outputs: [{ id: "t_{{ vars.map | keys | join }}" }, { id: "u_{{ vars.map.k }}" }] } }
`;
    expect(bundles(flow, { line })).toEqual([`-> ${ids}, u_1`]);
  },
);

test("given labels of the flow, when resolved, then they are defaults because an execution can replace them", () => {
  expect(bundles(writes("{{ labels.team }}", "labels: { team: data }"))).toEqual([
    "-> data (default) {labels.team = data (default)}",
  ]);
  expect(bundles(writes("{{ labels.a.b }}", "labels:\n  - { key: a.b, value: c }"))).toEqual([
    "-> c (default) {labels.a.b = c (default)}",
  ]);
});

test.each([
  ["snapshot-{{ execution.id }}", "snapshot-* (pattern)"],
  ["{{ ('LIC-' ~ execution.id) | slugify }}", "lic-* (pattern)"],
  ["t_{{ envs.stage }}", "t_* (pattern)"],
  ["t_{{ secret('X') }}", "t_* (pattern)"],
  ["t_{{ now() }}", "t_* (pattern)"],
  ["t_{{ outputs.x.y ?? 'd' }}", "t_* (pattern)"],
])("given the id %s, when resolved, then it is %s", (id, expected) => {
  expect(bundles(writes(id))).toEqual([`-> ${expected}`]);
});

test("given the output of a Return or OutputValues, when later tasks read it, then it is known", () => {
  const flow = (id: string) => `
tasks:
  - { id: name, type: io.kestra.plugin.core.debug.Return, format: "x-{{ flow.id }}" }
  - { id: more, type: io.kestra.plugin.core.output.OutputValues, values: { v: "{{ outputs.name.value }}-y" } }
  - { id: write, type: t, assets: { outputs: [{ id: "${id}" }] } }
`;
  expect(bundles(flow("{{ outputs.name.value }}"))).toEqual(["-> x-f"]);
  expect(bundles(flow("{{ outputs.more.values.v }}"))).toEqual(["-> x-f-y"]);
});

test("given the output of a task that may not run or runs later, when read, then it is unknown", () => {
  const flow = (first: string, second: string) => `
tasks:
${first}
  - { id: write, type: t, assets: { outputs: [{ id: "a-{{ outputs.name.value }}" }] } }
${second}
`;
  const task = "  - { id: name, type: io.kestra.plugin.core.debug.Return, format: x }";
  expect(bundles(flow(task, ""))).toEqual(["-> a-x"]);
  expect(bundles(flow("", task))).toEqual(["-> a-* (pattern)"]);
  expect(bundles(flow(task.replace(" }", ', runIf: "{{ inputs.a }}" }'), ""))).toEqual(["-> a-* (pattern)"]);
});

test("given an output that depends on an input, when read, then it has the input's assumption", () => {
  expect(
    bundles(`
inputs:
  - { id: env, type: SELECT, values: [dev, prod] }
tasks:
  - { id: name, type: io.kestra.plugin.core.debug.Return, format: "t_{{ inputs.env }}" }
  - { id: write, type: t, assets: { outputs: [{ id: "{{ outputs.name.value }}" }] } }
`),
  ).toEqual([
    "-> t_dev (choice) {inputs.env = dev (choice)}",
    "-> t_prod (choice) {inputs.env = prod (choice)}",
  ]);
});

test("given the syntax of 1.x, when resolved, then expressions follow the rules of 1.x", () => {
  const loop = (type: string, value: string) => `
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.${type}
    values: [a]
    tasks:
      - { id: write, type: t, assets: { outputs: [{ id: "{{ 'p' ~ ${value} ?? 'd' }}" }] } }
`;
  // ?? binds tighter than ~ in 1.x, and looser in 2.0.
  expect(bundles(loop("ForEach", "nope"))).toEqual(["-> pd"]);
  expect(bundles(loop("Loop", "nope"))).toEqual(["-> d"]);
  expect(bundles(loop("ForEach", "nope"), { line: "2.0" })).toEqual(["-> d"]);
});

test("given assets on a trigger, when resolved, then the bundle is the trigger's", () => {
  const flow = resolved(`
tasks: []
triggers:
  - id: daily
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "0 9 * * *"
    assets: { outputs: [{ id: "{{ trigger.id }}-{{ flow.id }}" }] }
`);
  expect(flow.bundles.map(({ task, trigger, outputs }) => [task, trigger, outputs[0]?.id])).toEqual([
    ["daily", true, "daily-f"],
  ]);
});

test("given assets in pluginDefaults, when resolved, then the task declares them", () => {
  expect(
    bundles(`
tasks:
  - { id: write, type: io.kestra.plugin.jdbc.duckdb.Query }
pluginDefaults:
  - type: io.kestra.plugin.jdbc.duckdb
    values:
      assets: { outputs: [{ id: "log_{{ task.id }}" }] }
`),
  ).toEqual(["-> log_write"]);
});

test("given text under `extend`, when resolved, then it is not evaluated", () => {
  expect(
    bundles(`
tasks: []
extend:
  description: "avg_{{ taskrun.value"
  tasks:
    - { id: write, type: t, assets: { outputs: [{ id: x }] } }
`),
  ).toEqual([]);
});

test("given a template that reverses parents, when resolved, then `parent` is still the nearest", () => {
  expect(
    bundles(`
tasks:
  - id: outer
    type: io.kestra.plugin.core.flow.ForEach
    values: [a, b]
    tasks:
      - id: inner
        type: io.kestra.plugin.core.flow.ForEach
        values: [x]
        tasks:
          - id: middle
            type: io.kestra.plugin.core.flow.Sequential
            tasks:
              - id: write
                type: t
                assets:
                  outputs:
                    - id: "{% set r = parents | reverse %}{{ parent.taskrun.value }}_{{ parents[0].taskrun.value }}"
`),
  ).toEqual(["-> x_a", "-> x_b"]);
});

test("given a container under afterExecution (1.x), when its tasks read parents, then it has no outputs there", () => {
  const task = (id: string) => `{ id: t, type: a.Task, assets: { outputs: [{ id: "${id}" }] } }`;
  const inSwitch = (of: string) => `${of}:
  - id: s
    type: io.kestra.plugin.core.flow.Switch
    value: a
    cases: { a: [${task("p{{ parents | length }}-{{ parent is defined }}")}] }
`;
  const idle = "tasks: [{ id: idle, type: a.Task }]\n";
  expect(bundles(inSwitch("tasks"), { line: "1.x" })).toEqual(["-> p1-true"]);
  expect(bundles(idle + inSwitch("finally"), { line: "1.x" })).toEqual(["-> p1-true"]);
  expect(bundles(idle + inSwitch("afterExecution"), { line: "1.x" })).toEqual(["-> p0-false"]);
  expect(bundles(idle + inSwitch("afterExecution"), { line: "2.0" })).toEqual(["-> p1-true"]);
});

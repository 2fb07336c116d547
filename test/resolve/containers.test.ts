import { describe, expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

/** A task with an output, in flow style. */
const task = (id: string, output = id) =>
  `{ id: ${id}, type: t, assets: { outputs: [{ id: "${output}" }] } }`;

test.each([
  ["Sequential", "io.kestra.plugin.core.flow.Sequential", "tasks"],
  ["Parallel", "io.kestra.plugin.core.flow.Parallel", "tasks"],
  ["AllowFailure", "io.kestra.plugin.core.flow.AllowFailure", "tasks"],
  ["WorkingDirectory", "io.kestra.plugin.core.flow.WorkingDirectory", "tasks"],
  ["Worker, today WorkingDirectory", "io.kestra.core.tasks.flows.Worker", "tasks"],
  ["LoopUntil", "io.kestra.plugin.core.flow.LoopUntil", "tasks"],
  ["WaitFor, today LoopUntil", "io.kestra.core.tasks.flows.WaitFor", "tasks"],
  ["Pause of 1.x", "io.kestra.plugin.core.flow.Pause", "tasks"],
])("given %s, when resolved, then tasks and finally run once and errors after a failure", (_, type, key) => {
  expect(
    bundles(`
tasks:
  - id: holds
    type: ${type}
    condition: "{{ outputs.ask.code }}"
    ${key}: [${task("inside")}]
    errors: [${task("failed")}]
    finally: [${task("last")}]
`),
  ).toEqual(["-> inside", "-> failed {branch: after a failure}", "-> last"]);
});

test("given LoopUntil with a task under `task` (first releases), when resolved, then the iteration is unknown", () => {
  expect(
    bundles(`
tasks:
  - id: wait
    type: io.kestra.core.tasks.flows.WaitFor
    condition: "{{ outputs.inside.done }}"
    task: ${task("inside", "try-{{ outputs.wait.iterationCount }}")}
`),
  ).toEqual(["-> try-* (pattern)"]);
});

test("given Dag, when resolved, then each of its tasks is read from under `task`", () => {
  expect(
    bundles(`
tasks:
  - id: dag
    type: io.kestra.plugin.core.flow.Dag
    tasks:
      - task: ${task("first")}
      - task: ${task("second")}
        dependsOn: [first]
`),
  ).toEqual(["-> first", "-> second"]);
});

test("given Approval, when resolved, then each branch states its condition", () => {
  expect(
    bundles(`
tasks:
  - id: ask
    type: io.kestra.plugin.core.flow.Approval
    inputs: [{ id: reason, type: STRING }]
    onWait: [${task("remind")}]
    onApprove: [${task("go")}]
    onDeny: [${task("stop")}]
`),
  ).toEqual([
    "-> remind {branch: while waiting for an approval}",
    "-> go {branch: after an approval}",
    "-> stop {branch: after a denial}",
  ]);
});

test("given the onResume inputs of Pause, when resolved, then they are not tasks", () => {
  expect(
    bundles(`
tasks:
  - id: pause
    type: io.kestra.plugin.core.flow.Pause
    onResume: [${task("no_task")}]
`),
  ).toEqual([]);
});

test("given ForEachItem, when resolved, then only errors and finally hold tasks of the flow", () => {
  expect(
    bundles(`
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEachItem
    namespace: company
    flowId: other
    tasks: [${task("generated")}]
    errors: [${task("failed")}]
    finally: [${task("last")}]
`),
  ).toEqual(["-> failed {branch: after a failure}", "-> last"]);
});

test("given the listeners of 1.x, when resolved, then their tasks run under the listener's conditions", () => {
  expect(
    bundles(`
tasks: []
listeners:
  - conditions: [{ type: io.kestra.plugin.core.condition.ExecutionStatus }]
    tasks: [${task("told")}]
`),
  ).toEqual(["-> told {branch: when its listener's conditions hold}"]);
});

test("given Switch keys that YAML reads as other types, when resolved, then they are compared as written", () => {
  expect(
    bundles(`
inputs:
  - { id: x, type: SELECT, values: ["1", "yes", "1.0", "0x10", "null", "16"] }
tasks:
  - id: switch
    type: io.kestra.plugin.core.flow.Switch
    value: "{{ inputs.x }}"
    cases:
      1: [${task("int")}]
      yes: [${task("bool")}]
      1.0: [${task("float")}]
      0x10: [${task("hex")}]
      null: [${task("nothing")}]
    defaults: [${task("rest", "rest-{{ inputs.x }}")}]
`),
  ).toEqual([
    "-> int (choice) {inputs.x = 1 (choice)}",
    "-> bool (choice) {inputs.x = yes (choice)}",
    "-> float (choice) {inputs.x = 1.0 (choice)}",
    "-> hex (choice) {inputs.x = 0x10 (choice)}",
    "-> nothing (choice) {inputs.x = null (choice)}",
    "-> rest-16 (choice) {inputs.x = 16 (choice)}",
  ]);
});

test("given Switch without cases, when resolved, then its defaults always run", () => {
  expect(
    bundles(`
tasks:
  - id: switch
    type: io.kestra.plugin.core.flow.Switch
    value: "{{ outputs.a.b }}"
    defaults: [${task("rest")}]
`),
  ).toEqual(["-> rest"]);
});

test("given a Switch in a ForEach, when resolved, then its value has the item and its tasks the parent's", () => {
  const flow = resolved(`
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: [1, 2]
    tasks:
      - id: switch
        type: io.kestra.plugin.core.flow.Switch
        value: "{{ taskrun.value }}"
        cases:
          1: [${task("one", "one-{{ parent.taskrun.value }}")}]
          2: [${task("two", "two-{{ parents[0].taskrun.value }}")}]
        defaults: [${task("none")}]
`);
  expect(lines(flow)).toEqual(["-> one-1", "-> two-2"]);
  expect(flow.inert.map(({ task: id, reason }) => [id, reason])).toEqual([["none", "never"]]);
});

test("given If without a condition, when resolved, then it is false", () => {
  const flow = resolved(`
tasks:
  - id: if
    type: io.kestra.plugin.core.flow.If
    then: [${task("yes")}]
    else: [${task("no")}]
`);
  expect(lines(flow)).toEqual(["-> no"]);
});

test("given a condition on a container, when resolved, then it applies to its tasks and has the loop's item", () => {
  expect(
    bundles(`
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: [x, y]
    tasks:
      - id: seq
        type: io.kestra.plugin.core.flow.Sequential
        runIf: "{{ taskrun.value == 'x' }}"
        tasks: [${task("inside", "o-{{ parent.taskrun.value }}")}]
`),
  ).toEqual(["-> o-x"]);
});

describe("given ForEach > ForEach > If > Parallel > task", () => {
  const flow = (condition: string, id: string) => `
tasks:
  - id: outer
    type: io.kestra.plugin.core.flow.ForEach
    values: [x, y]
    tasks:
      - id: inner
        type: io.kestra.plugin.core.flow.ForEach
        values: ["1", "2"]
        tasks:
          - id: if
            type: io.kestra.plugin.core.flow.If
            condition: "${condition}"
            then:
              - id: parallel
                type: io.kestra.plugin.core.flow.Parallel
                tasks: [${task("inside", id)}]
`;
  test("when the condition reads items, then the inner one is taskrun's and the outer one parent's", () => {
    expect(bundles(flow("{{ taskrun.value == '1' and parent.taskrun.value == 'y' }}", "t"))).toEqual([
      "-> t",
    ]);
  });

  test("when the task reads parents, then If has the inner item, ForEach the outer one and Parallel none", () => {
    const condition = "{{ taskrun.value == '1' and parent.taskrun.value == 'y' }}";
    expect(bundles(flow(condition, "{{ parents[0].taskrun.value }}-{{ parents[1].taskrun.value }}"))).toEqual(
      ["-> 1-y"],
    );
  });
});

test("given errors in a ForEach, when resolved, then only those of inner containers have the item", () => {
  expect(
    bundles(`
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.EachParallel
    value: '["x", "y"]'
    tasks:
      - id: dag
        type: io.kestra.plugin.core.flow.Dag
        tasks: []
        errors: [${task("a", "a-{{ parent.taskrun.value }}")}]
    errors: [${task("b", "b-{{ taskrun.value ?? 'none' }}")}]
    finally: [${task("c", "c-{{ taskrun.value ?? 'none' }}")}]
`),
  ).toEqual([
    "-> a-x {branch: after a failure}",
    "-> a-y {branch: after a failure}",
    "-> b-none {branch: after a failure}",
    "-> c-none",
  ]);
});

test("given errors in a Loop, when resolved, then only those of an inner If have the item", () => {
  expect(
    bundles(`
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: [a, b]
    tasks:
      - id: if
        type: io.kestra.plugin.core.flow.If
        condition: "{{ item.value == 'a' }}"
        then: [${task("then", "t-{{ item.value }}")}]
        errors: [${task("inner", "i-{{ item.value }}")}]
    errors: [${task("outer", "o-{{ item.value ?? 'none' }}")}]
`),
  ).toEqual([
    "-> t-a",
    "-> i-a {branch: after a failure}",
    "-> i-b {branch: after a failure}",
    "-> o-none {branch: after a failure}",
  ]);
});

test("given three Loops, when resolved, then parent is the nearest and parents start with the outermost", () => {
  expect(
    bundles(`
tasks:
  - id: a
    type: io.kestra.plugin.core.flow.Loop
    values: { ka: va }
    tasks:
      - id: b
        type: io.kestra.plugin.core.flow.Loop
        values: [vb]
        tasks:
          - id: c
            type: io.kestra.plugin.core.flow.Loop
            values: '{"kc": "{{ item.value }}", "kd": 5}'
            tasks:
              - ${task("t", "{{ item.parent.value }}-{{ item.parents[0].key }}-{{ item.key }}-{{ item.value }}-{{ item.index }}")}
`),
  ).toEqual(["-> vb-ka-kc-vb-0", "-> vb-ka-kd-5-1"]);
});

test("given nested loops with the same id, when resolved, then they are two loops", () => {
  expect(
    bundles(`
tasks:
  - id: l
    type: io.kestra.plugin.core.flow.Loop
    values: [a, b]
    tasks:
      - id: l
        type: io.kestra.plugin.core.flow.Loop
        values: [c, d]
        tasks: [${task("t", "{{ item.parent.value }}-{{ item.value }}")}]
`),
  ).toEqual(["-> a-c", "-> a-d", "-> b-c", "-> b-d"]);
});

test.each([
  ["[x, null]", "loop items must not be null"],
  ["[x, true]", 'loop items must not be "true"'],
  ["[x, [y]]", "loop items must not be lists"],
  [`'["x", null]'`, "loop items must not be null"],
  ["5", 'loop values must be a list, a mapping or JSON text, not "5"'],
  ["plain", 'loop values must be a JSON array, not "plain"'],
])("given a ForEach over %s, when resolved, then the failure is a gap", (values, message) => {
  const flow = resolved(`
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: ${values}
    tasks: [${task("t", "t-{{ taskrun.value }}")}]
`);
  expect(lines(flow)).toEqual([]);
  expect(gaps(flow).map((gap) => gap.replace(/^error \d+:\d+ /, ""))).toEqual([
    `the loop "each" fails: ${message}`,
  ]);
});

import { describe, expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

/** One task with an output, in flow style. */
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
])("%s: its tasks and its `finally` run once, its `errors` after a failure", (_, type, key) => {
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

test("LoopUntil: the first releases held one task under `task`, and how often it runs is not known", () => {
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

test("Dag holds each task under `task`", () => {
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

test("Approval: each branch says when it runs", () => {
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

test("what Pause resumes with are inputs, not tasks", () => {
  expect(
    bundles(`
tasks:
  - id: pause
    type: io.kestra.plugin.core.flow.Pause
    onResume: [${task("no_task")}]
`),
  ).toEqual([]);
});

test("ForEachItem has tasks of its own under `errors` and `finally` only", () => {
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

test("listeners of 1.x hold tasks", () => {
  expect(
    bundles(`
tasks: []
listeners:
  - conditions: [{ type: io.kestra.plugin.core.condition.ExecutionStatus }]
    tasks: [${task("told")}]
`),
  ).toEqual(["-> told {branch: when its listener's conditions hold}"]);
});

test("Switch compares text: keys that YAML reads as numbers, booleans or null count as written", () => {
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

test("Switch without a case always takes its defaults", () => {
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

test("Switch in a ForEach: its value sees the item, its tasks see it as the parent's", () => {
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

test("If without a condition takes nothing for false", () => {
  const flow = resolved(`
tasks:
  - id: if
    type: io.kestra.plugin.core.flow.If
    then: [${task("yes")}]
    else: [${task("no")}]
`);
  expect(lines(flow)).toEqual(["-> no"]);
});

test("a condition on a container holds for what is in it; in a ForEach it sees the item", () => {
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

describe("ForEach > ForEach > If > Parallel > task", () => {
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
  test("in the condition the inner item is taskrun's and the outer one parent's", () => {
    expect(bundles(flow("{{ taskrun.value == '1' and parent.taskrun.value == 'y' }}", "t"))).toEqual([
      "-> t",
    ]);
  });

  test("inside, the If brings the inner item, the inner ForEach the outer one; Parallel brings nothing", () => {
    const condition = "{{ taskrun.value == '1' and parent.taskrun.value == 'y' }}";
    expect(bundles(flow(condition, "{{ parents[0].taskrun.value }}-{{ parents[1].taskrun.value }}"))).toEqual(
      ["-> 1-y"],
    );
  });
});

test("in a ForEach, the `errors` of a container inside see the item; the loop's own `errors` and `finally` do not", () => {
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

test("in a Loop, the `errors` of an If inside see the item; the loop's own do not", () => {
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

test("three Loops: parent is the nearest, parents start with the outermost; a JSON object is rendered twice", () => {
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

test("nested loops with one id are two loops", () => {
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
])("a ForEach over %s fails, which is a gap", (values, message) => {
  const flow = resolved(`
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: ${values}
    tasks: [${task("t", "t-{{ taskrun.value }}")}]
`);
  expect(lines(flow)).toEqual([]);
  expect(gaps(flow).map((each) => each.replace(/^error \d+:\d+ /, ""))).toEqual([
    `the loop "each" fails: ${message}`,
  ]);
});

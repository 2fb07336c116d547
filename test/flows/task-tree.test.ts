import { describe, expect, test } from "vitest";
import type { Branch } from "../../src/flows/flow.ts";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";

/** A flow with these lines after its id and namespace. */
const read = (lines: string) => readFlowText(sourceText("a.yml", `id: f\nnamespace: n\n${lines}`));

/** The tasks below as `key: id`, indented under their container, with case keys and container kinds. */
function outline(branches: readonly Branch[], indent = ""): string[] {
  return branches.flatMap(({ key, caseKey, tasks }) =>
    tasks.flatMap((task) => [
      `${indent}${key}${caseKey === undefined ? "" : `[${caseKey}]`}: ${task.id}${task.container === undefined ? "" : ` (${task.container})`}`,
      ...outline(task.branches, `${indent}  `),
    ]),
  );
}

const tree = (lines: string) => outline(read(lines).flows[0]?.branches ?? []);

const P = "io.kestra.plugin.core.flow";
const log = (id: string) => `{id: ${id}, type: io.kestra.plugin.core.log.Log}`;

test("given all branches of a flow, when read, then their tasks are listed in order", () => {
  expect(
    tree(
      [
        `tasks: [${log("a")}, ${log("b")}]`,
        `errors: [${log("c")}]`,
        `finally: [${log("d")}]`,
        `afterExecution: [${log("e")}]`,
        `listeners: [{tasks: [${log("f")}], conditions: []}, {tasks: [${log("g")}]}]`,
      ].join("\n"),
    ),
  ).toEqual([
    "tasks: a",
    "tasks: b",
    "errors: c",
    "finally: d",
    "afterExecution: e",
    "listeners: f",
    "listeners: g",
  ]);
});

describe("containers", () => {
  test.each([
    ["Sequential", "sequence"],
    ["Parallel", "sequence"],
    ["AllowFailure", "sequence"],
    ["WorkingDirectory", "sequence"],
    ["LoopUntil", "sequence"],
    ["ForEach", "for-each"],
    ["EachSequential", "for-each"],
    ["EachParallel", "for-each"],
    ["Loop", "loop"],
    ["Pause", "pause"],
  ])("given %s, when read, then it holds tasks, errors and finally", (name, kind) => {
    const task = `{id: x, type: ${P}.${name}, tasks: [${log("a")}], errors: [${log("b")}], finally: [${log("c")}]}`;
    expect(tree(`tasks: [${task}]`)).toEqual([
      `tasks: x (${kind})`,
      "  tasks: a",
      "  errors: b",
      "  finally: c",
    ]);
  });

  test("given If, when read, then the tasks of then, else, errors and finally are below it", () => {
    const task = `{id: x, type: ${P}.If, then: [${log("a")}], else: [${log("b")}], errors: [${log("c")}], finally: [${log("d")}]}`;
    expect(tree(`tasks: [${task}]`)).toEqual([
      "tasks: x (if)",
      "  then: a",
      "  else: b",
      "  errors: c",
      "  finally: d",
    ]);
  });

  test("given Switch, when read, then the keys of its cases are text", () => {
    const cases = `{'true': [${log("a")}], false: [${log("b")}], 1: [${log("c")}, ${log("d")}], empty: }`;
    const task = `{id: x, type: ${P}.Switch, cases: ${cases}, defaults: [${log("e")}]}`;
    expect(tree(`tasks: [${task}]`)).toEqual([
      "tasks: x (switch)",
      "  cases[true]: a",
      "  cases[false]: b",
      "  cases[1]: c",
      "  cases[1]: d",
      "  defaults: e",
    ]);
  });

  test("given Dag, when read, then its wrapped tasks are unwrapped", () => {
    const task = `{id: x, type: ${P}.Dag, tasks: [{task: ${log("a")}}, {task: ${log("b")}, dependsOn: [a]}]}`;
    expect(tree(`tasks: [${task}]`)).toEqual(["tasks: x (dag)", "  tasks: a", "  tasks: b"]);
  });

  test("given Approval and Pause, when read, then inputs and onResume are not tasks", () => {
    const approval = `{id: x, type: ${P}.Approval, inputs: [{id: i, type: STRING}], onWait: [${log("a")}], onApprove: [${log("b")}], onDeny: [${log("c")}]}`;
    const pause = `{id: y, type: ${P}.Pause, onResume: [{id: i, type: STRING}]}`;
    expect(tree(`tasks: [${approval}, ${pause}]`)).toEqual([
      "tasks: x (approval)",
      "  onWait: a",
      "  onApprove: b",
      "  onDeny: c",
      "tasks: y (pause)",
    ]);
  });

  test("given Subflow and ForEachItem, when read, then only the error tasks of ForEachItem are below", () => {
    const item = `{id: y, type: ${P}.ForEachItem, tasks: [${log("a")}], errors: [${log("b")}]}`;
    expect(tree(`tasks: [{id: x, type: ${P}.Subflow, flowId: g}, ${item}]`)).toEqual([
      "tasks: x (subflow)",
      "tasks: y (subflow)",
      "  errors: b",
    ]);
  });

  test("given containers in containers, when read, then the tree has every level", () => {
    const inner = `{id: each, type: ${P}.ForEach, tasks: [{id: when, type: ${P}.If, then: [${log("leaf")}]}]}`;
    expect(tree(`tasks: [{id: all, type: ${P}.Parallel, tasks: [${inner}]}]`)).toEqual([
      "tasks: all (sequence)",
      "  tasks: each (for-each)",
      "    tasks: when (if)",
      "      then: leaf",
    ]);
  });
});

test.each([
  ["io.kestra.core.tasks.flows.EachSequential", "io.kestra.plugin.core.flow.EachSequential"],
  ["io.kestra.core.tasks.flows.Flow", "io.kestra.plugin.core.flow.Subflow"],
  ["io.kestra.core.tasks.flows.Worker", "io.kestra.plugin.core.flow.WorkingDirectory"],
  ["io.kestra.core.tasks.flows.WaitFor", "io.kestra.plugin.core.flow.LoopUntil"],
  ["io.kestra.plugin.core.flow.WaitFor", "io.kestra.plugin.core.flow.LoopUntil"],
  ["io.kestra.core.tasks.debugs.Return", "io.kestra.plugin.core.debug.Return"],
  ["io.kestra.core.tasks.scripts.Bash", "io.kestra.core.tasks.scripts.Bash"],
  ["io.kestra.plugin.core.log.Log", "io.kestra.plugin.core.log.Log"],
])("given the type %s, when read, then it is %s", (written, current) => {
  const [flow] = read(`tasks: [{id: a, type: ${written}}]`).flows;
  expect(flow?.branches[0]?.tasks[0]?.type).toBe(current);
});

test("given a trigger with an old type, when read, then it has its id and the current type", () => {
  const [flow] = read(
    "tasks: []\ntriggers:\n  - {id: s, type: io.kestra.core.models.triggers.types.Schedule}\n",
  ).flows;
  expect(flow?.triggers.map(({ id, type }) => [id, type])).toEqual([
    ["s", "io.kestra.plugin.core.trigger.Schedule"],
  ]);
});

test("given tasks without id or type, when read, then they are kept with empty text", () => {
  const { flows } = read("tasks:\n  - type: io.kestra.plugin.core.log.Log\n  - id: 7\n  - message: x\n");
  expect(flows[0]?.branches[0]?.tasks.map(({ id, type }) => [id, type])).toEqual([
    ["", "io.kestra.plugin.core.log.Log"],
    ["7", ""],
    ["", ""],
  ]);
});

test("given lists that look like tasks under other keys, when read, then they are not tasks", () => {
  const task = `{id: x, type: io.kestra.plugin.core.log.Log, inputs: [${log("a")}], assets: {outputs: [${log("b")}]}}`;
  const contents = read(
    `tasks: [${task}]\ninputs: [${log("c")}]\noutputs: [${log("d")}]\nextend: {tasks: [${log("e")}]}\n`,
  );
  expect(outline(contents.flows[0]?.branches ?? [])).toEqual(["tasks: x"]);
  expect(contents.unknownContainers).toEqual([]);
});

test("given tasks below an unknown type, when read, then their place and any assets are reported", () => {
  const { unknownContainers } = read(
    [
      "tasks:",
      "  - id: x",
      "    type: com.shop.Retry",
      "    tasks:",
      "      - id: a",
      "        type: com.shop.Write",
      "        assets: {outputs: [{id: t}]}",
      "  - id: y",
      "    type: com.shop.Wrapper",
      "    task: {id: b, type: com.shop.Write}",
      "  - id: z",
      "    type: com.shop.Plain",
      "    errors: [a, b]",
    ].join("\n"),
  );
  expect(unknownContainers).toEqual([
    {
      task: "x",
      type: "com.shop.Retry",
      key: "tasks",
      declaresAssets: true,
      message:
        '"tasks" of task "x" may contain tasks, but "com.shop.Retry" is not a known container: skipped',
      place: { file: "a.yml", line: 6, column: 5 },
    },
    {
      task: "y",
      type: "com.shop.Wrapper",
      key: "task",
      declaresAssets: false,
      message:
        '"task" of task "y" may contain tasks, but "com.shop.Wrapper" is not a known container: skipped',
      place: { file: "a.yml", line: 12, column: 5 },
    },
  ]);
});

test("given a value that is not a task where tasks belong, when read, then a note says what to write", () => {
  const { notes } = read(
    [
      "tasks:",
      "  - hello",
      "  - id: x",
      `    type: ${P}.If`,
      "    then: later",
      "  - id: y",
      `    type: ${P}.Switch`,
      "    cases: [1]",
      "  - id: z",
      `    type: ${P}.Switch`,
      "    cases:",
      "      big: 1",
    ].join("\n"),
  );
  expect(notes.map(({ place, message }) => `${place.line}:${place.column} ${message}`)).toEqual([
    '4:5 an item under "tasks" of the flow is not a task: write a mapping',
    '7:11 "then" of task "x" is not a list of tasks, so its tasks are skipped: write a list',
    '10:12 "cases" of task "y" is not a mapping of cases, so its tasks are skipped: write a list for each case',
    '14:12 "big" of task "z" is not a list of tasks, so its tasks are skipped: write a list',
  ]);
});

import { expect, test } from "vitest";
import { get, type Task } from "../../src/flows/flow.ts";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { YamlNode } from "../../src/flows/yaml-node.ts";

const read = (lines: readonly string[]) =>
  readFlowText(sourceText("a.yml", ["id: f", "namespace: n", ...lines].join("\n")));

function data(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(data);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, data(value)]));
}

/** The first task of the flow, with its defaults. */
function firstTask(lines: readonly string[]): Task {
  const task = read(lines).flows[0]?.branches[0]?.tasks[0];
  if (task === undefined) throw new Error("no task");
  return task;
}

/** The first task of a flow with these properties and defaults, both as single-line YAML. */
function merged(task: string, ...defaults: readonly string[]): unknown {
  return data(firstTask([`tasks: [${task}]`, `pluginDefaults: [${defaults.join(", ")}]`]).node);
}

test("given a default, when the task sets the same property, then the task's value wins", () => {
  expect(
    merged("{id: a, type: x.Write, b: own}", "{type: x.Write, values: {b: default, c: default}}"),
  ).toEqual({
    id: "a",
    type: "x.Write",
    b: "own",
    c: "default",
  });
});

test("given a forced default, when the task sets the same property, then the default wins", () => {
  expect(
    merged("{id: a, type: x.Write, b: own}", "{type: x.Write, forced: true, values: {b: forced}}"),
  ).toMatchObject({
    b: "forced",
  });
});

test("given a default, when its type is a prefix of the task's type, then it applies", () => {
  expect(merged("{id: a, type: x.y.Write}", "{type: x.y, values: {b: 1}}")).toMatchObject({ b: 1 });
  expect(merged("{id: a, type: x.y.Write}", "{type: x.y.WriteMore, values: {b: 1}}")).not.toHaveProperty("b");
});

test("given mappings, lists and null, when merged, then mappings merge, lists join and null loses", () => {
  expect(
    merged(
      "{id: a, type: x.W, map: {own: 1, both: own}, list: [b, {k: 1}, c], null: ~}",
      "{type: x.W, values: {map: {both: default, more: 2}, list: [a, {k: 1}, b], null: kept}}",
    ),
  ).toMatchObject({
    map: { own: 1, both: "own", more: 2 },
    list: ["a", { k: 1 }, "b", "c"],
    null: "kept",
  });
});

test("given two defaults for one type, when merged, then the first wins, forced or not", () => {
  const two = ["{type: x.W, values: {b: first}}", "{type: x.W, values: {b: second, c: second}}"];
  expect(merged("{id: a, type: x.W}", ...two)).toMatchObject({ b: "first", c: "second" });
  expect(
    merged("{id: a, type: x.W}", ...two.map((entry) => entry.replace("{type", "{forced: true, type"))),
  ).toMatchObject({
    b: "first",
    c: "second",
  });
});

test("given defaults for two matching types, when merged, then the order of Java's hash map decides", () => {
  // Java: "x".hashCode() = 120, bucket 8; "x.W".hashCode() = 116833, spread 116832, bucket 0: "x.W" is applied first.
  const defaults = ["{type: x, values: {b: prefix}}", "{type: x.W, values: {b: exact}}"];
  expect(merged("{id: a, type: x.W}", ...defaults)).toMatchObject({ b: "exact" });
  // "y.A".hashCode() = 117772, spread 117773, bucket 13, after "y" (121, bucket 9): the prefix is applied first.
  const others = ["{type: y.A, values: {b: exact}}", "{type: y, values: {b: prefix}}"];
  expect(merged("{id: a, type: y.A}", ...others)).toMatchObject({ b: "prefix" });
});

test("given a default for an old type name, when a task has the old or the new name, then it applies", () => {
  const defaults = "{type: io.kestra.core.tasks.log.Log, values: {level: WARN}}";
  expect(merged("{id: a, type: io.kestra.plugin.core.log.Log}", defaults)).toMatchObject({ level: "WARN" });
  expect(merged("{id: a, type: io.kestra.core.tasks.log.Log}", defaults)).toMatchObject({ level: "WARN" });
});

test("given taskDefaults, the key before 0.17, when merged, then they apply", () => {
  const task = firstTask(["tasks: [{id: a, type: x.W}]", "taskDefaults: [{type: x.W, values: {b: 1}}]"]);
  expect(data(task.node)).toMatchObject({ b: 1 });
});

test("given a default, when merged, then it reaches nested tasks, triggers, task runners and asset entries", () => {
  const contents = read([
    "tasks:",
    "  - id: all",
    "    type: io.kestra.plugin.core.flow.Sequential",
    "    tasks:",
    "      - id: a",
    "        type: x.Write",
    "        taskRunner: {type: x.Docker}",
    "        assets:",
    "          outputs: [{id: t, type: x.Table}]",
    "triggers: [{id: s, type: x.Poll}]",
    "pluginDefaults: [{type: x, values: {d: 1}}]",
  ]);
  const [flow] = contents.flows;
  expect(data(flow?.branches[0]?.tasks[0]?.branches[0]?.tasks[0]?.node)).toEqual({
    d: 1,
    id: "a",
    type: "x.Write",
    taskRunner: { d: 1, type: "x.Docker" },
    assets: { outputs: [{ d: 1, id: "t", type: "x.Table" }] },
  });
  expect(data(flow?.triggers[0]?.node)).toEqual({ d: 1, id: "s", type: "x.Poll" });
});

test("given assets from a default, when merged, then each entry keeps the place where it is written", () => {
  const [flow] = read([
    "tasks:",
    "  - id: a",
    "    type: x.Write",
    "    assets:",
    "      outputs: [{id: own}]",
    "pluginDefaults:",
    "  - type: x.Write",
    "    values:",
    "      assets:",
    "        inputs: [{id: shared}]",
    "        outputs: [{id: default}]",
  ]).flows;
  const assets = get(flow?.branches[0]?.tasks[0]?.node, "assets");
  expect(data(assets)).toEqual({ inputs: [{ id: "shared" }], outputs: [{ id: "default" }, { id: "own" }] });
  const line = (node: YamlNode | undefined) => flow?.source.place(node?.span.start ?? 0).line;
  const outputs = get(assets, "outputs");
  const items = outputs?.kind === "list" ? outputs.items : [];
  expect([line(assets), line(get(assets, "inputs")), line(outputs), ...items.map(line)]).toEqual([
    7, 12, 7, 13, 7,
  ]);
});

test("given no matching default, when merged, then the task node is the object that was read", () => {
  const [flow] = read(["tasks: [{id: a, type: x.W}]", "pluginDefaults: [{type: z, values: {b: 1}}]"]).flows;
  const tasks = get(flow?.node, "tasks");
  expect(tasks?.kind === "list" && tasks.items[0] === flow?.branches[0]?.tasks[0]?.node).toBe(true);
});

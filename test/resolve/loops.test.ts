import { describe, expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

const forEach = (values: string, id: string) => `
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: ${values}
    tasks:
      - id: write
        type: io.kestra.plugin.core.log.Log
        assets:
          outputs:
            - id: "${id}"
              type: io.kestra.plugin.ee.assets.Table
`;

describe("ForEach", () => {
  test("given a list of values, when resolved, then there is one bundle for each item", () => {
    expect(bundles(forEach("[passenger_count, trip_distance]", "avg_{{ taskrun.value }}"))).toEqual([
      "-> avg_passenger_count",
      "-> avg_trip_distance",
    ]);
  });

  test("given a WorkingDirectory in the loop, when resolved, then its tasks have the item", () => {
    expect(
      bundles(`
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: [a, b]
    tasks:
      - id: folder
        type: io.kestra.plugin.core.flow.WorkingDirectory
        tasks:
          - id: write
            type: io.kestra.plugin.core.log.Log
            assets:
              outputs:
                - id: "t_{{ taskrun.value }}"
`),
    ).toEqual(["-> t_a", "-> t_b"]);
  });

  test("given a JSON text, when resolved, then its items are used without duplicates", () => {
    expect(bundles(forEach(`'["a", "b", "a"]'`, "t_{{ taskrun.value }}"))).toEqual(["-> t_a", "-> t_b"]);
  });

  test("given objects as items, when resolved, then they are JSON text", () => {
    expect(
      bundles(forEach(`'[{"name": "a"}, {"name": "b"}]'`, "t_{{ fromJson(taskrun.value).name }}")),
    ).toEqual(["-> t_a", "-> t_b"]);
  });

  test("given taskrun.iteration, when resolved, then it starts at 0", () => {
    expect(bundles(forEach("[a, b]", "t_{{ taskrun.iteration }}"))).toEqual(["-> t_0", "-> t_1"]);
  });

  test("given an id without the item, when resolved, then there is one bundle", () => {
    expect(bundles(forEach("[a, b]", "t"))).toEqual(["-> t"]);
  });

  test("given an empty list, when resolved, then the task is inert", () => {
    const flow = resolved(forEach("[]", "t"));
    expect(lines(flow)).toEqual([]);
    expect(flow.inert.map(({ task, reason }) => [task, reason])).toEqual([["write", "never"]]);
  });

  test("given values known only at run time, when resolved, then the id is a pattern and the loop a gap", () => {
    const flow = resolved(forEach('"{{ outputs.query.rows }}"', "t_{{ taskrun.value }}"));
    expect(lines(flow)).toEqual(["-> t_* (pattern)"]);
    expect(gaps(flow)).toEqual([
      'loop 7:13 unknown items of the loop "loop": the output of a task is known only at run time',
    ]);
  });

  test("given unknown values, when the id does not use the item, then it is exact", () => {
    const flow = resolved(forEach('"{{ outputs.query.rows }}"', "t"));
    expect(lines(flow)).toEqual(["-> t"]);
    expect(gaps(flow)).toEqual([]);
  });

  test("given values that fail, when resolved, then they are a gap", () => {
    const flow = resolved(forEach('"{{ inputs.missing }}"', "t"));
    expect(lines(flow)).toEqual([]);
    expect(flow.gaps.map(({ kind, place }) => [kind, place.line])).toEqual([["error", 7]]);
  });

  test("given a file of rows as values, when resolved, then the id is a pattern", () => {
    const flow = resolved(forEach('"kestra:///a.ion"', "t_{{ taskrun.value }}"));
    expect(lines(flow)).toEqual(["-> t_* (pattern)"]);
  });

  test("given an item with a hole, when resolved, then the id has the hole", () => {
    expect(bundles(forEach('["x-{{ execution.id }}", y]', "t_{{ taskrun.value }}"))).toEqual([
      "-> t_x-* (pattern)",
      "-> t_y",
    ]);
  });
});

test("given EachSequential and EachParallel, when resolved, then values are read from `value`", () => {
  const loop = (type: string) => `
tasks:
  - id: loop
    type: ${type}
    value: '["a", "b"]'
    tasks:
      - id: write
        type: t
        assets: { outputs: [{ id: "x_{{ taskrun.value }}" }] }
`;
  expect(bundles(loop("io.kestra.plugin.core.flow.EachSequential"))).toEqual(["-> x_a", "-> x_b"]);
  expect(bundles(loop("io.kestra.core.tasks.flows.EachParallel"))).toEqual(["-> x_a", "-> x_b"]);
});

describe("given a container in a ForEach", () => {
  const nested = (container: string, id: string) => `
tasks:
  - id: outer
    type: io.kestra.plugin.core.flow.ForEach
    values: [eu, us]
    tasks:
      - id: inner
        type: io.kestra.plugin.core.flow.${container}
        tasks:
          - id: write
            type: t
            assets: { outputs: [{ id: "x_{{ ${id} }}" }] }
`;
  test("when a task reads the parent's item, then it is the item of the loop", () => {
    expect(bundles(nested("Sequential", "parent.taskrun.value"))).toEqual(["-> x_eu", "-> x_us"]);
    expect(bundles(nested("Sequential", "parents[0].taskrun.value"))).toEqual(["-> x_eu", "-> x_us"]);
  });

  test("when a task reads taskrun.value, then it fails", () => {
    const flow = resolved(nested("Sequential", "taskrun.value"));
    expect(lines(flow)).toEqual([]);
    expect(flow.gaps.map(({ kind }) => kind)).toEqual(["error"]);
  });
});

test("given a ForEach in a ForEach, when resolved, then taskrun has the inner item and parent the outer", () => {
  expect(
    bundles(`
tasks:
  - id: a
    type: io.kestra.plugin.core.flow.ForEach
    values: [1, 2]
    tasks:
      - id: b
        type: io.kestra.plugin.core.flow.ForEach
        values: [x, y]
        tasks:
          - id: write
            type: t
            assets: { outputs: [{ id: "{{ parent.taskrun.value }}-{{ taskrun.value }}" }] }
`),
  ).toEqual(["-> 1-x", "-> 1-y", "-> 2-x", "-> 2-y"]);
});

test("given an If in a Sequential in a ForEach, when resolved, then the If is the first parent, without a value", () => {
  const flow = (id: string) => `
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: [a, b]
    tasks:
      - id: seq
        type: io.kestra.plugin.core.flow.Sequential
        tasks:
          - id: if
            type: io.kestra.plugin.core.flow.If
            condition: "{{ true }}"
            then:
              - id: write
                type: t
                assets: { outputs: [{ id: "x_{{ ${id} }}" }] }
`;
  expect(bundles(flow("parents[1].taskrun.value"))).toEqual(["-> x_a", "-> x_b"]);
  expect(resolved(flow("parent.taskrun.value")).gaps.map(({ kind }) => kind)).toEqual(["error"]);
});

describe("Loop", () => {
  const loop = (values: string, id: string) => `
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.Loop
    values: ${values}
    tasks:
      - id: seq
        type: io.kestra.plugin.core.flow.Sequential
        tasks:
          - id: write
            type: t
            assets: { outputs: [{ id: "${id}" }] }
`;
  test("given a task at any depth, when resolved, then it has item.value and item.index", () => {
    expect(bundles(loop("[a, b]", "x_{{ item.value }}_{{ item.index }}"))).toEqual(["-> x_a_0", "-> x_b_1"]);
  });

  test("given a mapping of values, when resolved, then the task has item.key", () => {
    expect(bundles(loop("{ raw: bronze, mart: gold }", "{{ item.key }}-{{ item.value }}"))).toEqual([
      "-> raw-bronze",
      "-> mart-gold",
    ]);
  });

  test("given values reversed in place, when resolved, then they have their original order (rendered twice)", () => {
    const reversed = (values: string) =>
      bundles(`
inputs:
  - { id: tags, type: ARRAY, itemType: STRING, defaults: [a, b, c] }
${loop(values, "{{ item.index }}_{{ item.value }}").replace(/^\n/, "")}`).map(
        (line) => /-> (\S+)/.exec(line)?.[1],
      );
    expect(reversed('"{{ inputs.tags | reverse }}"')).toEqual(["0_a", "1_b", "2_c"]);
    expect(reversed('"{{ inputs.tags }}"')).toEqual(["0_a", "1_b", "2_c"]);
  });

  test("given nested Loops, when resolved, then item.parent is the nearest and item.parents[0] the outermost", () => {
    expect(
      bundles(`
tasks:
  - id: a
    type: io.kestra.plugin.core.flow.Loop
    values: [A]
    tasks:
      - id: b
        type: io.kestra.plugin.core.flow.Loop
        values: [B]
        tasks:
          - id: c
            type: io.kestra.plugin.core.flow.Loop
            values: [C]
            tasks:
              - id: write
                type: t
                assets:
                  outputs:
                    - id: "{{ item.value }}-{{ item.parent.value }}-{{ item.parents[0].value }}-{{ item.parents[1].value }}"
`),
    ).toEqual(["-> C-B-A-B"]);
  });

  test("given values from the outer item, when resolved, then the inner loop uses them", () => {
    expect(
      bundles(`
tasks:
  - id: a
    type: io.kestra.plugin.core.flow.Loop
    values: ['["x", "y"]', '["z"]']
    tasks:
      - id: b
        type: io.kestra.plugin.core.flow.Loop
        values: "{{ item.value }}"
        tasks:
          - id: write
            type: t
            assets: { outputs: [{ id: "t_{{ item.value }}" }] }
`),
    ).toEqual(["-> t_x", "-> t_y", "-> t_z"]);
  });
});

test("given errors of a loop, when resolved, then they run once after a failure", () => {
  expect(
    bundles(`
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: [a, b]
    tasks:
      - id: work
        type: t
    errors:
      - id: note
        type: t
        assets: { outputs: [{ id: failures }] }
`),
  ).toEqual(["-> failures {branch: after a failure}"]);
});

test("given more items than allowed cases, when resolved, then the id is a pattern and the limit a gap", () => {
  const flow = resolved(forEach('"{{ range(1, 11) }}"', "t_{{ taskrun.value }}"), { maxCases: 10 });
  expect(lines(flow)).toEqual(["-> t_* (pattern)"]);
  expect(flow.gaps.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
    'bound: more than 10 cases: its ids become patterns ("maxCases" raises the limit)',
  ]);
});

describe("what encloses a task", () => {
  const inside = (loop: string, container: string, id: string) => `
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.${loop}
    values: [a]
    tasks:
      - id: inner
        type: io.kestra.plugin.core.flow.${container}
        tasks:
          - id: load
            type: t
            assets: { outputs: [{ id: "${id}" }] }
`;

  test("given a Sequential in a Loop, when resolved, then the Loop is no parent, as each iteration is an execution", () => {
    const flow = inside("Loop", "Sequential", "{{ parent.task.id }}-{{ parents | length }}");
    expect(bundles(flow)).toEqual(["-> inner-1"]);
  });

  test("given a WorkingDirectory in a ForEach, when resolved, then it is no parent and hands its item on", () => {
    const flow = inside("ForEach", "WorkingDirectory", "{{ taskrun.value }}-{{ parents | length }}");
    expect(bundles(flow)).toEqual(["-> a-0"]);
  });

  test("given a WorkingDirectory in a ForEach, when its tasks read the iteration, then there is none", () => {
    const flow = inside(
      "ForEach",
      "WorkingDirectory",
      "{{ taskrun.value }}-{{ taskrun.iteration ?? 'none' }}",
    );
    expect(bundles(flow)).toEqual(["-> a-none"]);
  });
});

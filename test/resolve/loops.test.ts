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
  test("gives one bundle an item", () => {
    expect(bundles(forEach("[passenger_count, trip_distance]", "avg_{{ taskrun.value }}"))).toEqual([
      "-> avg_passenger_count",
      "-> avg_trip_distance",
    ]);
  });

  test("hands its item on through a WorkingDirectory", () => {
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

  test("takes a JSON text, and drops duplicates", () => {
    expect(bundles(forEach(`'["a", "b", "a"]'`, "t_{{ taskrun.value }}"))).toEqual(["-> t_a", "-> t_b"]);
  });

  test("gives objects as JSON text", () => {
    expect(
      bundles(forEach(`'[{"name": "a"}, {"name": "b"}]'`, "t_{{ fromJson(taskrun.value).name }}")),
    ).toEqual(["-> t_a", "-> t_b"]);
  });

  test("counts from 0", () => {
    expect(bundles(forEach("[a, b]", "t_{{ taskrun.iteration }}"))).toEqual(["-> t_0", "-> t_1"]);
  });

  test("gives one bundle when the id does not use the item", () => {
    expect(bundles(forEach("[a, b]", "t"))).toEqual(["-> t"]);
  });

  test("over nothing emits nothing", () => {
    const flow = resolved(forEach("[]", "t"));
    expect(lines(flow)).toEqual([]);
    expect(flow.inert.map(({ task, reason }) => [task, reason])).toEqual([["write", "never"]]);
  });

  test("with values that only a run knows gives a pattern and a gap", () => {
    const flow = resolved(forEach('"{{ outputs.query.rows }}"', "t_{{ taskrun.value }}"));
    expect(lines(flow)).toEqual(["-> t_* (pattern)"]);
    expect(gaps(flow)).toEqual([
      'loop 7:13 unknown items of the loop "loop": the output of a task is known only at run time',
    ]);
  });

  test("with unknown values leaves an id alone that does not use the item", () => {
    const flow = resolved(forEach('"{{ outputs.query.rows }}"', "t"));
    expect(lines(flow)).toEqual(["-> t"]);
    expect(gaps(flow)).toEqual([]);
  });

  test("with values that fail for certain is a gap", () => {
    const flow = resolved(forEach('"{{ inputs.missing }}"', "t"));
    expect(lines(flow)).toEqual([]);
    expect(flow.gaps.map(({ kind, place }) => [kind, place.line])).toEqual([["error", 7]]);
  });

  test("over the rows of a file is not known", () => {
    const flow = resolved(forEach('"kestra:///a.ion"', "t_{{ taskrun.value }}"));
    expect(lines(flow)).toEqual(["-> t_* (pattern)"]);
  });

  test("keeps holes of an item", () => {
    expect(bundles(forEach('["x-{{ execution.id }}", y]', "t_{{ taskrun.value }}"))).toEqual([
      "-> t_x-* (pattern)",
      "-> t_y",
    ]);
  });
});

test("EachSequential and EachParallel name their values `value`", () => {
  const each = (type: string) => `
tasks:
  - id: loop
    type: ${type}
    value: '["a", "b"]'
    tasks:
      - id: write
        type: t
        assets: { outputs: [{ id: "x_{{ taskrun.value }}" }] }
`;
  expect(bundles(each("io.kestra.plugin.core.flow.EachSequential"))).toEqual(["-> x_a", "-> x_b"]);
  expect(bundles(each("io.kestra.core.tasks.flows.EachParallel"))).toEqual(["-> x_a", "-> x_b"]);
});

describe("inside a container in a ForEach the item is the parent's", () => {
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
  test("parent.taskrun.value", () => {
    expect(bundles(nested("Sequential", "parent.taskrun.value"))).toEqual(["-> x_eu", "-> x_us"]);
    expect(bundles(nested("Sequential", "parents[0].taskrun.value"))).toEqual(["-> x_eu", "-> x_us"]);
  });

  test("and taskrun.value fails", () => {
    const flow = resolved(nested("Sequential", "taskrun.value"));
    expect(lines(flow)).toEqual([]);
    expect(flow.gaps.map(({ kind }) => kind)).toEqual(["error"]);
  });
});

test("in a ForEach in a ForEach, taskrun.value is the inner item and parent's the outer", () => {
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

test("ForEach > Sequential > If > task: the If stands first among the parents, without a value", () => {
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
  test("gives item.value at any depth", () => {
    expect(bundles(loop("[a, b]", "x_{{ item.value }}_{{ item.index }}"))).toEqual(["-> x_a_0", "-> x_b_1"]);
  });

  test("over a mapping gives item.key", () => {
    expect(bundles(loop("{ raw: bronze, mart: gold }", "{{ item.key }}-{{ item.value }}"))).toEqual([
      "-> raw-bronze",
      "-> mart-gold",
    ]);
  });

  test("renders its values twice, so that a list reversed in place is as it was", () => {
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

  test("in a Loop: item.parent is the nearest, item.parents[0] the outermost", () => {
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

  test("can take its values from the outer item", () => {
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

test("a loop's `errors` see no item and run after a failure", () => {
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

test("more items than cases are allowed become a pattern, and a gap says so", () => {
  const flow = resolved(forEach('"{{ range(1, 11) }}"', "t_{{ taskrun.value }}"), { maxCases: 10 });
  expect(lines(flow)).toEqual(["-> t_* (pattern)"]);
  expect(flow.gaps.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
    'bound: more than 10 cases: its ids become patterns ("maxCases" raises the limit)',
  ]);
});

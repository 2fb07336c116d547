import { describe, expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { bundles, resolved } from "./resolved.ts";

/* Values: kestra-io/kestra's PluginDefaultService and Property.PropertyDeserializer on SnakeYAML's implicit types. */

const VALUES: readonly (readonly [written: string, text: string])[] = [
  ["2024_01", "202401"],
  ["1.10", "1.1"],
  ["010", "8"],
  ["0x1F", "31"],
  ["0x1E", "30"],
  ["0b11", "3"],
  ["no", "false"],
  ["Off", "false"],
  ["YES", "true"],
  ["1e3", "1000.0"],
  ["1.0", "1.0"],
  ["+7", "7"],
  ["12345678901234567890", "12345678901234567890"],
  [".inf", "Infinity"],
  ["y", "y"],
  ["n", "n"],
  ["1:30", "1:30"],
  ["2024-01-05", "2024-01-05"],
  ["0o17", "0o17"],
  ['"010"', "010"],
];

const WRITES = (id: string) => `tasks:
  - id: t
    type: a.Task
    assets:
      outputs:
        - {id: ${id}}`;

describe.each(VALUES)("given the plain scalar %s", (written, text) => {
  test("when it is an asset id, then the id is its value in Java's notation", () => {
    expect(
      bundles(WRITES(`"p-{{ vars.x }}"`).replace("tasks:", `variables: {x: ${written}}\ntasks:`)),
    ).toEqual([`-> p-${text}`]);
    expect(bundles(WRITES(written))).toEqual([`-> ${text}`]);
  });

  test("when it is the default of a STRING, then the value has the same text", () => {
    const body = `inputs: [{id: x, type: STRING, defaults: ${written}}]\n${WRITES('"p-{{ inputs.x }}"')}`;
    expect(bundles(body)).toEqual([`-> p-${text} (default) {inputs.x = ${text} (default)}`]);
  });

  test("when it is a value of a SELECT, then the option has the same text", () => {
    const body = `inputs: [{id: x, type: SELECT, values: [${written}, gold]}]\n${WRITES('"p-{{ inputs.x }}"')}`;
    expect(bundles(body)).toEqual([
      `-> p-${text} (choice) {inputs.x = ${text} (choice)}`,
      "-> p-gold (choice) {inputs.x = gold (choice)}",
    ]);
  });

  test("when it is a label, then the label has the same text", () => {
    const body = `labels: {x: ${written}}\n${WRITES('"p-{{ labels.x }}"')}`;
    expect(bundles(body)).toEqual([`-> p-${text} (default) {labels.x = ${text} (default)}`]);
  });

  test("when it is the format of a Return, then the output has the same text", () => {
    const first = `tasks:
  - {id: r, type: io.kestra.plugin.core.debug.Return, format: ${written}}`;
    const body = WRITES('"p-{{ outputs.r.value }}"').replace("tasks:", first);
    expect(bundles(body)).toEqual([`-> p-${text}`]);
  });
});

test.each([
  ["2024_01", "202401"],
  ["1.10", "1.1"],
  ["no", "false"],
  ["1e3", "1000.0"],
])(
  "given a flow, a task, a trigger and an input with the id %s, when read, then each is %s",
  (written, text) => {
    const { flows } = readFlowText(
      sourceText(
        "flow.yaml",
        `id: ${written}
namespace: company
inputs: [{id: ${written}, type: STRING, defaults: v}]
tasks:
  - {id: ${written}, type: a.Task}
triggers:
  - {id: ${written}, type: a.Trigger}`,
      ),
    );
    expect(
      flows.map(({ id, branches, triggers }) => [id.value, branches[0]?.tasks[0]?.id, triggers[0]?.id]),
    ).toEqual([[text, text, text]]);
  },
);

const TRUE = ["yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"];
const FALSE = ["no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"];
const TEXT = ["y", "Y", "n", "N", "yEs", "oN", "1:30", "10:30:00", "2024-01-05", "2024-01-05T10:20:30Z"];

test.each([
  ...TRUE.map((written) => [written, "true"]),
  ...FALSE.map((written) => [written, "false"]),
  ...TEXT.map((written) => [written, written]),
])("given the plain scalar %s, when resolved, then it is the text %s", (written, text) => {
  const body = WRITES('"{{ vars.x }}"').replace("tasks:", `variables: {x: ${written}}\ntasks:`);
  const [bundle] = resolved(body).bundles;
  const invalid = resolved(body).gaps.map(({ message }) => message.split('"')[1]);
  expect(bundle?.outputs[0]?.id ?? invalid[0]).toBe(text);
});

test.each([
  ["runIf: no", []],
  ["runIf: off", []],
  ["runIf: 0x0", []],
  ["runIf: on", ["-> a"]],
])("given %s, when resolved, then the condition is the value", (condition, expected) => {
  const body = `tasks:
  - id: t
    type: a.Task
    ${condition}
    assets: {outputs: [{id: a}]}`;
  expect(bundles(body)).toEqual(expected);
});

test("given other fields of an entry as plain scalars, when resolved, then they are texts of their values", () => {
  const { bundles: found } = resolved(`tasks:
  - id: t
    type: a.Task
    assets:
      outputs:
        - {id: a, type: 1.10, namespace: 0x1F, displayName: yes, description: 1e3, metadata: {rows: 010}}`);
  expect(found[0]?.outputs[0]?.claim).toEqual({
    type: "1.1",
    namespace: "31",
    displayName: "true",
    description: "1000.0",
    metadata: { rows: 8 },
  });
});

test("given a list as JSON text, when resolved, then a number in it keeps its digits", () => {
  const json = `tasks: [{id: t, type: a.Task, assets: {outputs: '[{"id": 1.0}, {"id": 12345678901234567}]'}}]`;
  expect(bundles(json)).toEqual(["-> 1.0, 12345678901234567"]);
});

test("given numbers as loop items, when resolved, then each is its value", () => {
  const body = `tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: [1.50, 1e3, 0x1E, 1_000]
    tasks:
      - {id: t, type: a.Task, assets: {outputs: [{id: "p-{{ item.value }}"}]}}`;
  expect(bundles(body)).toEqual(["-> p-1.5", "-> p-1000.0", "-> p-30", "-> p-1000"]);
});

test("given a hexadecimal number with an E, when compared, then it is an integer", () => {
  const body = `variables: {x: 0x1E}
tasks:
  - id: t
    type: a.Task
    assets: {outputs: [{id: "{{ vars.x == 30 ? 'same' : 'other' }}"}]}`;
  expect(bundles(body)).toEqual(["-> same"]);
});

describe("given an entry without a value in a mapping of the flow", () => {
  const reads = (more: string, id: string) =>
    `${more}\ntasks:\n  - {id: t, type: a.Task, assets: {outputs: [{id: "${id}"}]}}\n`;

  test("when it is in a variable, then the variable has no such entry", () => {
    const variables =
      "variables: {map: {k: v, none: null, deep: {n: ~, x: 1}}, list: [a, {q: null}], top: null}";
    expect(
      bundles(
        reads(
          variables,
          "{{ vars.map | length }}-{{ vars.map.deep | length }}-{{ vars.list | length }}-{{ vars.list[1] | length }}-{{ vars | length }}",
        ),
      ),
    ).toEqual(["-> 2-1-2-0-2"]);
  });

  test("when it is in the default of an input, then the value has no such entry, but JSON text does", () => {
    const inputs = `inputs:
  - {id: j, type: JSON, defaults: {a: null, b: 1}}
  - {id: k, type: JSON, defaults: '{"a": null, "b": 1}'}
  - {id: l, type: ARRAY, itemType: JSON, defaults: [{a: null, b: 1}]}`;
    const [first] = resolved(
      reads(inputs, "n{{ inputs.j | length }}{{ inputs.k | length }}{{ inputs.l[0] | length }}"),
    ).bundles;
    expect(first?.outputs[0]?.id).toBe("n121");
  });

  test("when it is in the values of a Loop, then it is no item", () => {
    const body = `tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: {a: null, b: x}
    tasks:
      - {id: t, type: a.Task, assets: {outputs: [{id: "{{ item.key }}-{{ item.value }}"}]}}`;
    expect(bundles(body)).toEqual(["-> b-x"]);
  });
});

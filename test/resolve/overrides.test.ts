import { expect, test } from "vitest";
import { bundles, lines, resolved } from "./resolved.ts";

const write = (id: string, rest = "") =>
  `{ id: write, type: t${rest}, assets: { inputs: [{ id: source }], outputs: [{ id: "${id}" }] } }`;

test("what need not change keeps its default", () => {
  expect(
    bundles(`
inputs:
  - { id: mode, type: STRING, defaults: full }
  - { id: region, type: STRING, defaults: eu }
  - { id: table, type: STRING, defaults: contacts }
tasks:
  - id: outer
    type: io.kestra.plugin.core.flow.If
    condition: "{{ inputs.mode == 'full' }}"
    then:
      - ${write("{{ inputs.mode }}-{{ inputs.table }}", `, runIf: "{{ inputs.region == 'us' }}"`)}
`),
  ).toEqual([
    "source (choice) -> full-contacts (choice) {inputs.mode = full (default)} {inputs.region other than eu (override)} {inputs.table = contacts (default)} {branch: {{ inputs.region == 'us' }}}",
  ]);
});

test("either of two may change", () => {
  expect(
    bundles(`
inputs:
  - { id: a, type: STRING, defaults: "no" }
  - { id: b, type: STRING, defaults: "no" }
tasks:
  - ${write("t", `, runIf: "{{ inputs.a == 'yes' or inputs.b == 'yes' }}"`)}
`),
  ).toEqual([
    "source (choice) -> t (choice) {inputs.a = no (default)} {inputs.b other than no (override)} {branch: {{ inputs.a == 'yes' or inputs.b == 'yes' }}}",
    "source (choice) -> t (choice) {inputs.a other than no (override)} {inputs.b = no (default)} {branch: {{ inputs.a == 'yes' or inputs.b == 'yes' }}}",
  ]);
});

test("a label can be overridden too", () => {
  expect(
    bundles(`
labels: { env: dev }
tasks:
  - ${write("t", `, runIf: "{{ labels.env == 'prod' }}"`)}
`),
  ).toEqual([
    "source (choice) -> t (choice) {labels.env other than dev (override)} {branch: {{ labels.env == 'prod' }}}",
  ]);
});

test("a SELECT has no other values, unless it allows them", () => {
  const flow = (more: string) =>
    resolved(`
inputs:
  - { id: env, type: SELECT, values: [dev, prod], defaults: dev${more} }
tasks:
  - ${write("t", `, runIf: "{{ inputs.env == 'qa' }}"`)}
`);
  expect(flow("").inert.map(({ reason }) => reason)).toEqual(["never"]);
  expect(lines(flow(", allowCustomValue: true"))).toEqual([
    "source (choice) -> t (choice) {inputs.env is another value (choice)} {branch: {{ inputs.env == 'qa' }}}",
  ]);
});

test("an empty default hides a loop's tasks until it is overridden", () => {
  expect(
    bundles(`
inputs:
  - { id: list, type: ARRAY, itemType: STRING, defaults: [] }
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: "{{ inputs.list }}"
    tasks:
      - ${write("x-{{ item.value }}")}
`),
  ).toEqual(["source (choice) -> x-* (pattern) {inputs.list other than [] (override)}"]);
});

test.each(["disabled: true", 'disabled: "true"', "runIf: false", 'runIf: "false"', 'runIf: ""', 'when: "0"'])(
  "%s is off for good",
  (off) => {
    expect(bundles(`\ntasks:\n  - ${write("t", `, ${off}`)}\n`)).toEqual([]);
  },
);

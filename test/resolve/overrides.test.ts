import { expect, test } from "vitest";
import { bundles, lines, resolved } from "./resolved.ts";

const write = (id: string, rest = "") =>
  `{ id: write, type: t${rest}, assets: { inputs: [{ id: source }], outputs: [{ id: "${id}" }] } }`;

test("given several inputs with defaults, when a condition needs one changed, then the others keep theirs", () => {
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

test("given a condition that either of two inputs can meet, when resolved, then each is a case", () => {
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

test("given a condition on a label, when resolved, then the label is overridden", () => {
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

test("given a SELECT, when a condition needs another value, then only allowCustomValue permits it", () => {
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

test("given a loop over an empty default, when resolved, then its tasks have an override", () => {
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
  "given %s, when resolved, then the task is never reached",
  (off) => {
    expect(bundles(`\ntasks:\n  - ${write("t", `, ${off}`)}\n`)).toEqual([]);
  },
);

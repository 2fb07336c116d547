import { expect, test } from "vitest";
import { bundles } from "./resolved.ts";

const over = (values: string, teams: string, inside: string) => `
inputs:
  - { id: teams, type: MULTISELECT, ${teams} }
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: "${values}"
    tasks:
      - ${inside}
`;
const write = (id: string) => `{ id: write, type: t, assets: { outputs: [{ id: "${id}" }] } }`;

test.each([
  "{{ inputs.teams }}",
  "{{ inputs['teams'] }}",
  "{{ inputs.teams | jq('.[]') }}",
  "{{ inputs.teams | toJson }}",
])("given a loop over %s, when resolved, then each of ten options is one case", (values) => {
  const options = "values: [A, B, C, D, E, F, G, H, I, J]";
  expect(bundles(over(values, options, write("x-{{ item.value }}")))).toEqual(
    [..."ABCDEFGHIJ"].map((team) => `-> x-${team} (choice) {inputs.teams includes ${team} (choice)}`),
  );
});

test("given two nested loops over one input, when resolved, then every pair of options is a case", () => {
  const inner = `id: again
        type: io.kestra.plugin.core.flow.Loop
        values: "{{ inputs.teams }}"
        tasks: [${write("{{ item.parent.value }}-{{ item.value }}")}]`;
  expect(bundles(over("{{ inputs.teams }}", "values: [A, B]", inner))).toEqual([
    "-> A-A (choice) {inputs.teams includes A (choice)}",
    "-> A-B (choice) {inputs.teams includes A (choice)} {inputs.teams includes B (choice)}",
    "-> B-A (choice) {inputs.teams includes B (choice)} {inputs.teams includes A (choice)}",
    "-> B-B (choice) {inputs.teams includes B (choice)}",
  ]);
});

test("given item.index, when resolved, then it is known for a default and unknown for one of several options", () => {
  const options = "values: [A, B], autoSelectFirst: true";
  expect(bundles(over("{{ inputs.teams }}", options, write("x-{{ item.value }}-{{ item.index }}")))).toEqual([
    '-> x-A-0 (default) {inputs.teams = ["A"] (default)}',
    "-> x-B-* (pattern) {inputs.teams includes B (choice)}",
  ]);
});

test("given a condition on the whole list around the loop, when resolved, then the cases are its subsets", () => {
  expect(
    bundles(`
inputs:
  - { id: teams, type: MULTISELECT, values: [A, B] }
tasks:
  - id: if
    type: io.kestra.plugin.core.flow.If
    condition: "{{ inputs.teams contains 'A' }}"
    then:
      - id: each
        type: io.kestra.plugin.core.flow.Loop
        values: "{{ inputs.teams }}"
        tasks: [${write("x-{{ item.value }}")}]
`),
  ).toEqual([
    '-> x-A (choice) {inputs.teams = ["A"] (choice)}',
    '-> x-A (choice) {inputs.teams = ["A","B"] (choice)}',
    '-> x-B (choice) {inputs.teams = ["A","B"] (choice)}',
  ]);
});

test("given a condition on the whole list inside the loop, when resolved, then it is a branch assumption", () => {
  const inside = `{ id: write, type: t, when: "{{ inputs.teams contains 'B' }}", assets: { outputs: [{ id: "x-{{ item.value }}" }] } }`;
  expect(bundles(over("{{ inputs.teams }}", "values: [A, B]", inside))).toEqual([
    "-> x-A (choice) {inputs.teams includes A (choice)} {branch: {{ inputs.teams contains 'B' }}}",
    "-> x-B (choice) {inputs.teams includes B (choice)} {branch: {{ inputs.teams contains 'B' }}}",
  ]);
});

test("given options from an expression, when resolved, then each is a case", () => {
  expect(
    bundles(over("{{ inputs.teams }}", `expression: "{{ ['A', 'B'] }}"`, write("x-{{ item.value }}"))),
  ).toEqual([
    "-> x-A (choice) {inputs.teams includes A (choice)}",
    "-> x-B (choice) {inputs.teams includes B (choice)}",
  ]);
});

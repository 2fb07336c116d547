import { expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

/** A flow with these inputs that writes `x-{{ inputs.c ?? 'none' }}`. */
const withInputs = (inputs: string) => `
inputs:${inputs}
tasks:
  - { id: write, type: t, assets: { outputs: [{ id: "x-{{ inputs.c ?? 'none' }}" }] } }
`;

test("given a disabled input, when another depends on it, then that is disabled and keeps a plain default", () => {
  expect(
    bundles(
      withInputs(`
  - { id: a, type: BOOL, defaults: true }
  - { id: b, type: STRING, defaults: bb, dependsOn: { inputs: [a], condition: "{{ inputs.a == false }}" } }
  - { id: c, type: STRING, defaults: cc, dependsOn: { inputs: [b] } }`),
    ),
  ).toEqual([
    "-> x-cc (default) {inputs.a = true (default)}",
    "-> x-cc (choice) {inputs.a = false (choice)} {inputs.b = bb (default)} {inputs.c = cc (default)}",
  ]);
});

test("given an input that is not set, when another depends on it, then that keeps its plain default", () => {
  expect(
    bundles(
      withInputs(`
  - { id: a, type: SELECT, values: [p], required: false }
  - { id: c, type: STRING, defaults: cc, dependsOn: { inputs: [a] } }`),
    ),
  ).toEqual([
    "-> x-cc (choice) {inputs.a = p (choice)} {inputs.c = cc (default)}",
    "-> x-cc (choice) {inputs.a is not set (choice)}",
  ]);
});

test("given an input that may not exist, when resolved, then both are cases unless its default is the same", () => {
  const flowWithInput = (input: string) =>
    withInputs(`
  - { id: a, type: STRING, required: false }
  - { id: c, ${input}, dependsOn: { inputs: [a] } }`);
  expect(bundles(flowWithInput("type: SELECT, values: [p, q]"))).toEqual([
    "-> x-p (choice) {inputs.c = p (choice)}",
    "-> x-q (choice) {inputs.c = q (choice)}",
    "-> x-none (choice) {inputs.c is not set (choice)}",
  ]);
  expect(bundles(flowWithInput("type: STRING, defaults: cc"))).toEqual([
    "-> x-cc (default) {inputs.c = cc (default)}",
  ]);
});

test("given a chain of conditions, when resolved, then each case has the inputs that exist in it", () => {
  expect(
    bundles(
      withInputs(`
  - { id: a, type: BOOL, defaults: true }
  - { id: b, type: SELECT, values: [u, v], defaults: u, dependsOn: { inputs: [a], condition: "{{ inputs.a }}" } }
  - { id: c, type: STRING, defaults: "c-{{ inputs.b }}", dependsOn: { inputs: [b], condition: "{{ inputs.b == 'v' }}" } }`),
    ),
  ).toEqual([
    "-> x-none (default) {inputs.a = true (default)} {inputs.b = u (default)}",
    "-> x-c-v (choice) {inputs.a = true (default)} {inputs.b = v (choice)} {inputs.c = c-v (default)}",
    "-> x-none (choice) {inputs.a = false (choice)}",
  ]);
});

test("given defaults that refer to each other, when resolved, then they are unknown", () => {
  expect(
    bundles(
      withInputs(`
  - { id: b, type: STRING, defaults: "{{ inputs.c }}", dependsOn: { inputs: [c] } }
  - { id: c, type: STRING, defaults: "{{ inputs.b }}", dependsOn: { inputs: [b] } }`),
    ),
  ).toEqual(["-> x-* (pattern)"]);
});

test("given a default with an input that dependsOn does not name, when resolved, then it is unknown", () => {
  expect(
    bundles(
      withInputs(`
  - { id: a, type: STRING, defaults: aa }
  - { id: c, type: STRING, defaults: "{{ inputs.a }}" }`),
    ),
  ).toEqual(["-> x-* (pattern)"]);
});

test("given options that depend on another input, when resolved, then each case has its options", () => {
  expect(
    bundles(
      withInputs(`
  - { id: a, type: SELECT, values: [p, q] }
  - { id: c, type: SELECT, expression: "{{ inputs.a == 'p' ? ['p1', 'p2'] : ['q1'] }}", dependsOn: { inputs: [a] } }`),
    ),
  ).toEqual([
    "-> x-p1 (choice) {inputs.a = p (choice)} {inputs.c = p1 (choice)}",
    "-> x-p2 (choice) {inputs.a = p (choice)} {inputs.c = p2 (choice)}",
    "-> x-q1 (choice) {inputs.a = q (choice)}",
  ]);
});

test("given children of a FORM, when the FORM is disabled, then they keep their defaults", () => {
  expect(
    bundles(`
inputs:
  - { id: more, type: BOOL, defaults: false }
  - id: form
    type: FORM
    dependsOn: { inputs: [more], condition: "{{ inputs.more }}" }
    inputs:
      - { id: name, type: STRING, defaults: z }
tasks:
  - { id: write, type: t, assets: { outputs: [{ id: "x-{{ inputs.form.name ?? 'none' }}" }] } }
`),
  ).toEqual([
    "-> x-z (default) {inputs.more = false (default)}",
    "-> x-z (choice) {inputs.more = true (choice)} {inputs.form.name = z (default)}",
  ]);
});

test("given inputs with dotted ids, when resolved, then they are nested", () => {
  expect(
    bundles(`
inputs:
  - { id: db.name, type: STRING, defaults: one }
  - { id: db.port, type: INT, defaults: 5 }
tasks:
  - { id: write, type: t, assets: { outputs: [{ id: "{{ inputs.db.name }}-{{ inputs.db.port }}" }] } }
`),
  ).toEqual(["-> one-5 (default) {inputs.db.name = one (default)} {inputs.db.port = 5 (default)}"]);
});

test("given names of object prototypes, when resolved, then they are ordinary names", () => {
  expect(
    bundles(`
inputs:
  - { id: constructor, type: STRING, defaults: a }
  - { id: __proto__, type: STRING, defaults: b }
variables: { __proto__: c, toString: d }
labels: { constructor: e }
tasks:
  - id: write
    type: t
    assets:
      outputs:
        - { id: "{{ inputs.constructor }}{{ inputs.__proto__ }}{{ vars.__proto__ }}{{ vars.toString }}{{ labels.constructor }}" }
        - { id: "x-{{ inputs.hasOwnProperty ?? 'none' }}-{{ vars.valueOf ?? 'none' }}" }
`),
  ).toEqual([
    "-> abcde (default), x-none-none {inputs.constructor = a (default)} {inputs.__proto__ = b (default)} {labels.constructor = e (default)}",
  ]);
});

test("given two inputs with one id, when resolved, then the first counts", () => {
  expect(
    bundles(`
inputs:
  - { id: a, type: STRING, defaults: one }
  - { id: a, type: STRING, defaults: two }
tasks:
  - { id: write, type: t, assets: { outputs: [{ id: "x-{{ inputs.a }}" }] } }
`),
  ).toEqual(["-> x-one (default) {inputs.a = one (default)}"]);
});

test("given a gap in some cases only, when resolved, then it states these cases", () => {
  const flow = resolved(`
inputs:
  - { id: teams, type: MULTISELECT, values: [A], required: false }
  - { id: env, type: SELECT, values: [dev, a b] }
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: "{{ inputs.teams }}"
    tasks:
      - { id: write, type: t, assets: { outputs: [{ id: "x-{{ item.value }}" }] } }
  - { id: plain, type: t, assets: { outputs: [{ id: "x-{{ inputs.env }}" }] } }
`);
  expect(lines(flow)).toEqual([
    "-> x-A (choice) {inputs.teams includes A (choice)}",
    "-> x-dev (choice) {inputs.env = dev (choice)}",
  ]);
  expect(gaps(flow)).toEqual([
    'error 10:13 the loop "each" fails: loop values must be a JSON array or object, not "" (when inputs.teams is not set)',
    'invalid 13:53 "x-a b" is not a valid asset id: an id starts with a letter or digit and contains only letters, digits, ".", "_", ":" and "-" (when inputs.env is "a b")',
  ]);
});

import { expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

const writes = (id: string, more = "") =>
  `tasks:\n  - { id: t, type: a.Task, ${more}assets: { inputs: [{ id: in }], outputs: [{ id: "${id}" }] } }\n`;

/* In 1.x `??` binds tighter than `~`. */
const DIFFERS = "{{ flow.id ?? 'a' ~ '-b' }}";

test("given a flow for both lines and an id that differs, when resolved, then both values are cases", () => {
  expect(bundles(writes(DIFFERS))).toEqual([
    "in (choice) -> f (choice) {Kestra = 2.0 (choice)}",
    "in (choice) -> f-b (choice) {Kestra = 1.x (choice)}",
  ]);
});

test("given a failure on one line only, when resolved, then the gap names the line", () => {
  const flow = resolved(writes("x{{ (nothing < 1) ?? 'd' }}"));
  expect(lines(flow)).toEqual([
    "in (choice) -> xd (choice) {Kestra = 2.0 (choice)}",
    "in (choice) ->  {Kestra = 1.x (choice)}",
  ]);
  expect(gaps(flow)).toEqual([
    'error 4:82 the outputs are dropped because an expression fails: the variable "nothing" is not defined (in Kestra 1.x)',
  ]);
});

test("given the same value on both lines, when resolved, then there is no assumption", () => {
  expect(bundles(writes("{{ flow.id | upper }}"))).toEqual(["in -> F"]);
});

test.each([
  ["1.x", "in -> f-b"],
  ["2.0", "in -> f"],
] as const)("given the line %s, when resolved, then only its value is a case", (line, expected) => {
  expect(bundles(writes(DIFFERS), { line })).toEqual([expected]);
});

test.each([
  ["when: 'true', ", "in -> f"],
  ["runIf: 'true', ", "in -> f-b"],
  ["message: \"{{ 'a' | regexReplace('a', 'b') }}\", ", "in -> f"],
  ['message: "{{ inputs | json }}", ', "in -> f-b"],
])(
  "given the syntax of one line (%s), when resolved, then only that line's value is a case",
  (syntax, expected) => {
    expect(bundles(writes(DIFFERS, syntax))).toEqual([expected]);
  },
);

const withKey = `tasks:
  - id: t
    type: a.Task
    assets:
      inputs: [{ id: in, metadata: { a: b } }, { id: other }]
      outputs: [{ id: out }]
`;

test("given an unknown key in an input, when resolved, then 1.x drops the list and 2.0 ignores the key", () => {
  const old = resolved(withKey, { line: "1.x" });
  expect(lines(old)).toEqual(["-> out"]);
  expect(gaps(old)).toEqual([
    'invalid 7:26 unknown key "metadata" in an entry of "inputs"; Kestra drops all inputs of the task',
  ]);
  const current = resolved(withKey, { line: "2.0" });
  expect(lines(current)).toEqual(["in, other -> out"]);
  expect(gaps(current)).toEqual([]);
});

test("given an unknown key in an input of a flow for both lines, when resolved, then both are cases", () => {
  expect(bundles(withKey)).toEqual([
    "in (choice), other (choice) -> out (choice) {Kestra = 2.0 (choice)}",
    "-> out (choice) {Kestra = 1.x (choice)}",
  ]);
});

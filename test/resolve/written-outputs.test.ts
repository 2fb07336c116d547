import { expect, test } from "vitest";
import { bundles } from "./resolved.ts";

const RETURN = "io.kestra.plugin.core.debug.Return";
const returnTask = (id: string, format: string) => `{ id: ${id}, type: ${RETURN}, format: "${format}" }`;
const write = (id: string) => `{ id: write, type: t, assets: { outputs: [{ id: "${id}" }] } }`;

test("given OutputValues, when read, then texts are rendered and other values are as written", () => {
  expect(
    bundles(`
tasks:
  - id: o
    type: io.kestra.plugin.core.output.OutputValues
    values: { text: "{{ flow.id }}", number: 5, list: [1, "{{ flow.namespace }}"], run: "{{ execution.id }}" }
  - ${write("{{ outputs.o.values.text }}-{{ outputs.o.values.number }}-{{ outputs.o.values.list[1] }}-{{ outputs.o.values.run }}")}
`),
  ).toEqual(["-> f-5-company-* (pattern)"]);
});

test("given a task id with a dash, when read by subscript, then its output is known", () => {
  expect(
    bundles(`\ntasks:\n  - ${returnTask("my-r", "a")}\n  - ${write("x-{{ outputs['my-r'].value }}")}\n`),
  ).toEqual(["-> x-a"]);
});

test("given a task earlier in the same branch, when its output is read, then it is known", () => {
  expect(
    bundles(`
tasks:
  - id: if
    type: io.kestra.plugin.core.flow.If
    condition: "{{ outputs.ask.code }}"
    then:
      - ${returnTask("r", "a")}
      - ${write("x-{{ outputs.r.value }}")}
`),
  ).toEqual(["-> x-a {branch: {{ outputs.ask.code }}}"]);
});

test("given a Return in a Loop, when its output is read, then it is known for each item", () => {
  expect(
    bundles(`
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: [a, b]
    tasks:
      - ${returnTask("r", "v-{{ item.value }}")}
      - ${write("x-{{ outputs.r.value }}")}
`),
  ).toEqual(["-> x-v-a", "-> x-v-b"]);
});

test("given a Return in a ForEach, when its output is read, then it is unknown; one before the loop is known", () => {
  expect(
    bundles(`
tasks:
  - ${returnTask("before", "a")}
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: [a, b]
    tasks:
      - ${returnTask("r", "v")}
      - ${write("{{ outputs.before.value }}-{{ outputs.r[taskrun.value].value }}")}
`),
  ).toEqual(["-> a-* (pattern)"]);
});

test("given an output from Parallel, If or AllowFailure, when read, then it is unknown; from Sequential known", () => {
  const after = (container: string) => `\ntasks:\n${container}\n  - ${write("x-{{ outputs.r.value }}")}\n`;
  const containerOf = (type: string, key: string) =>
    after(
      `  - { id: c, type: io.kestra.plugin.core.flow.${type}, condition: "{{ outputs.a.b }}", ${key}: [${returnTask("r", "a")}] }`,
    );
  expect(bundles(containerOf("Parallel", "tasks"))).toEqual(["-> x-* (pattern)"]);
  expect(bundles(containerOf("If", "then"))).toEqual(["-> x-* (pattern)"]);
  expect(bundles(containerOf("AllowFailure", "tasks"))).toEqual(["-> x-* (pattern)"]);
  expect(bundles(containerOf("Sequential", "tasks"))).toEqual(["-> x-a"]);
});

test("given a failure, when an output of the main tasks is read, then it is unknown", () => {
  expect(
    bundles(`
tasks: [${returnTask("r", "a")}]
errors: [${returnTask("s", "b")}, ${write("{{ outputs.s.value }}-{{ outputs.r.value ?? 'none' }}")}]
finally: [${write("f-{{ outputs.r.value ?? 'none' }}")}]
`),
  ).toEqual(["-> b-* (pattern) {branch: after a failure}", "-> f-* (pattern)"]);
});

test.each([
  ["a mapping", "{ a: 5 }", "x-*-2"],
  ["a dotted name, which may change a part", "{ a.b: 5 }", "x-*-2"],
  ["a name that is an expression, which may be any", `{ "{{ flow.id }}": 5 }`, "x-*-*"],
  ["an expression", `"{{ outputs.a.b }}"`, "x-*-*"],
])("given variables set by %s, when read, then the id is %s", (_, variables, expected) => {
  expect(
    bundles(`
variables: { a: 1, b: 2 }
tasks:
  - id: seq
    type: io.kestra.plugin.core.flow.Sequential
    tasks: [{ id: set, type: io.kestra.plugin.core.execution.SetVariables, variables: ${variables} }]
  - ${write("x-{{ vars.a }}-{{ vars.b }}")}
`),
  ).toEqual([`-> ${expected} (pattern)`]);
});

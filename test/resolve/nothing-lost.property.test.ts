import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Flow } from "../../src/flows/flow.ts";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { DEFAULT_MAX_CASES, resolveFlow } from "../../src/resolve/index.ts";
import { declarationSites } from "../../src/resolve/site.ts";

/* No declaration is lost: each one becomes a bundle, a gap or an inert declaration. */

const FIXTURES = new URL("../../fixtures/", import.meta.url).pathname;

function flowsOf(file: string, text: string): readonly Flow[] {
  return readFlowText(sourceText(file, text)).flows;
}

function lostDeclarations(flow: Flow): string[] {
  const { bundles, gaps, inert, record } = resolveFlow(flow, {
    tenant: "main",
    pins: { all: {}, byFlow: {} },
    maxCases: DEFAULT_MAX_CASES,
  });
  const sites = declarationSites(flow);
  expect(record.declarations).toBe(sites.length);
  return sites.flatMap((site) => {
    const place = flow.source.place(site.offset);
    const at = (record: { readonly place: typeof place }) =>
      record.place.line === place.line && record.place.column === place.column;
    const isFound = bundles.some(at) || inert.some(at) || gaps.some(({ task }) => task === site.task.id);
    return isFound ? [] : [`${place.file}:${place.line} ${site.task.id}`];
  });
}

test("given the fixtures, when resolved, then no declaration is lost", () => {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.ya?ml$/.test(name),
  );
  const flows = files.flatMap((name) => flowsOf(name, readFileSync(join(FIXTURES, name), "utf8")));
  expect(flows.filter((flow) => declarationSites(flow).length > 0).length).toBeGreaterThan(100);
  expect(flows.flatMap(lostDeclarations)).toEqual([]);
});

const INPUTS = `inputs:
  - { id: text, type: STRING, defaults: dev }
  - { id: free, type: STRING }
  - { id: maybe, type: STRING, required: false }
  - { id: pick, type: SELECT, values: [p, q], defaults: p }
  - { id: flag, type: BOOL }
  - { id: teams, type: MULTISELECT, values: [A, B] }
  - { id: after, type: STRING, defaults: "{{ inputs.pick }}", dependsOn: { inputs: [pick], condition: "{{ inputs.pick == 'q' }}" } }
  - { id: list, type: ARRAY, itemType: STRING, defaults: [] }`;
const EXPRESSIONS = [
  "plain",
  "s3://no",
  "",
  "{{ inputs.text }}",
  "x-{{ inputs.free }}",
  "{{ inputs.free }}",
  "x-{{ inputs.pick }}-{{ inputs.after }}",
  "x-{{ inputs.maybe ?? 'none' }}",
  "{{ inputs.teams | first }}",
  "x-{{ taskrun.value }}",
  "x-{{ item.value }}",
  "x-{{ parent.taskrun.value }}",
  "x-{{ execution.id }}",
  "x-{{ nope }}",
  "{{ broken",
  "{{ labels.env }}",
  "{{ render(vars.a) }}",
];
const CONDITIONS = [
  "true",
  "false",
  "{{ inputs.flag }}",
  "{{ inputs.pick == 'q' }}",
  "{{ inputs.text == 'prod' }}",
  "{{ inputs.after is defined }}",
  "{{ outputs.ask.code }}",
  "{{ taskrun.value == 'a' }}",
  "{{ nope }}",
];
const VALUES = [
  '["a", "b"]',
  "{{ inputs.teams }}",
  "{{ inputs.list }}",
  "{{ outputs.ask.rows }}",
  "[]",
  "no JSON",
];
const LISTS = [
  '{{ [{"id": inputs.pick}] }}',
  '[{"id": "{{ inputs.text }}"}]',
  "{{ outputs.ask.assets }}",
  "no list",
  "{{ nope }}",
];

type Json = string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const entry = fc.constantFrom(...EXPRESSIONS).map((id): Json => ({ id }));
const side = fc.oneof(
  { weight: 8, arbitrary: fc.array(entry, { maxLength: 2 }) as fc.Arbitrary<Json> },
  { weight: 2, arbitrary: fc.constantFrom<Json>(...LISTS) },
  { weight: 1, arbitrary: fc.constantFrom<Json>(null, [], {}, [null], [{}], [{ id: null }], ["text"]) },
);
const declaration = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      { inputs: side, outputs: side, enableAuto: fc.constantFrom<Json>(null, false, "true", "{{ nope }}") },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Json>,
  },
  { weight: 1, arbitrary: fc.constantFrom<Json>(null, {}, [], "text", "{{ nope }}") },
);
const { node: task } = fc.letrec<{ node: Json; tasks: readonly Json[] }>((tie) => ({
  tasks: fc.array(tie("node"), { maxLength: 2, depthIdentifier: "tasks" }),
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: "tasks" },
    fc.record({ type: fc.constant("t"), assets: declaration }),
    fc.record({ type: fc.constant("t"), assets: declaration, runIf: fc.constantFrom(...CONDITIONS) }),
    fc.record({
      type: fc.constant("io.kestra.plugin.core.flow.ForEach"),
      values: fc.constantFrom(...VALUES),
      tasks: tie("tasks"),
      errors: tie("tasks"),
    }),
    fc.record({
      type: fc.constant("io.kestra.plugin.core.flow.Loop"),
      values: fc.constantFrom(...VALUES),
      tasks: tie("tasks"),
    }),
    fc.record({
      type: fc.constant("io.kestra.plugin.core.flow.If"),
      condition: fc.constantFrom(...CONDITIONS),
      // biome-ignore lint/suspicious/noThenProperty: a key of If
      then: tie("tasks"),
      else: tie("tasks"),
    }),
    fc.record({
      type: fc.constant("io.kestra.plugin.core.flow.Switch"),
      value: fc.constantFrom(...EXPRESSIONS),
      cases: fc.record({ p: tie("tasks"), plain: tie("tasks") }),
      defaults: tie("tasks"),
    }),
    fc.record({
      type: fc.constant("io.kestra.plugin.core.flow.Sequential"),
      tasks: tie("tasks"),
      finally: tie("tasks"),
      assets: declaration,
    }),
  ) as fc.Arbitrary<Json>,
}));

/** Assigns a unique id to each task. */
function withIds(node: Json, next: () => number): Json {
  if (Array.isArray(node)) return node.map((item) => withIds(item, next));
  if (typeof node !== "object" || node === null) return node;
  const inner = Object.entries(node).map(([key, value]) => [
    key,
    key === "assets" ? value : withIds(value, next),
  ]);
  return Object.fromEntries("type" in node ? [["id", `task_${next()}`], ...inner] : inner);
}

test("given random flows, when resolved, then no declaration is lost", () => {
  fc.assert(
    fc.property(fc.array(task, { minLength: 1, maxLength: 3 }), (tasks) => {
      let count = 0;
      const text = `id: f\nnamespace: company\nlabels: { env: dev }\nvariables: { a: "{{ inputs.pick }}" }\n${INPUTS}\ntasks: ${JSON.stringify(withIds(tasks, () => ++count))}\n`;
      const flows = flowsOf("flow.yaml", text);
      expect(flows).toHaveLength(1);
      expect(flows.flatMap(lostDeclarations)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

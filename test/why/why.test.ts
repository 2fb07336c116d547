import { describe, expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { createExplorer } from "../../src/graph/explorer.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { readFile } from "../../src/infer/index.ts";
import { DEFAULT_MAX_CASES } from "../../src/resolve/index.ts";
import { inventoryOfFiles } from "../../src/resolve/resolve-file.ts";
import type { Chain, Fact } from "../../src/why/chain.ts";
import { explainId } from "../../src/why/explain-id.ts";
import { linkResults } from "../../src/workspace/link-results.ts";
import type { RepositoryFiles } from "../resolve/repository.ts";

const OPTIONS = {
  ...{ tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: DEFAULT_MAX_CASES },
  infer: { groups: [], types: [] },
};

/** The chains of an asset, for all cases of its writers and readers. */
function explain(files: RepositoryFiles, id: string): { writers: Chain[][]; readers: Chain[][] } {
  const read = (name: string) => readFlowText(sourceText(name, files[name] ?? ""));
  const names = Object.keys(files);
  const alone = new Map(names.map((name) => [name, readFile(read(name), OPTIONS)]));
  const environments = linkResults(alone, OPTIONS.maxCases, (name, own) =>
    readFile(read(name), { ...OPTIONS, ...(own && { environments: own.byFlow }) }),
  );
  const optionsOf = (name: string) => {
    const own = environments.get(name)?.byFlow;
    return { ...OPTIONS, ...(own && { environments: own }) };
  };
  const results = names.map((name) => readFile(read(name), optionsOf(name)));
  const graph = createGraph(inventoryOfFiles(results, [], { tenant: "main", roots: ["."] }));
  const { writers, readers } = createExplorer(graph).usageCases(id);
  const chains = (usages: typeof writers) =>
    usages.map(({ usage, cases }) =>
      cases.map((assumptions) =>
        explainId({ ...usage, id, assumptions }, (file, { flow }) => {
          const found = read(file).flows.find((candidate) => candidate.id.value === flow);
          return found && { flow: found, options: optionsOf(file) };
        }),
      ),
    );
  return { writers: chains(writers), readers: chains(readers) };
}

/** A chain in short form: `text = value @ line`. */
function short(chain: Chain | undefined): unknown {
  const { template, facts = [] } = chain ?? {};
  const parts = template?.parts.map(
    ({ expression, value, place }) => `${expression} = ${value} @${place.line}`,
  );
  return [template?.text, ...(parts ?? []), ...facts.map(shortFact)];
}

function shortFact(fact: Fact): unknown {
  if (fact.kind === "item") return `${fact.loop}: ${fact.value} @${fact.place.line}`;
  const { assumption, place, found, start } = fact;
  const subject =
    assumption.kind === "start"
      ? assumption.task
      : "variable" in assumption
        ? assumption.variable
        : assumption.kind;
  const own = `${subject} ${place ? `${place.file}:${place.line}` : "nowhere"}${found ? ` finds ${found}` : ""}`;
  if (start === undefined) return own;
  const passed = start.arguments.flatMap(({ variable, template }) => [
    `${variable}: ${template.text}`,
    ...template.parts.map(({ expression, value }) => `${expression} = ${value}`),
  ]);
  return [own, ...passed, ...start.facts.map(shortFact), ...(start.cut ? [start.cut] : [])];
}

const SUBFLOW = "type: io.kestra.plugin.core.flow.Subflow";
const FOR_EACH = "type: io.kestra.plugin.core.flow.ForEach";

const CHAIN: RepositoryFiles = {
  "top.yaml": `id: top
namespace: n
inputs:
  - id: env
    type: STRING
    defaults: prod
tasks:
  - id: each
    ${FOR_EACH}
    values: [emea, apac]
    tasks:
      - id: call
        ${SUBFLOW}
        namespace: n
        flowId: middle
        inputs:
          zone: "{{ inputs.env }}-{{ taskrun.value }}"
`,
  "middle.yaml": `id: middle
namespace: n
inputs:
  - id: zone
    type: STRING
tasks:
  - id: pass_on
    ${SUBFLOW}
    namespace: n
    flowId: leaf
    inputs:
      name: "{{ inputs.zone | upper }}"
`,
  "leaf.yaml": `id: leaf
namespace: n
inputs:
  - id: name
    type: STRING
tasks:
  - id: write
    type: y.Z
    assets:
      outputs:
        - id: "t_{{ inputs.name }}_{{ flow.id }}"
`,
};

describe("the chain behind an id", () => {
  test("given a call of a call in a loop, when asked why, then each step is there with its place", () => {
    const { writers } = explain(CHAIN, "t_PROD-APAC_leaf");
    expect(writers.map((cases) => cases.map(short))).toEqual([
      [
        [
          "t_{{ inputs.name }}_{{ flow.id }}",
          "{{ inputs.name }} = PROD-APAC @11",
          "{{ flow.id }} = leaf @11",
          [
            "pass_on middle.yaml:7",
            "inputs.name: {{ inputs.zone | upper }}",
            "{{ inputs.zone | upper }} = PROD-APAC",
            [
              "call top.yaml:12",
              "inputs.zone: {{ inputs.env }}-{{ taskrun.value }}",
              "{{ inputs.env }} = prod",
              "{{ taskrun.value }} = apac",
              "each: apac @10",
              "inputs.env top.yaml:4",
            ],
            "inputs.zone middle.yaml:4",
          ],
          "inputs.name leaf.yaml:4",
        ],
      ],
    ]);
  });

  test("given flows that call one another with equal arguments, when asked why, then the chain ends and says so", () => {
    const ring = (own: string, other: string) => `id: ${own}
namespace: n
inputs: [{id: x, type: STRING}]
tasks:
  - id: call
    ${SUBFLOW}
    namespace: n
    flowId: ${other}
    inputs: {x: "{{ inputs.x ?? 'start' }}"}
  - {id: t, type: y.Z, assets: {outputs: [{id: "${own}_{{ inputs.x }}"}]}}
`;
    const files = {
      "a.yaml": ring("a", "b"),
      "b.yaml": ring("b", "a"),
      "c.yaml": `id: c\nnamespace: n\ntasks:\n  - {id: first, ${SUBFLOW}, namespace: n, flowId: a, inputs: {x: "1"}}\n`,
    };
    const { writers } = explain(files, "a_1");
    expect(writers).toHaveLength(1);
    expect(JSON.stringify(writers)).toContain('"value":"1"');
    expect(short(writers[0]?.[0])).toEqual([
      "a_{{ inputs.x }}",
      "{{ inputs.x }} = 1 @10",
      [
        "call b.yaml:5",
        "inputs.x: {{ inputs.x ?? 'start' }}",
        "{{ inputs.x ?? 'start' }} = 1",
        [
          "call a.yaml:5",
          "inputs.x: {{ inputs.x ?? 'start' }}",
          "{{ inputs.x ?? 'start' }} = 1",
          ["call b.yaml:5", "a cycle of calls with equal arguments"],
          "inputs.x a.yaml:3",
        ],
        "inputs.x b.yaml:3",
      ],
      "inputs.x a.yaml:3",
    ]);
  });

  test("given a query in a loop, when asked why, then the query is named with what it finds", () => {
    const files = {
      "vm.yaml": `id: vm\nnamespace: n\ntasks:\n  - {id: t, type: y.Z, assets: {outputs: [{id: web, type: VM, namespace: n}]}}\n`,
      "use.yaml": `id: use
namespace: n
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: '{{ assets(type="VM") | jq(".[].id") }}'
    tasks:
      - {id: t, type: y.Z, assets: {inputs: [{id: "{{ item.value }}"}], outputs: [{id: "report_{{ item.value }}"}]}}
`,
    };
    const { writers } = explain(files, "report_web");
    expect(writers.map((cases) => cases.map(short))).toEqual([
      [
        [
          "report_{{ item.value }}",
          "{{ item.value }} = web @8",
          "each: web @6",
          "inventory use.yaml:6 finds web",
        ],
      ],
    ]);
  });

  test("given an undeclared access by SQL, when asked why, then the words of the statement are the proof", () => {
    const files = {
      "sql.yaml": `id: sql
namespace: n
inputs:
  - {id: zone, type: SELECT, values: [eu, us]}
tasks:
  - id: load
    type: io.kestra.plugin.jdbc.postgresql.Query
    url: jdbc:postgresql://db/d
    runIf: "{{ execution.id }}"
    sql: |
      DELETE FROM old_{{ inputs.zone }};
      INSERT INTO mart.orders_{{ inputs.zone }} SELECT 1
`,
    };
    const { writers } = explain(files, "postgres://db:5432/d.mart.orders_us");
    expect(writers.map((cases) => cases.map(short))).toEqual([
      [
        [
          "INSERT INTO mart.orders_us",
          "{{ inputs.zone }} = us @12",
          "inputs.zone sql.yaml:4",
          "branch sql.yaml:9",
        ],
      ],
    ]);
  });

  test("given a label and a condition, when asked why, then both have their places", () => {
    const files = {
      "f.yaml": `id: f
namespace: n
labels:
  team: data
tasks:
  - id: if
    type: io.kestra.plugin.core.flow.If
    condition: "{{ execution.id == 'x' }}"
    then:
      - {id: t, type: y.Z, assets: {outputs: [{id: "x_{{ labels.team }}"}]}}
`,
    };
    const { writers } = explain(files, "x_data");
    expect(writers.map((cases) => cases.map(short))).toEqual([
      [["x_{{ labels.team }}", "{{ labels.team }} = data @10", "labels.team f.yaml:4", "branch f.yaml:8"]],
    ]);
  });

  test("given a flow that is not there any more, when asked why, then the assumptions are there without a place", () => {
    const assumption = { kind: "default", variable: "inputs.x", value: "1" } as const;
    const task = { namespace: "n", flow: "f", task: "t" };
    const place = { file: "f.yaml", line: 1, column: 1 };
    expect(explainId({ ...task, id: "a_1", place, assumptions: [assumption] }, () => undefined)).toEqual({
      facts: [{ kind: "assumption", assumption }],
    });
  });
});

import { describe, expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { Activation } from "../../src/model/model.ts";
import { activationsOf } from "../../src/resolve/activations.ts";
import type { RenderText } from "../../src/resolve/flow-match.ts";
import { declarationSites } from "../../src/resolve/site.ts";

/** A stub for the evaluation of expressions. It supports the three expressions below. */
const render: RenderText = (template) => {
  const known: Readonly<Record<string, ReturnType<RenderText>>> = {
    "{{ flow.namespace }}": { text: "co.data", certainty: "exact" },
    "{{ inputs.target }}": { text: "publish", certainty: "default" },
    "{{ execution.id }}": { text: "*", certainty: "pattern" },
  };
  return known[template] ?? { text: template, certainty: "exact" };
};

function activations(body: string): Activation[] {
  const text = `id: etl\nnamespace: co.data\n${body}`;
  const { flows } = readFlowText(sourceText("etl.yml", text));
  return flows.flatMap((flow) => activationsOf(flow, declarationSites(flow), render));
}

const TASKS = "tasks:\n  - {id: log, type: io.kestra.plugin.core.log.Log, message: hello}\n";

/** The flows that activate a Flow trigger with these properties. */
function startedBy(properties: string): unknown {
  const lines = properties.split("\n").map((line) => `    ${line}`);
  const found = activations(
    `${TASKS}triggers:\n  - id: after\n    type: io.kestra.plugin.core.trigger.Flow\n${lines.join("\n")}\n`,
  );
  expect(found.length).toBe(1);
  return found[0]?.kind === "flow-trigger" ? found[0].flows : found;
}

describe("Flow triggers", () => {
  test("given dependsOn (2.0), when resolved, then the trigger is started by the flows it names", () => {
    expect(
      startedBy(
        "dependsOn:\n  - namespace: co.crm\n    flowId: load\n    states: [SUCCESS]\n  - namespace: co.erp",
      ),
    ).toEqual([
      { namespace: "co.crm", flow: "load", certainty: "exact" },
      { namespace: "co.erp", certainty: "pattern" },
    ]);
  });

  test("given preconditions (1.x), when resolved, then named flows and filtered executions start the trigger", () => {
    expect(
      startedBy(
        [
          "preconditions:",
          "  id: done",
          "  flows:",
          "    - {namespace: co.crm, flowId: load, states: [SUCCESS]}",
          "  where:",
          "    - id: prod",
          "      filters:",
          "        - {field: NAMESPACE, type: STARTS_WITH, value: co.}",
          "        - {field: FLOW_ID, type: IN, values: [a, b]}",
          "        - {field: EXPRESSION, type: IS_TRUE, value: 'true'}",
        ].join("\n"),
      ),
    ).toEqual([
      { namespace: "co.crm", flow: "load", certainty: "exact" },
      { namespace: "co.*", flow: "a", certainty: "pattern" },
      { namespace: "co.*", flow: "b", certainty: "pattern" },
    ]);
  });

  test("given several conditions, when resolved, then they narrow each other because all must hold", () => {
    expect(
      startedBy(
        [
          "conditions:",
          "  - type: io.kestra.plugin.core.condition.ExecutionStatus",
          "    in: [SUCCESS]",
          "  - type: io.kestra.core.models.conditions.types.ExecutionNamespaceCondition",
          "    namespace: co",
          "    prefix: true",
          "  - type: io.kestra.plugin.core.condition.ExecutionFlow",
          "    namespace: co.crm",
          "    flowId: load",
        ].join("\n"),
      ),
    ).toEqual([{ namespace: "co.crm", flow: "load", certainty: "exact" }]);
  });

  test("given conditions that exclude each other, when resolved, then no flow starts the trigger", () => {
    expect(
      startedBy(
        [
          "conditions:",
          "  - {type: io.kestra.plugin.core.condition.ExecutionNamespace, namespace: co.erp}",
          "  - {type: io.kestra.plugin.core.condition.ExecutionFlow, namespace: co.crm, flowId: load}",
        ].join("\n"),
      ),
    ).toEqual([]);
  });

  test("given a MultipleCondition, when resolved, then each of its conditions is met by a flow of its own", () => {
    expect(
      startedBy(
        [
          "conditions:",
          "  - id: both",
          "    type: io.kestra.plugin.core.condition.MultipleCondition",
          "    window: P1D",
          "    conditions:",
          "      success: {type: io.kestra.plugin.core.condition.ExecutionStatus, in: [SUCCESS]}",
          "      a: {type: io.kestra.plugin.core.condition.ExecutionFlow, namespace: co.x, flowId: a}",
          "      b: {type: io.kestra.plugin.core.condition.ExecutionFlow, namespace: co.x, flowId: b}",
        ].join("\n"),
      ),
    ).toEqual([
      { namespace: "co.x", flow: "a", certainty: "exact" },
      { namespace: "co.x", flow: "b", certainty: "exact" },
    ]);
  });

  test("given an Or, when one side names no flow, then every flow starts the trigger", () => {
    const or = (second: string) =>
      startedBy(
        [
          "conditions:",
          "  - type: io.kestra.plugin.core.condition.Or",
          "    conditions:",
          "      - {type: io.kestra.plugin.core.condition.ExecutionFlow, namespace: co.x, flowId: a}",
          `      - ${second}`,
        ].join("\n"),
      );
    expect(
      or("{type: io.kestra.plugin.core.condition.ExecutionNamespace, namespace: x, comparison: SUFFIX}"),
    ).toEqual([
      { namespace: "co.x", flow: "a", certainty: "exact" },
      { namespace: "*x", certainty: "pattern" },
    ]);
    expect(or("{type: io.kestra.plugin.core.condition.Weekend}")).toEqual([{ certainty: "pattern" }]);
  });

  test("given no condition on flows, or a Not, when resolved, then every flow starts the trigger", () => {
    expect(startedBy("states: [FAILED]")).toEqual([{ certainty: "pattern" }]);
    expect(
      startedBy(
        "conditions:\n  - type: io.kestra.plugin.core.condition.Not\n    conditions:\n      - {type: io.kestra.plugin.core.condition.ExecutionFlow, namespace: co.x, flowId: a}",
      ),
    ).toEqual([{ certainty: "pattern" }]);
  });
});

describe("calls", () => {
  test("given Subflow and ForEachItem at any depth and by old names, when resolved, then each calls its flow", () => {
    const found = activations(
      [
        "tasks:",
        "  - id: call",
        "    type: io.kestra.plugin.core.flow.Subflow",
        '    namespace: "{{ flow.namespace }}"',
        '    flowId: "{{ inputs.target }}"',
        "  - id: maybe",
        "    type: io.kestra.plugin.core.flow.If",
        "    condition: 'true'",
        "    then:",
        "      - id: each",
        "        type: io.kestra.plugin.core.flow.ForEachItem",
        "        namespace: co.x",
        '        flowId: "{{ execution.id }}"',
        "  - id: old",
        "    type: io.kestra.core.tasks.flows.Flow",
        "    namespace: co.x",
        "    flowId: old_one",
        "  - id: off",
        "    type: io.kestra.plugin.core.flow.Subflow",
        "    disabled: true",
        "    namespace: co.x",
        "    flowId: never",
      ].join("\n"),
    );
    expect(found).toEqual([
      {
        kind: "call",
        namespace: "co.data",
        flow: "etl",
        task: "call",
        taskType: "io.kestra.plugin.core.flow.Subflow",
        place: { file: "etl.yml", line: 4, column: 5 },
        flows: [{ namespace: "co.data", flow: "publish", certainty: "default" }],
      },
      {
        kind: "call",
        namespace: "co.data",
        flow: "etl",
        task: "each",
        taskType: "io.kestra.plugin.core.flow.ForEachItem",
        place: { file: "etl.yml", line: 12, column: 9 },
        flows: [{ namespace: "co.x", flow: "*", certainty: "pattern" }],
      },
      {
        kind: "call",
        namespace: "co.data",
        flow: "etl",
        task: "old",
        taskType: "io.kestra.plugin.core.flow.Subflow",
        place: { file: "etl.yml", line: 16, column: 5 },
        flows: [{ namespace: "co.x", flow: "old_one", certainty: "exact" }],
      },
    ]);
  });
});

describe("asset triggers", () => {
  test("given an asset id or a metadata query, when resolved, then it is exact or a pattern for several assets", () => {
    const found = activations(
      [
        `${TASKS}triggers:`,
        "  - id: fresh",
        "    type: io.kestra.plugin.kestra.ee.assets.FreshnessTrigger",
        "    assetId: trips",
        "    maxStaleness: PT26H",
        "  - id: event",
        "    type: io.kestra.plugin.ee.assets.EventTrigger",
        "    assetType: io.kestra.plugin.ee.assets.Table",
        '    namespace: "{{ flow.namespace }}"',
        "    metadataQuery:",
        "      - {field: model_layer, type: EQUAL_TO, value: mart}",
        "      - {field: config.region, type: IS_ONE_OF, value: [eu, us]}",
        "  - id: off",
        "    type: io.kestra.plugin.ee.assets.EventTrigger",
        "    disabled: true",
        "    assetId: trips",
      ].join("\n"),
    );
    expect(
      found.map((one) => one.kind === "asset-trigger" && [one.task, one.place.line, one.assets]),
    ).toEqual([
      ["fresh", 6, { id: "trips", certainty: "exact" }],
      [
        "event",
        10,
        {
          namespace: "co.data",
          type: "io.kestra.plugin.ee.assets.Table",
          metadata: [
            { field: "model_layer", operator: "EQUAL_TO", value: "mart" },
            { field: "config.region", operator: "IS_ONE_OF", value: ["eu", "us"] },
          ],
          certainty: "pattern",
        },
      ],
    ]);
  });
});

describe("asset actions", () => {
  test("given asset actions, when resolved, then each links the asset to the flow that a person can start", () => {
    const found = activations(`tasks:
  - id: load
    type: a.Task
    assets:
      outputs:
        - id: trips
          assetActions:
            - { namespace: co.ops, flowId: refresh, label: Refresh, when: [{ field: state, op: EQ, value: stale }] }
            - { namespace: "{{ flow.namespace }}", flowId: "{{ inputs.target }}" }
            - { label: nothing to start }
        - id: "{{ execution.id }}"
          assetActions: [{ namespace: co.ops, flowId: refresh }]
  - id: off
    type: a.Task
    disabled: true
    assets: { outputs: [{ id: trips, assetActions: [{ namespace: co.ops, flowId: refresh }] }] }
`);
    expect(
      found.map((one) => one.kind === "asset-action" && [one.task, one.place.line, one.assets, one.flows]),
    ).toEqual([
      [
        "load",
        10,
        { id: "trips", certainty: "exact" },
        [{ namespace: "co.ops", flow: "refresh", certainty: "exact" }],
      ],
      [
        "load",
        11,
        { id: "trips", certainty: "exact" },
        [{ namespace: "co.data", flow: "publish", certainty: "default" }],
      ],
      [
        "load",
        14,
        { id: "*", certainty: "pattern" },
        [{ namespace: "co.ops", flow: "refresh", certainty: "exact" }],
      ],
    ]);
  });
});

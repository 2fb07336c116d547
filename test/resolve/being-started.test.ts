import { describe, expect, test } from "vitest";
import { assumptionText } from "../../src/model/assumption.ts";
import { linkedInventoryOf } from "./linked.ts";

/* The variables of a flow that depend on its start. Sources: Kestra's Subflow, Flow trigger and ExecutableUtils. */

/** The file of a flow in the namespace `n`. */
const flow = (id: string, body: string) => ({ [`${id}.yaml`]: `id: ${id}\nnamespace: n\n${body}` });

const writes = (id: string) => `tasks: [{id: t, type: x, assets: {outputs: [{id: "${id}"}]}}]\n`;

/** The bundles of a flow, one line each. */
function bundlesOf(id: string, files: Readonly<Record<string, string>>): string[] {
  return linkedInventoryOf(files)
    .bundles.filter((bundle) => bundle.flow === id)
    .map(({ outputs, assumptions }) => {
      const ids = outputs.map((output) => `${output.id} ${output.certainty}`).join(", ");
      return `${ids} {${assumptions.map(assumptionText).join("; ")}}`;
    });
}

const CALLER = "{{ trigger.flowId }}-{{ trigger.namespace }}-{{ trigger.taskId }}-{{ trigger.executionId }}";
const LOAD = flow(
  "load",
  `inputs: [{id: zone, type: STRING, defaults: eu}]\n${writes(`{{ inputs.zone }}-${CALLER}`)}`,
);

test("given a Subflow, when its flow reads the trigger, then it names flow, namespace and task of the caller", () => {
  const call =
    "tasks: [{id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load, inputs: {zone: us}}]\n";
  expect(bundlesOf("load", { ...LOAD, ...flow("night", call) })).toContain(
    "us-night-n-call-* pattern {called by call in n/night; inputs.zone = us (choice)}",
  );
});

test("given a ForEachItem, when it passes inputs, then its flow has them and its caller", () => {
  const call =
    'tasks: [{id: each, type: io.kestra.plugin.core.flow.ForEachItem, items: "{{ outputs.x.uri }}", namespace: n, flowId: load, inputs: {zone: us}}]\n';
  expect(bundlesOf("load", { ...LOAD, ...flow("night", call) })).toContain(
    "us-night-n-each-* pattern {called by each in n/night; inputs.zone = us (choice)}",
  );
});

test("given a Webhook with inputs, when it starts the flow, then its values are a case", () => {
  const triggers =
    "triggers: [{id: hook, type: io.kestra.plugin.core.trigger.Webhook, key: k, inputs: {zone: us}}]\n";
  const inputs = "inputs: [{id: zone, type: STRING, defaults: eu}]\n";
  expect(bundlesOf("load", flow("load", `${inputs}${triggers}${writes("z-{{ inputs.zone }}")}`))).toEqual([
    "z-eu default {inputs.zone = eu (default)}",
    "z-us choice {started by the trigger hook; inputs.zone = us (choice)}",
  ]);
});

describe("a Flow trigger", () => {
  const extract = flow(
    "extract",
    "tasks: [{id: t, type: x}]\noutputs: [{id: table, type: STRING, value: raw}]\n",
  );
  const triggered = (inputs: string) =>
    `triggers: [{id: after, type: io.kestra.plugin.core.trigger.Flow, inputs: ${inputs}, preconditions: {id: p, flows: [{namespace: n, flowId: extract}]}}]\n`;

  test("when it passes a value that is not offered and leaves out a required input, then the flow starts", () => {
    const inputs =
      "inputs: [{id: zone, type: SELECT, values: [eu, us], defaults: eu}, {id: day, type: DATE}]\n";
    const started = writes(
      "{{ inputs.zone }}-{{ trigger.flowId }}-{{ trigger.namespace }}-{{ trigger.executionId }}",
    );
    const audit = flow("audit", `${inputs}${triggered('{zone: "{{ trigger.outputs.table }}"}')}${started}`);
    expect(bundlesOf("audit", { ...extract, ...audit })).toEqual([
      "raw-extract-n-* pattern {started by the trigger after after n/extract; inputs.zone = raw (choice)}",
    ]);
  });

  test("when its inputs are rendered, then `trigger` has only the outputs", () => {
    const inputs = "inputs: [{id: zone, type: STRING, defaults: eu}]\n";
    const audit = flow(
      "audit",
      `${inputs}${triggered(`{zone: "{{ trigger.flowId ?? 'none' }}"}`)}${writes("z-{{ inputs.zone }}")}`,
    );
    expect(bundlesOf("audit", { ...extract, ...audit })).toContain(
      "z-none choice {started by the trigger after after n/extract; inputs.zone = none (choice)}",
    );
  });
});

test("given flow ids with dots, when one calls the other, then the call finds it", () => {
  const call =
    'tasks: [{id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load.raw, inputs: {zone: "us"}}]\n';
  const load = flow(
    "load.raw",
    `inputs: [{id: zone, type: STRING, defaults: eu}]\n${writes("z-{{ inputs.zone }}")}`,
  );
  expect(bundlesOf("load.raw", { ...load, ...flow("n.night", call) })).toEqual([
    "z-eu default {inputs.zone = eu (default)}",
    "z-us choice {called by call in n/n.night; inputs.zone = us (choice)}",
  ]);
});

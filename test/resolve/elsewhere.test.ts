import { expect, test } from "vitest";
import { gaps, resolved } from "./resolved.ts";

test.each(["io.kestra.core.tasks.flows.Template", "io.kestra.plugin.core.flow.Template"])(
  "given a task %s, when resolved, then the tasks of its template are a gap",
  (type) => {
    const flow = resolved(
      `tasks:\n  - { id: shared, type: ${type}, namespace: company, templateId: load }\n`,
    );
    expect(gaps(flow)).toEqual([
      'dynamic 4:5 the task "shared" runs the tasks of a template, whose assets are unknown',
    ]);
  },
);

test("given a disabled template task, when resolved, then there is no gap", () => {
  const flow = resolved(
    "tasks:\n  - { id: shared, type: io.kestra.core.tasks.flows.Template, disabled: true }\n",
  );
  expect(gaps(flow)).toEqual([]);
});

const declaring = (more: string, onFlow = "") =>
  `${onFlow}tasks:\n  - { id: t, type: a.Task, ${more}assets: { outputs: [{ id: out }] } }\n`;

test("given policyRefs on a declaring task, when resolved, then its declaration is a gap", () => {
  expect(gaps(resolved(declaring("policyRefs: [pii], ")))).toEqual([
    'dynamic 4:40 the assets of the task "t" are not completely known: policies in "policyRefs" can add and remove properties',
  ]);
  expect(gaps(resolved(declaring("policyRefs: [], ")))).toEqual([]);
});

test("given policyRefs on a flow, when its tasks declare assets, then their declarations are a gap", () => {
  expect(gaps(resolved(declaring("", "policyRefs: [pii]\n")))).toEqual([
    'dynamic 3:13 the assets of the flow "f" are not completely known: policies in "policyRefs" can add and remove properties',
  ]);
  expect(gaps(resolved("policyRefs: [pii]\ntasks: [{ id: t, type: a.Task }]\n"))).toEqual([]);
});

test.each(["List", "PurgeAssets"])(
  "given a %s task with filters for assets, when resolved, then it contains no asset",
  (type) => {
    const flow = resolved(`tasks:
  - { id: t, type: io.kestra.plugin.ee.assets.${type}, namespace: company, assetType: TABLE }
`);
    expect([flow.bundles, flow.gaps, flow.tasks]).toEqual([[], [], []]);
  },
);

import { expect, test } from "vitest";
import { gaps, resolved } from "./resolved.ts";

test.each(["io.kestra.core.tasks.flows.Template", "io.kestra.plugin.core.flow.Template"])(
  "given a task %s, then its tasks are a gap",
  (type) => {
    const flow = resolved(
      `tasks:\n  - { id: shared, type: ${type}, namespace: company, templateId: load }\n`,
    );
    expect(gaps(flow)).toEqual([
      'dynamic 4:5 the task "shared" runs the tasks of a template, which stand elsewhere: what they read and write is not known',
    ]);
  },
);

test("given a template that is disabled, then it is none", () => {
  const flow = resolved(
    "tasks:\n  - { id: shared, type: io.kestra.core.tasks.flows.Template, disabled: true }\n",
  );
  expect(gaps(flow)).toEqual([]);
});

const declaring = (more: string, onFlow = "") =>
  `${onFlow}tasks:\n  - { id: t, type: a.Task, ${more}assets: { outputs: [{ id: out }] } }\n`;

test("given policyRefs on a declaring task, then what it declares is not wholly known", () => {
  expect(gaps(resolved(declaring("policyRefs: [pii], ")))).toEqual([
    'dynamic 4:40 what the task "t" declares is not wholly known: the policies named in "policyRefs" can add properties and remove them',
  ]);
  expect(gaps(resolved(declaring("policyRefs: [], ")))).toEqual([]);
});

test("given policyRefs on a flow that declares, then so are its tasks", () => {
  expect(gaps(resolved(declaring("", "policyRefs: [pii]\n")))).toEqual([
    'dynamic 3:13 what the tasks of the flow "f" declare is not wholly known: the policies named in "policyRefs" can add properties and remove them',
  ]);
  expect(gaps(resolved("policyRefs: [pii]\ntasks: [{ id: t, type: a.Task }]\n"))).toEqual([]);
});

test.each(["List", "PurgeAssets"])(
  "given a %s task, which queries assets by filters, then it names none",
  (type) => {
    const flow = resolved(`tasks:
  - { id: t, type: io.kestra.plugin.ee.assets.${type}, namespace: company, assetType: TABLE }
`);
    expect([flow.bundles, flow.gaps, flow.tasks]).toEqual([[], [], []]);
  },
);

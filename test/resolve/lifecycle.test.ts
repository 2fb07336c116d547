import { expect, test } from "vitest";
import { mergeAssets } from "../../src/model/merge-assets.ts";
import { resolved } from "./resolved.ts";

const DESCRIBED = `
inputs: [{ id: team, type: STRING, defaults: data }]
tasks:
  - id: t
    type: a.Task
    assets:
      outputs:
        - id: trips
          status: deprecated
          ttl: "2027-01-31T00:00:00.000Z"
          owner: "group:{{ inputs.team }}"
          partOf: { id: warehouse, namespace: company }
          relatedTo: [{ id: zones, role: lookup }, { id: fares }]
          system: pg
`;

test("given lifecycle fields and relations, when resolved, then they are fields and not metadata", () => {
  expect(resolved(DESCRIBED).bundles[0]?.outputs[0]?.claim).toEqual({
    status: "deprecated",
    ttl: "2027-01-31T00:00:00.000Z",
    owner: "group:data",
    partOf: { id: "warehouse", namespace: "company" },
    relatedTo: [{ id: "zones", role: "lookup" }, { id: "fares" }],
    metadata: { system: "pg" },
  });
});

test("given `related`, the first name of relatedTo, when resolved, then it is relatedTo", () => {
  const flow = resolved(
    "tasks: [{ id: t, type: a.Task, assets: { outputs: [{ id: trips, related: [{ id: zones }] }] } }]\n",
  );
  expect(flow.bundles[0]?.outputs[0]?.claim).toEqual({ relatedTo: [{ id: "zones" }] });
});

test("given two declarations, when merged, then each field is that of the first that has it", () => {
  const { bundles } = resolved(`tasks:
  - { id: a, type: a.Task, assets: { outputs: [{ id: trips, status: active }] } }
  - { id: b, type: a.Task, assets: { outputs: [{ id: trips, status: deprecated, owner: "user:ana" }] } }
`);
  expect(mergeAssets(bundles)).toEqual([
    { id: "trips", certainty: "exact", external: false, status: "active", owner: "user:ana", metadata: {} },
  ]);
});

test("given a Set task, when resolved, then its properties are fields too", () => {
  const { bundles } = resolved(`tasks:
  - { id: s, type: io.kestra.plugin.kestra.ee.assets.Set, assetId: trips, owner: "user:ana", status: retired }
`);
  expect(bundles[0]?.outputs[0]?.claim).toEqual({ owner: "user:ana", status: "retired" });
});

test("given a role longer than the 100 characters of the announced relations, when resolved, then it is kept", () => {
  const role = "r".repeat(101);
  const flow = resolved(
    `tasks: [{ id: t, type: a.Task, assets: { outputs: [{ id: trips, relatedTo: [{ id: zones, role: ${role} }] }] } }]\n`,
  );
  expect(flow.bundles[0]?.outputs[0]?.claim).toEqual({ relatedTo: [{ id: "zones", role }] });
  expect(flow.gaps).toEqual([]);
});

import { expect, test } from "vitest";
import { assetRecords } from "../../src/openlineage/asset-records.ts";
import { staticEvents } from "../../src/openlineage/events.ts";
import { toGraphml } from "../../src/report/files/graphml.ts";
import { draw } from "../../src/report/pictures/draw.ts";
import { evaluateQuery, findInInventory } from "../../src/resolve/evaluate-query.ts";
import { CONTEXT } from "../openlineage/context.ts";
import { inventoryOf } from "../resolve/repository.ts";

const INVENTORY = inventoryOf({
  "load.yaml": `id: load
namespace: n
tasks:
  - id: t
    type: a.Task
    assets:
      outputs:
        - { id: trips, status: deprecated, ttl: "2027-01-31T00:00:00.000Z", owner: "group:data" }
        - { id: zones, owner: "{{ execution.id }}" }
`,
});
const LIFECYCLE = { status: "deprecated", ttl: "2027-01-31T00:00:00.000Z", owner: "group:data" };

test("given lifecycle fields, when assets are written as records, then they have them, and others have none", () => {
  const [trips, zones] = [...assetRecords(INVENTORY)];
  expect(trips).toMatchObject({ id: "trips", ...LIFECYCLE });
  expect(zones).not.toHaveProperty("status");
});

test("given lifecycle fields, when written as GraphML, then the node has them", () => {
  const text = [...toGraphml(draw(INVENTORY, {}), INVENTORY)].join("");
  expect(text).toContain(
    '<data key="n_status">deprecated</data><data key="n_ttl">2027-01-31T00:00:00.000Z</data><data key="n_owner">group:data</data></node>',
  );
  expect(text).toContain('<key id="n_ttl" for="node" attr.name="ttl" attr.type="string"/>');
});

test("given lifecycle fields, when sent as OpenLineage events, then the facets have those known before a run", () => {
  const facets = staticEvents(INVENTORY, CONTEXT).events.flatMap((event) =>
    "dataset" in event
      ? [[event.dataset.name, event.dataset.facets?.kestra_asset, event.dataset.facets?.ownership]]
      : [],
  );
  expect(facets).toMatchObject([
    ["trips", LIFECYCLE, { owners: [{ name: "group:data" }] }],
    ["zones", { id: "zones" }, undefined],
  ]);
  expect(facets[1]?.[1]).not.toHaveProperty("owner");
});

test("given a query that filters by owner, when evaluated, then it finds the declared one", () => {
  const expression = `assets() | jq('.[] | select(.owner == "group:data") | [.id, .status, .ttl]')`;
  expect(evaluateQuery(expression, findInInventory(INVENTORY.assets))).toEqual({
    kind: "known",
    data: [["trips", "deprecated", "2027-01-31T00:00:00.000Z"]],
  });
});

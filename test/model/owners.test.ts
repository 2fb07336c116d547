import { expect, test } from "vitest";
import { createOwners } from "../../src/model/owners.ts";
import { inventoryOf } from "../resolve/repository.ts";

const INVENTORY = inventoryOf({
  "load.yaml": `id: load
namespace: n
labels: { owner: data-team }
tasks:
  - id: t
    type: a.Task
    assets:
      inputs: [{ id: source }]
      outputs: [{ id: trips, owner: "group:data", metadata: { owner: ana, owners: [bo, ana] } }]
`,
});

test("given an owner as a field, in metadata and as a label, when looked up, then each is named with its source", () => {
  const { ofAsset } = createOwners(INVENTORY, (file) => (file === "load.yaml" ? ["@org/data"] : []));
  const owners = INVENTORY.assets.map((asset) => [asset.id, ofAsset(asset)]);
  expect(Object.fromEntries(owners)).toEqual({
    source: [],
    trips: [
      { name: "group:data", from: "asset" },
      { name: "ana", from: "metadata" },
      { name: "bo", from: "metadata" },
      { name: "data-team", from: "label" },
      { name: "@org/data", from: "codeowners" },
    ],
  });
});

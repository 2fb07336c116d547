import { expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import type { AssetFilter } from "../../src/graph/list.ts";
import { whyEmpty } from "../../src/graph/why-empty.ts";
import type { Asset, Inventory } from "../../src/model/model.ts";

const asset = (id: string, more: Partial<Asset> = {}): Asset => ({
  id,
  certainty: "exact",
  external: false,
  metadata: {},
  ...more,
});

function reasons(filter: AssetFilter, assets: readonly Asset[]): string[] {
  const inventory: Inventory = {
    version: 1,
    tenant: "main",
    roots: ["flows"],
    files: { found: 1, withFlows: 1, otherDocuments: {}, unreadable: 0 },
    flows: [],
    tasks: [],
    assets,
    bundles: [],
    activations: [],
    gaps: [],
    inert: [],
  };
  return whyEmpty(createGraph(inventory), filter);
}

const TWO = [
  asset("a", { type: "io.kestra.plugin.ee.assets.Table", namespace: "x.y", metadata: { layer: "mart" } }),
  asset("b", { type: "VM", metadata: { n: 1 } }),
];

test.each<[AssetFilter, string]>([
  [{ type: "Tabel" }, 'no asset of type "Tabel"; types: "Table", "VM"'],
  [{ namespace: "z" }, 'no asset in the namespace "z"; namespaces: "x.y"'],
  [{ metadata: { layer: "gold" } }, 'no asset with metadata "layer" = "gold"; values: "mart"'],
  [{ metadata: { n: "2" } }, 'no asset with metadata "n" = "2"; values: "1"'],
  [{ metadata: { constructor: "1" } }, 'no asset with metadata "constructor"; keys: "layer", "n"'],
  [{ external: true }, "no external asset"],
  [{ certainty: "pattern" }, 'no asset with certainty "pattern"'],
  [
    { type: "VM", metadata: { layer: "mart" } },
    "each filter matches some assets, but no asset matches all of them",
  ],
])("given the filter %j, when it leaves nothing, then the reason is: %s", (filter, reason) => {
  expect(reasons(filter, TWO)).toEqual([reason]);
});

test("given several filters, when each alone leaves nothing, then each is named", () => {
  expect(reasons({ type: "x", external: true, namespace: "x.y" }, TWO)).toHaveLength(2);
});

test("given many values, when none matches, then six of them are named", () => {
  const many = [..."abcdefgh"].map((id) => asset(id, { type: id }));
  expect(reasons({ type: "z" }, many)).toEqual([
    'no asset of type "z"; types: "a", "b", "c", "d", "e", "f" ...',
  ]);
});

test("given an inventory without assets, when filtered, then there is no reason", () => {
  expect(reasons({ type: "x" }, [])).toEqual([]);
});

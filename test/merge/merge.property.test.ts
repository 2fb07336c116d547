import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeInventories, type NamedInventory, nameRepository } from "../../src/model/merge-inventories.ts";
import { serializeStore } from "../../src/store/write-store.ts";
import { inventoryOf } from "../drift/inventory-of.ts";

const id = fc.constantFrom("a", "b", "c.d", "e-{{ execution.id }}", "e-1", "f-{{ inputs.env }}");
const output = fc.record(
  {
    id,
    type: fc.constantFrom("T", "U", "io.kestra.core.models.assets.External"),
    namespace: fc.constantFrom("n", "m"),
    metadata: fc.dictionary(fc.constantFrom("owner", "__proto__", "k"), fc.jsonValue({ maxDepth: 1 }), {
      maxKeys: 2,
    }),
  },
  { requiredKeys: ["id"] },
);
const task = fc.record({ inputs: fc.array(fc.record({ id })), outputs: fc.array(output) });
const repository = fc.array(task, { minLength: 1, maxLength: 3 });

function named(name: string, tasks: readonly object[]): NamedInventory {
  const flow = {
    id: `f${tasks.length}`,
    namespace: "company",
    inputs: [{ id: "env", type: "SELECT", values: ["dev", "prod"], defaults: "dev" }],
    tasks: tasks.map((assets, at) => ({ id: `t${at}`, type: "t", assets })),
  };
  return nameRepository(inventoryOf(JSON.stringify(flow)), name);
}

const bytes = (inventory: NamedInventory) => serializeStore(inventory, "all.json");

test("given any repositories, when merged in any order and again, then the bytes are the same", () => {
  let shared = 0;
  fc.assert(
    fc.property(repository, repository, repository, (one, two, three) => {
      const [a, b, c] = [named("a", one), named("b", two), named("c", three)];
      const all = mergeInventories([a, b, c]);
      expect(bytes(mergeInventories([c, b, a]))).toBe(bytes(all));
      expect(bytes(mergeInventories([b, a, c, b]))).toBe(bytes(all));
      expect(bytes(mergeInventories([all, all]))).toBe(bytes(all));
      expect(bytes(mergeInventories([b, all]))).toBe(bytes(all));
      expect(bytes(mergeInventories([a]))).toBe(bytes(a));
      shared += a.assets.filter((asset) => b.assets.some((other) => other.id === asset.id)).length;
    }),
  );
  expect(shared).toBeGreaterThan(20);
});

test("given any repositories, when merged, then every edge is kept and only unwritten assets are external", () => {
  let edges = 0;
  fc.assert(
    fc.property(repository, repository, (one, two) => {
      const [a, b] = [named("a", one), named("b", two)];
      const all = mergeInventories([a, b]);
      const ends = ({ bundles }: NamedInventory) =>
        bundles.flatMap(({ inputs, outputs }) =>
          inputs.flatMap((from) => outputs.map((to) => `${from.id} → ${to.id}`)),
        );
      expect(new Set(ends(all))).toEqual(new Set([...ends(a), ...ends(b)]));
      const written = new Set(all.bundles.flatMap(({ outputs }) => outputs.map((entry) => entry.id)));
      for (const asset of all.assets) if (written.has(asset.id)) expect(asset.external).toBe(false);
      expect(all.assets.map((asset) => asset.id)).toEqual(
        [...new Set([...a.assets, ...b.assets].map((asset) => asset.id))].sort(),
      );
      edges += ends(all).length;
    }),
  );
  expect(edges).toBeGreaterThan(100);
});

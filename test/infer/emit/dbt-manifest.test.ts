import { describe, expect, it } from "vitest";
import { readDbtManifest } from "../../../src/infer/emit/dbt-manifest.ts";

/** The produced tables, as `parent, parent -> id`. */
function edges(manifest: object): readonly string[] | string {
  const found = readDbtManifest(JSON.stringify(manifest));
  if (typeof found === "string") return found;
  return found.produced.map(({ id, parents = [] }) =>
    `${parents.map((parent) => parent.id).join(", ")} -> ${id}`.trimStart(),
  );
}

const MODEL = { resource_type: "model", database: "dwh", schema: "mart", name: "orders" };

// Source of the expected ids and edges: Kestra's ResultParser.
describe("given a manifest of dbt", () => {
  const cases: readonly (readonly [title: string, manifest: object, expected: readonly string[]])[] = [
    ["a model", { nodes: { "model.shop.orders": MODEL } }, ["-> dwh.mart.orders"]],
    [
      "an alias",
      { nodes: { "model.shop.orders": { ...MODEL, alias: "fct_orders" } } },
      ["-> dwh.mart.fct_orders"],
    ],
    ["a blank alias", { nodes: { "model.shop.orders": { ...MODEL, alias: " " } } }, ["-> dwh.mart.orders"]],
    ["no database", { nodes: { m: { ...MODEL, database: null } } }, ["-> mart.orders"]],
    ["no name", { nodes: { "model.shop.x": { resource_type: "model" } } }, ["-> model.shop.x"]],
    [
      "a seed and a snapshot",
      {
        nodes: {
          s: { ...MODEL, resource_type: "seed", name: "countries" },
          n: { ...MODEL, resource_type: "snapshot", name: "orders_history" },
        },
      },
      ["-> dwh.mart.countries", "-> dwh.mart.orders_history"],
    ],
    [
      "tests, analyses and operations",
      {
        nodes: {
          t: { ...MODEL, resource_type: "test" },
          a: { ...MODEL, resource_type: "analysis" },
          o: { ...MODEL, resource_type: "operation" },
        },
      },
      [],
    ],
    [
      "a source with an identifier",
      {
        nodes: { m: { ...MODEL, depends_on: { nodes: ["source.shop.raw.orders"] } } },
        sources: {
          "source.shop.raw.orders": {
            database: "dwh",
            schema: "raw",
            name: "orders",
            identifier: "orders_v2",
          },
        },
      },
      ["dwh.raw.orders_v2 -> dwh.mart.orders"],
    ],
    [
      "a source without an identifier",
      {
        nodes: { m: { ...MODEL, depends_on: { nodes: ["source.shop.raw.orders"] } } },
        sources: { "source.shop.raw.orders": { schema: "raw", name: "orders" } },
      },
      ["raw.orders -> dwh.mart.orders"],
    ],
    [
      "a seed and a snapshot as parents",
      {
        nodes: {
          "seed.s": { ...MODEL, resource_type: "seed", name: "countries" },
          "snapshot.n": { ...MODEL, resource_type: "snapshot", name: "history" },
          "model.m": { ...MODEL, depends_on: { nodes: ["seed.s", "snapshot.n"] } },
        },
      },
      [
        "-> dwh.mart.countries",
        "-> dwh.mart.history",
        "dwh.mart.countries, dwh.mart.history -> dwh.mart.orders",
      ],
    ],
    [
      "a parent map, which precedes depends_on",
      {
        nodes: {
          "model.a": { ...MODEL, name: "a" },
          "model.b": { ...MODEL, name: "b", depends_on: { nodes: [] } },
        },
        parent_map: { "model.b": ["model.a", "test.x"] },
      },
      ["-> dwh.mart.a", "dwh.mart.a -> dwh.mart.b"],
    ],
    ["an unused source", { nodes: {}, sources: { s: { schema: "raw", name: "unused" } } }, []],
  ];
  it.each(cases)("when it has %s, then exactly these tables are emitted", (_, manifest, expected) => {
    expect(edges(manifest)).toEqual(expected);
  });

  it("when it names the adapter, then the metadata has it as the system", () => {
    const found = readDbtManifest(
      JSON.stringify({ metadata: { adapter_type: "postgres" }, nodes: { m: MODEL } }),
    );
    expect(typeof found === "string" ? found : found.produced[0]?.metadata).toEqual({
      system: "postgres",
      database: "dwh",
      schema: "mart",
      name: "orders",
    });
  });

  it.each([
    ["not JSON", "{", "it is not a JSON object"],
    ["a list", "[]", "it is not a JSON object"],
    ["no nodes", "{}", 'it has no "nodes"'],
    ["nodes of another kind", '{"nodes": []}', 'it has no "nodes"'],
  ])("when it is %s, then it is refused", (_, text, reason) => {
    expect(readDbtManifest(text)).toBe(reason);
  });

  it("when its parts have other types, then they count as absent", () => {
    const text = `{"nodes": {"m": {"resource_type": "model", "schema": 1, "name": "x", "depends_on": [1]}, "n": 7,
      "__proto__": {"resource_type": "model", "name": "p"}}, "sources": [], "parent_map": {"m": "x"}}`;
    const found = readDbtManifest(text);
    expect(typeof found === "string" ? found : found.produced.map(({ id }) => id)).toEqual(["x", "p"]);
  });
});

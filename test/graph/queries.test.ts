import { describe, expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import { type AssetFilter, listAssets } from "../../src/graph/list.ts";
import { roots } from "../../src/graph/roots.ts";
import { usages } from "../../src/graph/usages.ts";
import type { Asset, Bundle, Inventory } from "../../src/model/model.ts";
import { summarize } from "../../src/model/summary.ts";
import { gap, smallInventory } from "./small-inventory.ts";

describe("roots", () => {
  const idsOf = (lines: readonly string[], id: string) =>
    roots(createGraph(smallInventory(lines)), id).map(({ asset }) => asset.id);

  test("given a chain of assets, when asked, then the assets at its upper ends are the roots", () => {
    expect(idsOf(["f/a: taxi -> trips", "f/b: zones, trips -> avg"], "avg")).toEqual(["zones", "taxi"]);
  });

  test("given an asset made from nothing, when asked, then it is a root", () => {
    expect(idsOf(["f/a:  -> host", "f/b: host -> dump"], "dump")).toEqual(["host"]);
  });

  test("given a written pattern, when an id that it can become is read, then the roots are the pattern's", () => {
    expect(idsOf(["f/a: host -> snapshot-*", "f/b: snapshot-1 -> dump"], "dump")).toEqual(["host"]);
  });

  test("given a task that writes more assets than a step lists, when asked, then none of them is a root", () => {
    const many = Array.from({ length: 150 }, (_, at) => `x${at}`).join(", ");
    expect(idsOf([`f/a: taxi -> ${many}`, `f/b: ${many} -> avg`], "avg")).toEqual(["taxi"]);
  });

  test("given a source, when asked, then it has no root; given a cycle, then the far end of the walk is the root", () => {
    expect(idsOf(["f/a: taxi -> trips"], "taxi")).toEqual([]);
    expect(idsOf(["f/a: a -> b", "f/b: b -> c", "f/c: c -> b"], "c")).toEqual(["a"]);
    expect(idsOf(["f/a: a -> b", "f/b: b -> a"], "a")).toEqual(["b"]);
  });
});

describe("usages", () => {
  test("given several cases, when asked, then each place is listed once with its strongest certainty", () => {
    const inventory = smallInventory([
      "f/t@3: a -> all (choice)",
      "f/t@3: b -> all (default)",
      "g/u: all -> c",
    ]);
    const { writers, readers } = usages(createGraph(inventory), "all");
    expect(writers).toMatchObject([{ flow: "f", task: "t", cases: 2, certainty: "default" }]);
    expect(readers).toMatchObject([{ flow: "g", task: "u", cases: 1, certainty: "exact" }]);
  });

  test("given an expression and assumptions, when asked, then the usage has both", () => {
    const [bundle] = smallInventory(["f/t: -> mart_dev"]).bundles;
    const assumptions: Bundle["assumptions"] = [{ kind: "default", variable: "inputs.env", value: "dev" }];
    const written = bundle && {
      ...bundle,
      outputs: bundle.outputs.map((entry) => ({ ...entry, expression: "mart_{{ inputs.env }}" })),
      assumptions,
    };
    const inventory = { ...smallInventory(["f/t: -> mart_dev"]), bundles: written ? [written] : [] };
    expect(usages(createGraph(inventory), "mart_dev").writers).toMatchObject([
      { expression: "mart_{{ inputs.env }}", assumptions },
    ]);
  });

  test("given a pattern and an id that it can become, when asked, then each is named as possibly the same", () => {
    const graph = createGraph(smallInventory(["f/t: -> lic-*", "g/u: lic-7 ->"]));
    expect(usages(graph, "lic-7").sameAs).toEqual(["lic-*"]);
    expect(usages(graph, "lic-*").sameAs).toEqual(["lic-7"]);
  });
});

describe("list", () => {
  const assets: readonly Asset[] = [
    {
      id: "avg",
      certainty: "exact",
      external: false,
      type: "io.kestra.plugin.ee.assets.Table",
      namespace: "company.data",
      metadata: { model_layer: "mart", tier: 1 },
    },
    { id: "bucket", certainty: "choice", external: false, type: "AWS_BUCKET", metadata: { owner: "ops" } },
    { id: "taxi", certainty: "exact", external: true, namespace: "company.database", metadata: {} },
  ];
  const inventory: Inventory = { ...smallInventory([]), assets };
  const ids = (filter?: AssetFilter) =>
    listAssets(createGraph(inventory), filter).map(({ asset }) => asset.id);

  test.each<[string, AssetFilter, string[]]>([
    ["nothing: all", {}, ["avg", "bucket", "taxi"]],
    ["whole type", { type: "io.kestra.plugin.ee.assets.Table" }, ["avg"]],
    ["last part of a type", { type: "table" }, ["avg"]],
    ["a free-form type", { type: "AWS_BUCKET" }, ["bucket"]],
    ["namespace and those below it", { namespace: "company" }, ["avg", "taxi"]],
    ["a namespace is more than a prefix of text", { namespace: "company.data" }, ["avg"]],
    ["metadata", { metadata: { model_layer: "mart" } }, ["avg"]],
    ["metadata that is no text", { metadata: { tier: "1" } }, ["avg"]],
    ["all metadata must hold", { metadata: { model_layer: "mart", tier: "2" } }, []],
    ["metadata is no prototype", { metadata: { constructor: "Object" } }, []],
    ["external", { external: true }, ["taxi"]],
    ["certainty", { certainty: "choice" }, ["bucket"]],
  ])('given the filter "%s", when listed, then the assets are $2', (_, filter, expected) => {
    expect(ids(filter)).toEqual(expected);
  });
});

test("given an inventory, when summarized, then assets, bundles, edges and gaps are counted", () => {
  const lines = ["f/a: taxi, zones -> trips", "f/b@2: trips -> avg", "f/b@2: trips -> avg", "f/c: -> lic-*"];
  const summary = summarize(smallInventory(lines, [gap("auto", "f"), gap("auto", "f"), gap("file")]));
  expect(summary).toMatchObject({
    assets: {
      ...{ total: 5, written: 3, external: 2, patterns: 1 },
      byCertainty: { exact: 4, default: 0, choice: 0, pattern: 1 },
    },
    bundles: 4,
    edges: 3,
    gaps: { total: 3, byKind: { auto: 2, file: 1 } },
  });
});

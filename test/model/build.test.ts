import { expect, test } from "vitest";
import { buildInventory } from "../../src/model/build.ts";
import type { DeclaredBundle, EntryClaim, ResolvedFlow } from "../../src/model/declared.ts";
import type { Certainty } from "../../src/model/model.ts";

const FILES = { found: 1, withFlows: 1, otherDocuments: {}, unreadable: 0 };

interface Entry extends EntryClaim {
  readonly id: string;
  readonly certainty?: Certainty;
}

function bundle(
  flow: string,
  task: string,
  inputs: readonly Entry[],
  outputs: readonly Entry[],
): DeclaredBundle {
  const place = { file: `${flow}.yaml`, line: 1, column: 1 };
  const entry = ({ id, certainty = "exact", ...claim }: Entry) => ({ id, certainty, place, claim });
  return {
    namespace: "company",
    flow,
    task,
    taskType: "t",
    place,
    inputs: inputs.map(entry),
    outputs: outputs.map(entry),
    assumptions: [],
  };
}

function flowOf(flow: string, bundles: readonly DeclaredBundle[]): ResolvedFlow {
  const place = { file: `${flow}.yaml`, line: 1, column: 1 };
  const record = { namespace: "company", flow, place, tasks: 1, declarations: 1 };
  return { record, tasks: [], bundles, activations: [], gaps: [], inert: [] };
}

function assets(flows: readonly ResolvedFlow[]) {
  return buildInventory({ tenant: "main", roots: ["."], files: FILES, flows, gaps: [] }).assets;
}

test("given one id in several flows, when built, then it is one asset, external if it is only read", () => {
  const found = assets([
    flowOf("a", [bundle("a", "t", [{ id: "raw" }], [{ id: "mart", type: "T" }])]),
    flowOf("b", [bundle("b", "t", [{ id: "mart" }], [{ id: "report" }])]),
  ]);
  expect(found.map(({ id, external }) => [id, external])).toEqual([
    ["mart", false],
    ["raw", true],
    ["report", false],
  ]);
});

test("given a written pattern, when built, then ids that it can become are not external", () => {
  const found = assets([
    flowOf("a", [bundle("a", "t", [], [{ id: "lic-*", certainty: "pattern" }])]),
    flowOf("b", [bundle("b", "t", [{ id: "lic-win-1" }, { id: "other" }], [])]),
  ]);
  expect(found.map(({ id, external }) => [id, external])).toEqual([
    ["lic-*", false],
    ["lic-win-1", false],
    ["other", true],
  ]);
});

test("given several declarations, when built, then the strongest certainty of the writers counts, else the readers'", () => {
  const found = assets([
    flowOf("a", [
      bundle("a", "t", [], [{ id: "x", certainty: "choice" }]),
      bundle("a", "u", [], [{ id: "x", certainty: "default" }]),
    ]),
    flowOf("b", [
      bundle("b", "t", [{ id: "x" }, { id: "outside", certainty: "choice" }], []),
      bundle("b", "u", [{ id: "outside", certainty: "default" }], []),
    ]),
  ]);
  expect(found.map(({ id, certainty }) => [id, certainty])).toEqual([
    ["outside", "default"],
    ["x", "default"],
  ]);
});

test("given metadata of several declarations, when built, then maps merge and the first value wins", () => {
  const found = assets([
    flowOf("b", [bundle("b", "t", [], [{ id: "x", metadata: { k: "from b", only: 1, m: { b: 1 } } }])]),
    flowOf("a", [bundle("a", "t", [], [{ id: "x", metadata: { k: "from a", gone: null, m: { a: 1 } } }])]),
  ]);
  expect(found[0]?.metadata).toEqual({ k: "from a", only: 1, m: { a: 1, b: 1 } });
});

test("given differing types and namespaces, when built, then every claim is kept, the writers' first", () => {
  const found = assets([
    flowOf("a", [bundle("a", "reader", [{ id: "x", type: "File" }], [])]),
    flowOf("b", [bundle("b", "writer", [], [{ id: "x", type: "Table", namespace: "n1" }])]),
    flowOf("c", [bundle("c", "writer", [], [{ id: "x", type: "Table", namespace: "n2" }])]),
  ]);
  expect(found[0]?.type).toBe("Table");
  expect(found[0]?.claims?.map(({ field, value, flow }) => `${field} ${value} ${flow}`)).toEqual([
    "type Table b",
    "type Table c",
    "type File a",
    "namespace n1 b",
    "namespace n2 c",
  ]);
});

test("given the type External, when another type is declared, then that wins without a conflict", () => {
  const external = "io.kestra.core.models.assets.External";
  const found = assets([
    flowOf("a", [bundle("a", "t", [], [{ id: "x", type: external }])]),
    flowOf("b", [bundle("b", "t", [], [{ id: "x", type: "Table" }])]),
  ]);
  expect(found).toMatchObject([{ id: "x", type: "Table" }]);
  expect(found[0]?.claims).toBeUndefined();
});

test("given flows in another order, when built, then the inventory is the same", () => {
  const flows = [
    flowOf("a", [bundle("a", "t", [{ id: "r" }], [{ id: "x", metadata: { k: 1 } }])]),
    flowOf("b", [
      bundle("b", "t", [], [{ id: "x", metadata: { k: 2 } }]),
      bundle("b", "u", [{ id: "x" }], []),
    ]),
    flowOf("c", [bundle("c", "t", [], [{ id: "a-*", certainty: "pattern" }])]),
  ];
  const build = (order: readonly ResolvedFlow[]) =>
    JSON.stringify(buildInventory({ tenant: "main", roots: ["."], files: FILES, flows: order, gaps: [] }));
  expect(build(flows.toReversed())).toBe(build(flows));
});

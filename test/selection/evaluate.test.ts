import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import { breadthFirstDistances } from "../../src/graph/reach.ts";
import type { SelectionContext } from "../../src/selection/context.ts";
import { select } from "../../src/selection/select.ts";
import { SelectionError } from "../../src/selection/selection-error.ts";
import { bundle, inventoryOf } from "./inventories.ts";

/**
 *     taxi ─▶ trips ─▶ avg ─▶ board        (etl/stage, etl/average, bi/draw)
 *     rides ─▶ trips                       (etl/more)
 *     loop_a ◀─▶ loop_b ─▶ out             (cycle/one, cycle/two, cycle/three)
 *     lic-* (made by lab/make from keys), lic-1 read by lab/use ─▶ used
 *     self ─▶ self                         (etl/again)
 */
const inventory = inventoryOf(
  [
    bundle("co.data/etl", "stage", ["taxi"], ["trips"], { taskType: "io.kestra.plugin.jdbc.duckdb.Query" }),
    bundle("co.data/etl", "more", ["rides"], ["trips"]),
    bundle("co.data/etl", "average", ["trips"], ["avg"]),
    bundle("co.data/etl", "again", ["self"], ["self"]),
    bundle("co.bi/bi", "draw", ["avg"], ["board"], {
      place: { file: "flows/bi/bi.yaml", line: 3, column: 5 },
    }),
    bundle("co.data/cycle", "one", ["loop_a"], ["loop_b"]),
    bundle("co.data/cycle", "two", ["loop_b"], ["loop_a"]),
    bundle("co.data/cycle", "three", ["loop_b"], ["out"]),
    bundle("co.lab/lab", "make", ["keys"], ["lic-*"]),
    bundle("co.lab/lab", "use", ["lic-1"], ["used"]),
  ],
  {
    trips: {
      type: "io.kestra.plugin.ee.assets.Table",
      namespace: "co.data",
      metadata: { model_layer: "staging", owner: "data", tags: ["gold", "pii"], config: { region: "eu" } },
    },
    avg: {
      type: "io.kestra.plugin.ee.assets.Table",
      status: "deprecated",
      namespace: "co.data.marts",
      metadata: { model_layer: "mart", rows: 7 },
    },
    board: { type: "DASHBOARD", namespace: "co.bi" },
    "lic-1": { external: false },
  },
  [
    {
      namespace: "co.data",
      flow: "etl",
      place: { file: "etl.yml", line: 1, column: 1 },
      labels: { tier: "gold", team: "data" },
      tasks: 4,
      declarations: 4,
    },
    {
      namespace: "co.bi",
      flow: "bi",
      place: { file: "flows/bi/bi.yaml", line: 1, column: 1 },
      labels: { tier: "silver" },
      tasks: 1,
      declarations: 1,
    },
  ],
);
const graph = createGraph(inventory);
const context: SelectionContext = {
  graph,
  ownersOf: ({ metadata: { owner } }) => (typeof owner === "string" ? [owner] : []),
  states: new Map([
    ["trips", "modified"],
    ["board", "new"],
  ]),
};

function ids(text: string, asked: SelectionContext = context): string {
  return select(text, asked)
    .nodes.map((node) => graph.assets[node]?.id)
    .join(" ");
}

describe("results of a selection", () => {
  test.each([
    ["trips", "trips"],
    ["*", "avg board keys lic-* lic-1 loop_a loop_b out rides self taxi trips used"],
    ["t*", "taxi trips"],
    ["?vg", "avg"],
    ["lic-*", "lic-* lic-1"],
    ['"lic-*"', "lic-*"],
    ["external", "keys rides taxi"],
    ["type:Table", "avg trips"],
    ["type:io.kestra.plugin.ee.assets.Table", "avg trips"],
    ["type:table", "avg trips"],
    ["type:T*BLE", "avg trips"],
    ['type:"dashboard"', "board"],
    ["type:DASH*", "board"],
    ['type:""', "keys lic-* lic-1 loop_a loop_b out rides self taxi used"],
    ["namespace:co.data", "trips"],
    ["namespace:co.data*", "avg trips"],
    ["meta.model_layer:mart", "avg"],
    ["meta.rows:7", "avg"],
    ["meta.tags:pii", "trips"],
    ["meta.config.region:eu", "trips"],
    ['meta.model_layer:"" and type:*', "board"],
    ["owner:data", "trips"],
    ["status:deprecated", "avg"],
    ['status:"active" and flow:etl', "rides self taxi trips"],
    ['owner:"" and type:*', "avg board"],
    ["certainty:pattern", "lic-*"],
    ["flow:bi", "avg board"],
    ["writes:bi", "board"],
    ["reads:bi", "avg"],
    ["writes:co.bi/bi", "board"],
    ["reads:flows/bi/bi.yaml", "avg"],
    ["writes:flows", "board"],
    ["writes:etl AND type:table", "avg trips"],
    ["flow:co.bi.bi", "avg board"],
    ["flow:co.bi/bi", "avg board"],
    ["flow:co.*/bi", "avg board"],
    ["flow:co.lab.*", "keys lic-* lic-1 used"],
    ["task:draw", "avg board"],
    ["task:etl/average", "avg trips"],
    ["task:co.data/etl/average", "avg trips"],
    ["task:co.bi/etl/average", ""],
    ["plugin:io.kestra.plugin.jdbc.duckdb.Query", "taxi trips"],
    ["plugin:jdbc", "taxi trips"],
    ["plugin:duckdb.Query", "taxi trips"],
    ["plugin:*jdbc*", "taxi trips"],
    ["plugin:jdb", ""],
    ["label:tier", "avg board rides self taxi trips"],
    ["label:tier=silver", "avg board"],
    ["label:t*=s*", "avg board"],
    ["path:flows/bi/bi.yaml", "avg board"],
    ["flows/bi/*.yaml", "avg board"],
    ["flows/*.yaml", ""],
    ["flows/**/*.yaml", "avg board"],
    ["path:flows", "avg board"],
    ["path:./flows/", "avg board"],
    ["path:flow", ""],
    ["etl.yml", "avg rides self taxi trips"],
    ["state:new", "board"],
    ["state:modified", "trips"],
    ["state:removed", ""],
    ["+avg", "avg rides taxi trips"],
    ["1+avg", "avg trips"],
    ["0+avg", "avg"],
    ["2+board", "avg board trips"],
    ["trips+1", "avg trips"],
    ["1+avg+", "avg board trips"],
    ["state:modified+", "avg board trips"],
    ["+loop_a", "loop_a loop_b"],
    ["loop_a+1", "loop_a loop_b"],
    ["loop_a+2", "loop_a loop_b out"],
    ["+used", "keys lic-* lic-1 used"],
    ["1+used", "lic-* lic-1 used"],
    ["keys+", "keys lic-* lic-1 used"],
    ["taxi+ and +avg", "avg taxi trips"],
    ["taxi+ +used", "avg board keys lic-* lic-1 taxi trips used"],
    ["type:Table,meta.model_layer:mart", "avg"],
    ["type:* and not namespace:co.data*", "board"],
    ["not (external or type:*)", "lic-* lic-1 loop_a loop_b out self used"],
    ["not +board", "keys lic-* lic-1 loop_a loop_b out self used"],
  ])('given %s, when selected, then the assets are "%s"', (text, expected) => {
    expect(ids(text)).toBe(expected);
  });

  test.each([
    // Roots of the complete selection: its farthest ancestors, not the members without an input in the selection.
    ["roots(avg)", "rides taxi"],
    ["roots(avg board)", "rides taxi"],
    ["roots(taxi)", "taxi"],
    ["sinks(trips)", "board"],
    ["sinks(taxi or loop_a)", "board out"],
    // Ignores self-loops. The members of a cycle are inputs of each other.
    ["roots(self)", "self"],
    ["sinks(self)", "self"],
    ["roots(out)", ""],
    // A pattern that can match an id is an input of its readers.
    ["roots(used)", "keys"],
    ["sinks(keys)", "used"],
  ])('given %s, when selected, then the assets are "%s"', (text, expected) => {
    expect(ids(text)).toBe(expected);
  });

  test("given a part that matches nothing, when selected, then it is reported with a suggestion", () => {
    const { nodes, unmatched } = select("trps or avg", context);
    expect(nodes.map((node) => graph.assets[node]?.id)).toEqual(["avg"]);
    expect(unmatched).toEqual([
      {
        atom: { kind: "atom", method: "id", value: "trps", quoted: false, at: 0 },
        isSilent: false,
        near: ["trips"],
      },
    ]);
  });

  test("given a state without a base, when selected, then the error names the option for a base", () => {
    const { states: _, ...without } = context;
    let thrown: unknown;
    try {
      ids("trips or state:new", without);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SelectionError);
    expect(thrown).toMatchObject({
      offset: 9,
      problem: '"state:" needs a base revision',
      hint: 'Set one with --base, as in "--base main".',
    });
  });

  test("given a relative path, when selected, then it is relative to the current folder", () => {
    expect(ids("path:../bi", { ...context, pathOf: (path) => path.replace("..", "flows") })).toBe(
      "avg board",
    );
  });
});

describe("laws of selections", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const some = fc.subarray(names, { maxLength: 3 });
  const edges = fc.array(fc.record({ inputs: some, outputs: some }), { maxLength: 12 });
  const graphOf = (rows: readonly { inputs: string[]; outputs: string[] }[]) =>
    createGraph(inventoryOf(rows.map(({ inputs, outputs }, i) => bundle("n/f", `t${i}`, inputs, outputs))));

  test("given random edges, when a depth is asked for, then it is the exact distance", () => {
    fc.assert(
      fc.property(
        edges,
        fc.constantFrom(...names),
        fc.constantFrom("up" as const, "down" as const),
        (rows, start, direction) => {
          const tested = graphOf(rows);
          const at = tested.nodeOf(start);
          if (at === undefined) return;
          const naive = new Map([[start, 0]]);
          for (let round = 0; round < names.length; round++) {
            for (const { inputs, outputs } of rows) {
              const [near, far] = direction === "down" ? [inputs, outputs] : [outputs, inputs];
              for (const from of near) {
                for (const to of far) {
                  const through = (naive.get(from) ?? Number.POSITIVE_INFINITY) + 1;
                  if (through < (naive.get(to) ?? Number.POSITIVE_INFINITY)) naive.set(to, through);
                }
              }
            }
          }
          const distances = breadthFirstDistances(tested, [at], direction);
          for (const [node, asset] of tested.assets.entries()) {
            expect([asset.id, distances[node]]).toEqual([asset.id, naive.get(asset.id) ?? -1]);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("given random edges, when combined, then or is the union, and the intersection, not the complement", () => {
    fc.assert(
      fc.property(edges, fc.constantFrom(...names), fc.constantFrom(...names), (rows, a, b) => {
        const tested: SelectionContext = { graph: graphOf(rows), ownersOf: () => [] };
        const of = (text: string) => new Set(select(text, tested).nodes);
        const all = [...tested.graph.assets.keys()];
        const [first, second] = [of(`${a}+`), of(`+${b}`)];
        expect(of(`${a}+ +${b}`)).toEqual(new Set(all.filter((node) => first.has(node) || second.has(node))));
        expect(of(`${a}+ and +${b}`)).toEqual(
          new Set(all.filter((node) => first.has(node) && second.has(node))),
        );
        expect(of(`not ${a}+`)).toEqual(new Set(all.filter((node) => !first.has(node))));
      }),
      { numRuns: 500 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import type { Path, PathNode } from "../../src/graph/path-answer.ts";
import { type PathOptions, shortestPaths } from "../../src/graph/paths.ts";
import type { Activation, Inventory } from "../../src/model/model.ts";
import { bundle, inventoryOf } from "../selection/inventories.ts";

function paths(inventory: Inventory, from: string, to: string, options?: PathOptions) {
  const graph = createGraph(inventory);
  const nodes = (ids: string) =>
    ids.split(" ").map((id) => {
      const node = graph.nodeOf(id);
      if (node === undefined) throw new Error(`no asset ${id}`);
      return node;
    });
  return shortestPaths(graph, nodes(from), nodes(to), options);
}

const nodeText = (node: PathNode) => ("asset" in node ? node.asset : `[${node.flow.flow}]`);

/** `a -task-> b ~ b*` */
function pathText({ steps }: Path): string {
  const [first] = steps;
  if (first === undefined) return "";
  return steps.reduce((text, step) => {
    const by = step.kind === "same" ? "~" : `-${step.kind === "start" ? step.by.task : step.task.task}->`;
    return `${text} ${by} ${nodeText(step.to)}`;
  }, nodeText(first.from));
}

function summary(inventory: Inventory, from: string, to: string, options?: PathOptions) {
  const { length, count, more, backwards, paths: found } = paths(inventory, from, to, options);
  return {
    length,
    count,
    ...(more && { more }),
    ...(backwards && { backwards }),
    paths: found.map(pathText),
  };
}

/** Two paths from a to d, over b and over c, and a cycle through d ─▶ a. */
const diamond = inventoryOf([
  bundle("n/f", "ab", ["a"], ["b"]),
  bundle("n/f", "ac", ["a"], ["c"]),
  bundle("n/f", "bd", ["b"], ["d"]),
  bundle("n/f", "cd", ["c"], ["d"]),
  bundle("n/f", "da", ["d"], ["a"]),
  bundle("n/f", "long", ["c"], ["e"]),
  bundle("n/f", "longer", ["e"], ["d"]),
]);

describe("shortest paths", () => {
  test("given several shortest paths, when asked, then all are listed in order", () => {
    expect(summary(diamond, "a", "d")).toEqual({
      length: 2,
      count: 2,
      paths: ["a -ab-> b -bd-> d", "a -ac-> c -cd-> d"],
    });
  });

  test("given several starts and ends, when asked, then only the shortest paths of all are listed", () => {
    expect(summary(diamond, "a b", "d e")).toEqual({ length: 1, count: 1, paths: ["b -bd-> d"] });
  });

  test("given an asset in a cycle, when a path to itself is asked for, then it is the way round", () => {
    expect(summary(diamond, "a", "a")).toEqual({
      length: 3,
      count: 2,
      paths: ["a -ab-> b -bd-> d -da-> a", "a -ac-> c -cd-> d -da-> a"],
    });
  });

  test("given a task that reads and writes one asset, when a path to itself is asked for, then there is none", () => {
    expect(summary(inventoryOf([bundle("n/f", "t", ["a"], ["a"])]), "a", "a")).toEqual({
      count: 0,
      paths: [],
    });
  });

  test("given a path in the other direction only, when asked, then the answer says so", () => {
    const chain = inventoryOf([bundle("n/f", "t", ["a"], ["b"])]);
    expect(summary(chain, "b", "a")).toEqual({ count: 0, backwards: true, paths: [] });
  });

  test("given two tasks between two assets, when asked, then there are two paths; cases of one task are one", () => {
    const first = bundle("n/f", "t", ["a", "x1"], ["b"]);
    const second = bundle("n/f", "t", ["a", "x2"], ["b"]);
    const other = bundle("n/g", "t", ["a"], ["b"]);
    const answer = paths(inventoryOf([first, second, other]), "a", "b");
    expect(answer.count).toBe(2);
    expect(
      answer.paths.map(({ steps }) =>
        steps.map((step) => step.kind === "task" && [step.task.flow, step.cases]),
      ),
    ).toEqual([[["f", 2]], [["g", 1]]]);
  });

  test("given a pattern, when a path crosses it, then the link is no step and two links do not follow each other", () => {
    const inventory = inventoryOf([
      bundle("n/f", "make", ["keys"], ["lic-*"]),
      bundle("n/f", "use", ["lic-1"], ["used"]),
      bundle("n/f", "other", ["lic-1"], ["more"]),
      bundle("n/f", "two", ["lic-2"], ["end"]),
    ]);
    expect(summary(inventory, "keys", "used")).toEqual({
      length: 2,
      count: 1,
      paths: ["keys -make-> lic-* ~ lic-1 -use-> used"],
    });
    expect(paths(inventory, "keys", "used").paths[0]?.certainty).toBe("pattern");
    expect(summary(inventory, "lic-1", "end")).toEqual({ count: 0, paths: [] });
    expect(summary(inventory, "lic-1", "lic-*")).toEqual({ length: 0, count: 1, paths: ["lic-1 ~ lic-*"] });
  });

  test("given paths of different certainty, when asked, then the most certain is first", () => {
    const weak = bundle("n/f", "weak", ["a"], ["b"]);
    const inventory = inventoryOf([
      { ...weak, outputs: weak.outputs.map((entry) => ({ ...entry, certainty: "choice" as const })) },
      bundle("n/f", "strong", ["a"], ["c"]),
      bundle("n/f", "end_1", ["b"], ["z"]),
      bundle("n/f", "end_2", ["c"], ["z"]),
    ]);
    const { paths: found } = paths(inventory, "a", "z");
    expect(found.map((path) => [pathText(path), path.certainty])).toEqual([
      ["a -strong-> c -end_2-> z", "exact"],
      ["a -weak-> b -end_1-> z", "choice"],
    ]);
  });

  test("given many paths, when asked with a limit, then all are counted and only the limit is built", () => {
    const rungs = Array.from({ length: 60 }, (_, i) => [
      bundle("n/f", `l${i}`, [`a${i}`], [`b${i}`]),
      bundle("n/f", `m${i}`, [`b${i}`], [`a${i + 1}`]),
      bundle("n/f", `r${i}`, [`a${i}`], [`c${i}`]),
      bundle("n/f", `s${i}`, [`c${i}`], [`a${i + 1}`]),
    ]).flat();
    const ladder = inventoryOf(rungs);
    expect(paths(ladder, "a0", "a10").count).toBe(1024);
    const all = paths(ladder, "a0", "a60", { limit: 3 });
    expect({ length: all.length, count: all.count, more: all.more, shown: all.paths.length }).toEqual({
      length: 120,
      count: 1_000_000,
      more: true,
      shown: 3,
    });
  });

  test("given random edges, when asked, then the paths are the shortest of all simple paths", () => {
    const names = ["a", "b", "c", "d", "e"];
    const some = fc.subarray(names, { minLength: 1, maxLength: 2 });
    const rows = fc.array(fc.record({ inputs: some, outputs: some }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (edges) => {
        const inventory = inventoryOf(
          edges.map(({ inputs, outputs }, i) => bundle("n/f", `t${i}`, inputs, outputs)),
        );
        const known = new Set(inventory.assets.map((asset) => asset.id));
        if (!known.has("a") || !known.has("b")) return;
        const tried = everyPath(edges, "a", "b");
        const least = Math.min(...tried.map((path) => path.length));
        const shortest = tried.filter((path) => path.length === least);
        const answer = paths(inventory, "a", "b", { limit: 1000 });
        expect(answer.length).toBe(tried.length === 0 ? undefined : least);
        expect(answer.count).toBe(shortest.length);
        expect(answer.paths.map(pathText).sort()).toEqual(
          shortest.map((path) => `a${path.map(([task, to]) => ` -${task}-> ${to}`).join("")}`).sort(),
        );
      }),
      { numRuns: 500 },
    );
  });
});

function everyPath(
  edges: readonly { inputs: readonly string[]; outputs: readonly string[] }[],
  from: string,
  to: string,
  seen: readonly string[] = [],
): (readonly [string, string])[][] {
  if (from === to) return [[]];
  return edges.flatMap(({ inputs, outputs }, i) => {
    if (!inputs.includes(from)) return [];
    return outputs
      .filter((next) => next !== from && !seen.includes(next))
      .flatMap((next) =>
        everyPath(edges, next, to, [...seen, from]).map((rest) => [[`t${i}`, next] as const, ...rest]),
      );
  });
}

describe("activations in paths", () => {
  const place = { file: "f.yml", line: 9, column: 1 };
  const shared = { place, taskType: "T" };
  const activations: readonly Activation[] = [
    {
      ...shared,
      kind: "flow-trigger",
      namespace: "n",
      flow: "report",
      task: "after_load",
      flows: [{ namespace: "n", flow: "load", certainty: "exact" }],
    },
    {
      ...shared,
      kind: "call",
      namespace: "n",
      flow: "report",
      task: "call_mail",
      flows: [{ namespace: "n", flow: "mail", certainty: "default" }],
    },
    {
      ...shared,
      kind: "asset-trigger",
      namespace: "n",
      flow: "watch",
      task: "on_table",
      assets: {
        type: "Table",
        metadata: [{ field: "layer", operator: "EQUAL_TO", value: "mart" }],
        certainty: "pattern",
      },
    },
  ];
  const inventory: Inventory = {
    ...inventoryOf(
      [
        bundle("n/load", "read", ["source"], ["staged"]),
        bundle("n/load", "only_read", ["lookup"], []),
        bundle("n/report", "draw", ["settings"], ["picture"]),
        bundle("n/mail", "send", ["addresses"], ["sent"]),
        bundle("n/watch", "note", [], ["log"]),
        bundle("n/make", "mart", ["staged"], ["mart"]),
      ],
      {
        mart: { type: "Table", metadata: { layer: "mart" } },
        staged: { type: "Table", metadata: { layer: "staging" } },
      },
    ),
    activations,
  };

  test("given activations, when not asked for, then they are not part of a path", () => {
    expect(summary(inventory, "source", "picture")).toEqual({ count: 0, paths: [] });
  });

  test("given a flow that touches the asset, when it starts a writing flow, then that is a path", () => {
    const expected = (asset: string, task: string) => ({
      length: 3,
      count: 1,
      paths: [`${asset} -${task}-> [load] -after_load-> [report] -draw-> picture`],
    });
    expect(summary(inventory, "source", "picture", { activation: true })).toEqual(expected("source", "read"));
    expect(summary(inventory, "lookup", "picture", { activation: true })).toEqual(
      expected("lookup", "only_read"),
    );
    expect(summary(inventory, "staged", "picture", { activation: true })).toEqual(expected("staged", "read"));
  });

  test("given a started flow that starts another, when asked, then the path has its weakest step's certainty", () => {
    const answer = paths(inventory, "source", "sent", { activation: true });
    expect(answer.paths.map(pathText)).toEqual([
      "source -read-> [load] -after_load-> [report] -call_mail-> [mail] -send-> sent",
    ]);
    expect(answer.paths[0]?.certainty).toBe("default");
    expect(answer.paths[0]?.steps[2]).toEqual({
      kind: "start",
      from: { flow: { namespace: "n", flow: "report" } },
      to: { flow: { namespace: "n", flow: "mail" } },
      certainty: "default",
      how: "call",
      by: { namespace: "n", flow: "report", task: "call_mail", taskType: "T", place },
    });
  });

  test("given a flow that reads one asset and writes another in other tasks, when asked, then there is no path", () => {
    expect(summary(inventory, "lookup", "staged", { activation: true })).toEqual({ count: 0, paths: [] });
  });

  test("given a flow that watches a type and metadata, when an asset has them, then the asset starts the flow", () => {
    expect(summary(inventory, "mart", "log", { activation: true }).paths).toEqual([
      "mart -on_table-> [watch] -note-> log",
    ]);
    expect(summary(inventory, "staged", "log", { activation: true }).paths).toEqual([
      "staged -mart-> mart -on_table-> [watch] -note-> log",
    ]);
  });
});

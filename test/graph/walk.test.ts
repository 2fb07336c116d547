import { describe, expect, test } from "vitest";
import type { Walk } from "../../src/graph/answer.ts";
import { downstream } from "../../src/graph/downstream.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { upstream } from "../../src/graph/upstream.ts";
import { smallInventory } from "./small-inventory.ts";

/** The reached assets, such as `2 avg choice`: distance, id and certainty. */
function reached({ assets }: Walk): string[] {
  return assets.map(({ asset, distance, certainty }) => `${distance} ${asset.id} ${certainty}`);
}

function steps({ assets }: Walk): string[] {
  return assets.flatMap(({ asset, hops }) =>
    hops.map((hop) => `${hop.from.join("+")} -${hop.flow}/${hop.task}-> ${asset.id} @${hop.distance}`),
  );
}

const down = (lines: readonly string[], id: string, depth?: number) =>
  downstream(createGraph(smallInventory(lines)), id, depth === undefined ? {} : { depth });
const up = (lines: readonly string[], id: string) => upstream(createGraph(smallInventory(lines)), id);

describe("distance", () => {
  const taxi = [
    "pipeline/stage: taxi -> trips",
    "pipeline/average@2: trips -> avg_count",
    "pipeline/average@2: trips -> avg_distance",
  ];

  test("given a chain, when walked, then the distance is the number of tasks from the start", () => {
    expect(reached(down(taxi, "taxi"))).toEqual([
      "1 trips exact",
      "2 avg_count exact",
      "2 avg_distance exact",
    ]);
    expect(reached(up(taxi, "avg_count"))).toEqual(["1 trips exact", "2 taxi exact"]);
  });

  test("given a step, when walked, then it has its task and the place of the declaration", () => {
    const [trips] = down(taxi, "taxi").assets;
    expect(trips?.hops).toEqual([
      {
        namespace: "company",
        flow: "pipeline",
        task: "stage",
        taskType: "io.kestra.plugin.core.log.Log",
        place: { file: "pipeline.yml", line: 1, column: 1 },
        distance: 1,
        certainty: "exact",
        from: ["taxi"],
        cases: 1,
        assumptions: [],
      },
    ]);
  });

  test("given a short and a long path, when walked, then the distance is the short one's and both steps are kept", () => {
    const lines = ["f/long1: a -> b", "f/long2: b -> c", "f/short: a -> c"];
    expect(reached(down(lines, "a"))).toEqual(["1 b exact", "1 c exact"]);
    expect(steps(down(lines, "a"))).toEqual(["a -f/long1-> b @1", "a -f/short-> c @1", "b -f/long2-> c @2"]);
  });

  test("given an asset on a long and a short path, when walked to a depth, then the short path counts", () => {
    const lines = ["f/t1: a -> b", "f/t2: b -> c", "f/t3: a -> c", "f/t4: c -> d"];
    expect(reached(down(lines, "a", 2))).toEqual(["1 b exact", "1 c exact", "2 d exact"]);
  });

  test("given two tasks of one flow, when one is reached, then the other's assets are not", () => {
    expect(reached(down(["f/t1: a -> b", "f/t2: x -> y"], "a"))).toEqual(["1 b exact"]);
  });

  test("given cases for dev and prod, when walked from dev, then prod is not reached", () => {
    const lines = ["f/t@1: stg_dev -> mart_dev", "f/t@1: stg_prod -> mart_prod"];
    expect(reached(down(lines, "stg_dev"))).toEqual(["1 mart_dev exact"]);
  });

  test("given a cycle, when walked, then the walk ends and the start is not in its result", () => {
    const lines = ["f/t1: a -> b", "f/t2: b -> c", "f/t3: c -> a, b"];
    expect(reached(down(lines, "a"))).toEqual(["1 b exact", "2 c exact"]);
    expect(steps(down(lines, "a"))).toEqual(["a -f/t1-> b @1", "c -f/t3-> b @3", "b -f/t2-> c @2"]);
  });

  test("given an unknown id, when walked, then it is an error", () => {
    expect(() => down(taxi, "texi")).toThrow(new RangeError('no asset has the id "texi"'));
  });
});

describe("depth", () => {
  const chain = ["f/t1: a -> b", "f/t2: b -> c", "f/t3: c -> d", "f/t4: b ->"];

  test("given a depth of 1, when walked, then further assets are only counted", () => {
    const walk = down(chain, "a", 1);
    expect(reached(walk)).toEqual(["1 b exact"]);
    expect(walk.beyond).toBe(2);
    expect(walk.ends).toEqual([]);
  });

  test("given a depth of 0, when walked, then nothing is listed and all assets are counted", () => {
    expect(reached(down(chain, "a", 0))).toEqual([]);
    expect(down(chain, "a", 0).beyond).toBe(3);
  });

  test("given a step between two assets at the limit, when walked, then it is left out", () => {
    const lines = ["f/t1: a -> b, c", "f/t2: b -> c"];
    expect(steps(down(lines, "a", 1))).toEqual(["a -f/t1-> b @1", "a -f/t1-> c @1"]);
  });
});

describe("certainty", () => {
  test("given a path, when walked, then its certainty is that of its weakest part", () => {
    const lines = ["f/t1: a -> b (default)", "f/t2: b -> c", "f/t3: c (choice) -> d", "f/t4: d -> e"];
    expect(reached(down(lines, "a"))).toEqual(["1 b default", "2 c default", "3 d choice", "4 e choice"]);
  });

  test("given several shortest paths, when walked, then the strongest counts", () => {
    const lines = ["f/t1: a -> b (choice)", "f/t2: a -> c (default)", "f/t3: b -> d", "f/t4: c -> d"];
    expect(reached(down(lines, "a"))).toEqual(["1 b choice", "1 c default", "2 d default"]);
  });

  test("given a longer, stronger path, when walked, then it does not count", () => {
    const lines = ["f/t1: a -> b", "f/t2: b -> c", "f/t3: a -> c (choice)"];
    expect(reached(down(lines, "a"))).toEqual(["1 b exact", "1 c choice"]);
  });
});

describe("patterns", () => {
  const snapshots = [
    "infra/snapshot: host -> snapshot-*",
    "infra/restore: snapshot-7 -> rehearsal",
    "infra/other: volume-7 -> other",
  ];

  test("given a written pattern, when a task reads an id that it can become, then that id is one step away", () => {
    expect(reached(down(snapshots, "host"))).toEqual([
      "1 snapshot-* pattern",
      "1 snapshot-7 pattern",
      "2 rehearsal pattern",
    ]);
    expect(down(snapshots, "host").assets[1]).toMatchObject({ hops: [], sameAs: ["snapshot-*"] });
  });

  test("given a read id, when a written pattern can become it, then the pattern's inputs are upstream", () => {
    expect(reached(up(snapshots, "rehearsal"))).toEqual([
      "1 snapshot-* pattern",
      "1 snapshot-7 exact",
      "2 host pattern",
    ]);
  });

  test("given a pattern as the start, when walked, then ids that it can become count as the start", () => {
    const walk = down(snapshots, "snapshot-*");
    expect(walk.sameAs).toEqual(["snapshot-7"]);
    expect(reached(walk)).toEqual(["1 rehearsal pattern"]);
    expect(steps(walk)).toEqual(["snapshot-7 -infra/restore-> rehearsal @1"]);
  });

  test("given two ids of one pattern, when one is reached, then the other is not", () => {
    const lines = ["f/t1: a -> lic-1", "f/t2: lic-* -> b", "f/t3: lic-2 -> c"];
    expect(reached(down(lines, "a"))).toEqual(["1 lic-* pattern", "1 lic-1 exact", "2 b pattern"]);
  });

  test("given a pattern that is linked and then written, when walked, then it links again", () => {
    const lines = ["f/t1: a -> lic-1", "f/t2: lic-1 -> lic-*", "f/t3: lic-2 -> c"];
    expect(reached(down(lines, "a"))).toEqual([
      "1 lic-* pattern",
      "1 lic-1 exact",
      "2 lic-2 pattern",
      "3 c pattern",
    ]);
  });

  test("given two patterns with a common id, when walked, then they are linked", () => {
    const lines = ["f/t1: a -> lic-*", "f/t2: *-win -> b", "f/t3: *-doc* -> c", "f/t4: log-* -> d"];
    expect(reached(down(lines, "a")).filter((line) => line.startsWith("2"))).toEqual([
      "2 b pattern",
      "2 c pattern",
    ]);
  });

  test("given a pattern without a literal character, when walked, then it is linked to nothing", () => {
    expect(reached(down(["f/t1: a -> *", "f/t2: b -> c"], "a"))).toEqual(["1 * pattern"]);
  });

  test("given a pattern linked to the start, when a step leads to it, then it is in the result", () => {
    const lines = ["f/t1: lic-1 -> b", "f/t2: b -> lic-*"];
    expect(reached(down(lines, "lic-1"))).toEqual(["1 b exact", "2 lic-* pattern"]);
  });
});

describe("ends", () => {
  test("given tasks that read and write nothing, when walked down, then they are ends with what they read", () => {
    const lines = ["f/t1: a -> b", "f/t2: b -> c", "f/report: c, a, z ->"];
    const walk = down(lines, "a");
    expect(walk.ends).toMatchObject([{ task: "report", distance: 1, from: ["a", "c"], back: [] }]);
  });

  test("given tasks that write from nothing, when walked up, then they are ends", () => {
    expect(up(["f/make:  -> a", "f/t: a -> b"], "b").ends).toMatchObject([
      { task: "make", distance: 2, from: ["a"], back: [] },
    ]);
  });

  test("given a task that leads only back, when walked, then it is an end too", () => {
    const lines = ["f/t1: a -> b", "f/back: b -> a", "f/update: b -> b"];
    expect(down(lines, "a").ends).toMatchObject([
      { task: "back", distance: 2, from: ["b"], back: ["a"] },
      { task: "update", distance: 2, from: ["b"], back: ["b"] },
    ]);
  });
});

describe("cases of one declaration", () => {
  test("given several cases, when walked, then they are one step with the strongest certainty", () => {
    const lines = ["f/t@1: a, x (choice) -> all (choice)", "f/t@1: a -> all (default)", "f/u: a -> x"];
    const walk = down(lines, "a");
    expect(walk.assets[0]?.hops).toMatchObject([
      { task: "t", cases: 2, certainty: "default", from: ["a", "x"], distance: 1 },
    ]);
  });

  test("given two declarations, when walked, then they are two steps", () => {
    expect(steps(down(["f/t@1: a -> b", "f/t@2: a -> b"], "a"))).toHaveLength(2);
  });
});

test("given an id that only a bundle names, when walked, then it is reached", () => {
  const inventory = { ...smallInventory(["f/t1: a -> b", "f/t2: b -> c"]), assets: [] };
  expect(reached(downstream(createGraph(inventory), "a"))).toEqual(["1 b exact", "2 c exact"]);
});

import { describe, expect, test } from "vitest";
import type { Walk } from "../../src/graph/answer.ts";
import { downstream } from "../../src/graph/downstream.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { upstream } from "../../src/graph/upstream.ts";
import { smallInventory } from "./small-inventory.ts";

/** `2 avg choice` for each reached asset. */
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

  test("counts tasks from the start", () => {
    expect(reached(down(taxi, "taxi"))).toEqual([
      "1 trips exact",
      "2 avg_count exact",
      "2 avg_distance exact",
    ]);
    expect(reached(up(taxi, "avg_count"))).toEqual(["1 trips exact", "2 taxi exact"]);
  });

  test("names the step, and where its asset is declared", () => {
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

  test("is that of the shortest path; longer steps are kept and come after", () => {
    const lines = ["f/long1: a -> b", "f/long2: b -> c", "f/short: a -> c"];
    expect(reached(down(lines, "a"))).toEqual(["1 b exact", "1 c exact"]);
    expect(steps(down(lines, "a"))).toEqual(["a -f/long1-> b @1", "a -f/short-> c @1", "b -f/long2-> c @2"]);
  });

  test("a node first met on a long path does not hide what a short path reaches within the depth", () => {
    const lines = ["f/t1: a -> b", "f/t2: b -> c", "f/t3: a -> c", "f/t4: c -> d"];
    expect(reached(down(lines, "a", 2))).toEqual(["1 b exact", "1 c exact", "2 d exact"]);
  });

  test("never goes through a flow: other tasks of the same flow are not reached", () => {
    expect(reached(down(["f/t1: a -> b", "f/t2: x -> y"], "a"))).toEqual(["1 b exact"]);
  });

  test("edges exist only inside a bundle: dev never leads to prod", () => {
    const lines = ["f/t@1: stg_dev -> mart_dev", "f/t@1: stg_prod -> mart_prod"];
    expect(reached(down(lines, "stg_dev"))).toEqual(["1 mart_dev exact"]);
  });

  test("cycles end, and the start is not its own result", () => {
    const lines = ["f/t1: a -> b", "f/t2: b -> c", "f/t3: c -> a, b"];
    expect(reached(down(lines, "a"))).toEqual(["1 b exact", "2 c exact"]);
    expect(steps(down(lines, "a"))).toEqual(["a -f/t1-> b @1", "c -f/t3-> b @3", "b -f/t2-> c @2"]);
  });

  test("an unknown id is an error", () => {
    expect(() => down(taxi, "texi")).toThrow(new RangeError('no asset has the id "texi"'));
  });
});

describe("depth", () => {
  const chain = ["f/t1: a -> b", "f/t2: b -> c", "f/t3: c -> d", "f/t4: b ->"];

  test("limits the list and counts the rest", () => {
    const walk = down(chain, "a", 1);
    expect(reached(walk)).toEqual(["1 b exact"]);
    expect(walk.beyond).toBe(2);
    expect(walk.ends).toEqual([]);
  });

  test("0 lists nothing", () => {
    expect(reached(down(chain, "a", 0))).toEqual([]);
    expect(down(chain, "a", 0).beyond).toBe(3);
  });

  test("leaves out steps that start at its edge", () => {
    const lines = ["f/t1: a -> b, c", "f/t2: b -> c"];
    expect(steps(down(lines, "a", 1))).toEqual(["a -f/t1-> b @1", "a -f/t1-> c @1"]);
  });
});

describe("certainty", () => {
  test("of a path is its weakest part, wherever it stands", () => {
    const lines = ["f/t1: a -> b (default)", "f/t2: b -> c", "f/t3: c (choice) -> d", "f/t4: d -> e"];
    expect(reached(down(lines, "a"))).toEqual(["1 b default", "2 c default", "3 d choice", "4 e choice"]);
  });

  test("of several shortest paths the strongest counts", () => {
    const lines = ["f/t1: a -> b (choice)", "f/t2: a -> c (default)", "f/t3: b -> d", "f/t4: c -> d"];
    expect(reached(down(lines, "a"))).toEqual(["1 b choice", "1 c default", "2 d default"]);
  });

  test("a longer path never counts, however strong", () => {
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

  test("a written pattern feeds whoever reads an id it can become, one step away", () => {
    expect(reached(down(snapshots, "host"))).toEqual([
      "1 snapshot-* pattern",
      "1 snapshot-7 pattern",
      "2 rehearsal pattern",
    ]);
    expect(down(snapshots, "host").assets[1]).toMatchObject({ hops: [], sameAs: ["snapshot-*"] });
  });

  test("and the other way up", () => {
    expect(reached(up(snapshots, "rehearsal"))).toEqual([
      "1 snapshot-* pattern",
      "1 snapshot-7 exact",
      "2 host pattern",
    ]);
  });

  test("what may be the start leads on as the start does", () => {
    const walk = down(snapshots, "snapshot-*");
    expect(walk.sameAs).toEqual(["snapshot-7"]);
    expect(reached(walk)).toEqual(["1 rehearsal pattern"]);
    expect(steps(walk)).toEqual(["snapshot-7 -infra/restore-> rehearsal @1"]);
  });

  test("a link is not followed from a link: two ids of one pattern are two assets", () => {
    const lines = ["f/t1: a -> lic-1", "f/t2: lic-* -> b", "f/t3: lic-2 -> c"];
    expect(reached(down(lines, "a"))).toEqual(["1 lic-* pattern", "1 lic-1 exact", "2 b pattern"]);
  });

  test("a pattern that is reached as a link and written further on links once more", () => {
    const lines = ["f/t1: a -> lic-1", "f/t2: lic-1 -> lic-*", "f/t3: lic-2 -> c"];
    expect(reached(down(lines, "a"))).toEqual([
      "1 lic-* pattern",
      "1 lic-1 exact",
      "2 lic-2 pattern",
      "3 c pattern",
    ]);
  });

  test("two patterns that share a possible id are linked", () => {
    const lines = ["f/t1: a -> lic-*", "f/t2: *-win -> b", "f/t3: *-doc* -> c", "f/t4: log-* -> d"];
    expect(reached(down(lines, "a")).filter((line) => line.startsWith("2"))).toEqual([
      "2 b pattern",
      "2 c pattern",
    ]);
  });

  test("a pattern without a known character is linked to nothing", () => {
    expect(reached(down(["f/t1: a -> *", "f/t2: b -> c"], "a"))).toEqual(["1 * pattern"]);
  });

  test("a link of the start is a result only when a step leads to it", () => {
    const lines = ["f/t1: lic-1 -> b", "f/t2: b -> lic-*"];
    expect(reached(down(lines, "lic-1"))).toEqual(["1 b exact", "2 lic-* pattern"]);
  });
});

describe("ends", () => {
  test("down: tasks that read and write nothing, with what they read, nearest first", () => {
    const lines = ["f/t1: a -> b", "f/t2: b -> c", "f/report: c, a, z ->"];
    const walk = down(lines, "a");
    expect(walk.ends).toMatchObject([{ task: "report", distance: 1, from: ["a", "c"], back: [] }]);
  });

  test("up: tasks that write from nothing", () => {
    expect(up(["f/make:  -> a", "f/t: a -> b"], "b").ends).toMatchObject([
      { task: "make", distance: 2, from: ["a"], back: [] },
    ]);
  });

  test("a task that leads only back to the start or to what it read is an end too", () => {
    const lines = ["f/t1: a -> b", "f/back: b -> a", "f/update: b -> b"];
    expect(down(lines, "a").ends).toMatchObject([
      { task: "back", distance: 2, from: ["b"], back: ["a"] },
      { task: "update", distance: 2, from: ["b"], back: ["b"] },
    ]);
  });
});

describe("cases of one declaration", () => {
  test("are one step, spoken for by the strongest case", () => {
    const lines = ["f/t@1: a, x (choice) -> all (choice)", "f/t@1: a -> all (default)", "f/u: a -> x"];
    const walk = down(lines, "a");
    expect(walk.assets[0]?.hops).toMatchObject([
      { task: "t", cases: 2, certainty: "default", from: ["a", "x"], distance: 1 },
    ]);
  });

  test("a second declaration is a second step", () => {
    expect(steps(down(["f/t@1: a -> b", "f/t@2: a -> b"], "a"))).toHaveLength(2);
  });
});

test("an id that only a bundle names still counts", () => {
  const inventory = { ...smallInventory(["f/t1: a -> b", "f/t2: b -> c"]), assets: [] };
  expect(reached(downstream(createGraph(inventory), "a"))).toEqual(["1 b exact", "2 c exact"]);
});

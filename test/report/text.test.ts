import { describe, expect, test } from "vitest";
import { ownedImpact } from "../../src/changes/owned-impact.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { lineage } from "../../src/graph/lineage.ts";
import { listAssets } from "../../src/graph/list.ts";
import type { Gap } from "../../src/model/model.ts";
import type { Owners } from "../../src/model/owners.ts";
import { plainStyle } from "../../src/report/style.ts";
import { columnsOf } from "../../src/report/text/columns.ts";
import { wrapSegments } from "../../src/report/text/fill.ts";
import { impactText } from "../../src/report/text/impact.ts";
import { lineageText } from "../../src/report/text/lineage.ts";
import { listText } from "../../src/report/text/list.ts";
import { table } from "../../src/report/text/table.ts";
import { treeLines } from "../../src/report/text/tree.ts";
import { unknownLines } from "../../src/report/text/unknown-lines.ts";
import { escapeControlChars } from "../../src/util/escape-control-chars.ts";
import { count, firstOf, grouped, listed } from "../../src/util/text.ts";
import { gap, smallInventory } from "../graph/small-inventory.ts";

const options = { style: plainStyle, width: 100 };
const lines = (text: string) => text.replace(/^\n/, "").replace(/^ {4}/gm, "").trimEnd();

describe("visible", () => {
  test.each([
    ["plain-id_1.x:y", "plain-id_1.x:y"],
    ["漢字 é 😀", "漢字 é 😀"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["a\r\nb\tc\u0000", "a\\u000d\\u000ab\\u0009c\\u0000"],
    ["\u009b2J\u007f", "\\u009b2J\\u007f"],
    ["abc\u202etxt.exe", "abc\\u202etxt.exe"],
    ["zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"],
    ["filled\u3164\u115f\u2800", "filled\\u3164\\u115f\\u2800"],
    ["tagged\u{e0041}", "tagged\\u{e0041}"],
    ["selected\ufe0f\u{e0100}", "selected\\ufe0f\\u{e0100}"],
    ["half \ud83d", "half \\ud83d"],
  ])("given %j, when escaped, then it is %s", (text, expected) => {
    expect(escapeControlChars(text)).toBe(expected);
  });
});

test("given text, when measured, then the number is the columns of a terminal", () => {
  expect(["abc", "漢字", "e\u0301", "😀", "← a"].map(columnsOf)).toEqual([3, 4, 1, 2, 3]);
});

test("given wide letters, when written as a table, then columns are aligned without trailing blanks", () => {
  const rows = [
    ["ASSET", "N"],
    ["漢字", "1"],
    ["plain", ""],
  ];
  const cells = rows.map(([first = "", second = ""]) => [
    { text: first },
    { text: second, align: "right" as const },
  ]);
  expect(table(cells)).toEqual(["ASSET  N", "漢字   1", "plain"]);
});

test("given a painted cell, when written as a table, then only visible characters count", () => {
  const paint = (text: string) => `<${text}>`;
  expect(
    table([
      [{ text: "ab", paint }, { text: "x" }],
      [{ text: "abcd" }, { text: "y" }],
    ]),
  ).toEqual(["<ab>    x", "abcd  y"]);
});

test("given a tree, when written, then it has box characters", () => {
  const leaf = (label: string) => ({ label, children: [] });
  expect(
    treeLines([{ label: "a", children: [leaf("b"), { label: "c", children: [leaf("d")] }] }, leaf("e")]),
  ).toEqual(["├─ a", "│  ├─ b", "│  └─ c", "│     └─ d", "└─ e"]);
});

test("given a tree of 5,000 levels, when written, then the stack is not exhausted", () => {
  let node = { label: "x", children: [] as { label: string; children: never[] }[] };
  for (let at = 0; at < 5000; at++) node = { label: "x", children: [node] as never };
  expect(treeLines([node])).toHaveLength(5001);
});

test("given pieces, when filled into lines, then a line has as many as fit", () => {
  const pieces = ["aaaa", "bbbb", "cccc"].map((text) => ({ text }));
  expect(wrapSegments(pieces, 12, "  ")).toEqual(["  aaaa  bbbb", "    cccc"]);
  expect(wrapSegments(pieces, 5, "")).toEqual(["aaaa", "  bbbb", "  cccc"]);
});

test('given numbers and lists, when written, then they have plurals, separators and "and"', () => {
  expect([count(1, "task"), count(2, "task"), count(1234, "task")]).toEqual([
    "1 task",
    "2 tasks",
    "1,234 tasks",
  ]);
  expect([grouped(999), grouped(1_234_567)]).toEqual(["999", "1,234,567"]);
  expect([listed(["a"]), listed(["a", "b", "c"])]).toEqual(["a", "a, b and c"]);
  expect(firstOf(["a", "b", "c", "d"], 3)).toBe("a, b, c and 1 more");
});

describe("gaps at the end of an answer", () => {
  test("given no gaps, when written, then it says so", () => {
    expect(unknownLines({ here: [], elsewhere: [] }, options)).toEqual(["No known gaps."]);
  });

  test("given gaps of its own flows, when written, then each has its place and message", () => {
    expect(unknownLines({ here: [gap("loop", "pipe")], elsewhere: [] }, options)).toEqual([
      "1 known gap in these flows:",
      "  pipe.yml:9",
      "    loop of pipe",
    ]);
  });

  test("given gaps elsewhere that may hide assets, when written, then they are grouped by reason", () => {
    const elsewhere: Gap[] = [
      gap("auto", "a", "t"),
      gap("file"),
      gap("file"),
      gap("auto", "b", "t"),
      { ...gap("loop", "c", "t"), hides: ["inputs"] },
      { ...gap("dynamic", "d"), hides: ["outputs"] },
    ];
    expect(unknownLines({ here: [], elsewhere }, options)).toEqual([
      "No known gaps in these flows.",
      "Gaps elsewhere that may add to this (see `assets scan`):",
      "  2 tasks may read or write any asset (enableAuto):",
      "    t in company/a  a.yml:9",
      "    t in company/b  b.yml:9",
      "  1 task may read any asset (loop over unknown values):",
      "    t in company/c  c.yml:9",
      "  1 task may write any asset (declaration known only at run time):",
      "    flow company/d  d.yml:9",
      "  1 file could not be read completely:",
      "    broken.yml:9",
    ]);
  });

  test("given 25 gaps, when written, then 20 are shown and the rest is counted", () => {
    const here = Array.from({ length: 25 }, () => gap("loop", "pipe"));
    const printed = unknownLines({ here, elsewhere: [] }, options);
    expect(printed.slice(-1)).toEqual(["  and 5 more; see --format json for all"]);
  });
});

describe("impact", () => {
  const textOf = (bundles: readonly string[], id: string, depth?: number) =>
    impactText(
      ownedImpact(createGraph(smallInventory(bundles)), id, nobody, depth === undefined ? {} : { depth }),
      options,
    ).trimEnd();
  const nobody: Owners = { ofAsset: () => [], ofFlow: () => [] };

  test("given owners, when written, then assets and reading tasks have theirs", () => {
    const owners: Owners = {
      ofAsset: ({ id }) => [{ name: `keeper of ${id}`, from: "asset" }],
      ofFlow: ({ flow }) => [{ name: `@${flow}`, from: "codeowners" }],
    };
    const graph = createGraph(smallInventory(["pipe/stage: taxi -> trips", "report/print: trips ->"]));
    expect(impactText(ownedImpact(graph, "taxi", owners), options).trimEnd()).toBe(
      lines(`
    taxi  external
    owners: keeper of taxi

    1 asset downstream
      trips  distance 1  owners: keeper of trips
          ← taxi  stage in company/pipe  pipe.yml:1

    1 read-only task
      print in company/report  report.yml:2  owners: @report
          reads trips

    No known gaps.`),
    );
  });

  test("given assets, a reading task and a depth, when written, then distances and hidden assets are shown", () => {
    const bundles = ["pipe/stage: taxi -> trips", "pipe/avg: trips -> avg", "report/print: taxi, trips ->"];
    expect(textOf(bundles, "taxi", 1)).toBe(
      lines(`
    taxi  external

    1 asset downstream
      trips  distance 1
          ← taxi  stage in company/pipe  pipe.yml:1

    1 asset beyond --depth not shown

    1 read-only task
      print in company/report  report.yml:3
          reads taxi

    No known gaps.`),
    );
  });

  test("given a longer step, cases and a task that leads back, when written, then each is marked", () => {
    const bundles = ["f/a: x -> y", "f/b: y -> z", "f/c@9: z -> y", "f/c@9: z -> y", "f/d: y -> x"];
    expect(textOf(bundles, "x")).toBe(
      lines(`
    x

    2 assets downstream
      y  distance 1
          ← x  a in company/f  f.yml:1
          ← z (distance 3)  c in company/f  f.yml:9  in 2 cases
      z  distance 2
          ← y  b in company/f  f.yml:2

    1 task without further assets
      d in company/f  f.yml:5
          reads y and writes x

    No known gaps.`),
    );
  });

  test("given nothing downstream, when written, then it says 0 assets", () => {
    expect(textOf(["f/a: x -> y"], "y")).toBe("y\n\n0 assets downstream\n\nNo known gaps.");
  });
});

describe("lineage", () => {
  const textOf = (bundles: readonly string[], id: string, width = 100) =>
    lineageText(lineage(createGraph(smallInventory(bundles)), id), { ...options, width }).trimEnd();

  test("given an asset reached twice, when written, then its followers are shown once and every step is shown", () => {
    const bundles = ["f/a: s -> b", "f/b: b -> c", "f/c: s -> c", "f/d: c -> d", "f/e: d ->"];
    expect(textOf(bundles, "s")).toBe(
      lines(`
    s  external

    upstream: 0 assets

    downstream: 3 assets
    ├─ b  written by a in f
    │  └─ c  written by b in f  (continued elsewhere in this tree)
    └─ c  written by c in f
       └─ d  written by d in f
          └─ read by e in f

    No known gaps.`),
    );
  });

  test("given a pattern, when written, then ids that it may be are below it", () => {
    expect(textOf(["f/a: host -> snap-*", "f/b: snap-7 -> copy"], "host")).toContain(
      lines(`
    └─ snap-*  pattern  written by a in f
       └─ ≈ snap-7  external  pattern  possibly the same at run time
          └─ copy  pattern  written by b in f`),
    );
  });

  test("given a narrow terminal, when written, then ids are complete and the rest is left out", () => {
    const bundles = ["some_flow/some_task: source -> a_table_with_a_long_name"];
    expect(textOf(bundles, "source", 30)).toContain("└─ a_table_with_a_long_name\n");
  });

  test("given flows with one id in two namespaces, when written, then the namespaces are shown", () => {
    const inventory = smallInventory(["f/a: s -> b", "f/b: s -> c"]);
    const bundles = inventory.bundles.map((bundle, at) =>
      at === 0 ? bundle : { ...bundle, namespace: "other" },
    );
    const text = lineageText(lineage(createGraph({ ...inventory, bundles }), "s"), options);
    expect(text).toContain("b  written by a in company/f\n");
    expect(text).toContain("c  written by b in other/f\n");
  });
});

describe("a list on a terminal", () => {
  const graph = createGraph(smallInventory(["flow/task: a-rather-long-id -> b"]));
  const text = (width: number, isTerminal = true) =>
    listText(
      { assets: listAssets(graph), totals: { assets: 2, gaps: 0 } },
      { style: plainStyle, width, isTerminal },
    ).split("\n");

  test("given too little width, when written, then columns are hidden and named below", () => {
    expect(text(80)[0]).toBe("ASSET             TYPE  NAMESPACE  LAYER  CERTAINTY   WRITERS  READERS");
    expect(text(65).slice(0, 5)).toEqual([
      "ASSET             TYPE  LAYER  CERTAINTY   WRITERS  READERS",
      "a-rather-long-id               exact      external        1",
      "b                              exact             1        0",
      "",
      "2 assets",
    ]);
    expect(text(65)[5]).toBe("NAMESPACE hidden to fit the terminal (see --format json)");
    expect(text(20)[0]).toBe("ASSET             CERTAINTY   WRITERS  READERS");
  });

  test("given no terminal, when written, then all columns are shown", () => {
    expect(text(20, false)[0]).toBe("ASSET             TYPE  NAMESPACE  LAYER  CERTAINTY   WRITERS  READERS");
  });
});

test("given a long message of a gap, when written, then it is broken between words", () => {
  const here = [{ ...gap("loop"), message: "one two three four" }];
  expect(unknownLines({ here, elsewhere: [] }, { style: plainStyle, width: 14 }).slice(2)).toEqual([
    "    one two",
    "    three four",
  ]);
});

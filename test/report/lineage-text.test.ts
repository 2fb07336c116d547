import { expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import { lineage } from "../../src/graph/lineage.ts";
import { plainStyle } from "../../src/report/style.ts";
import { lineageText } from "../../src/report/text/lineage.ts";
import { smallInventory } from "../graph/small-inventory.ts";

const linesOf = (lines: readonly string[], id: string) =>
  lineageText(lineage(createGraph(smallInventory(lines)), id, { directions: ["down"] }), {
    style: plainStyle,
    width: 80,
    isTerminal: false,
  }).split("\n");

test("given a task that reads more assets than a step lists, when shown, then the others are counted", () => {
  const many = Array.from({ length: 120 }, (_, at) => `x${at}`).join(", ");
  const lines = linesOf([`f/a: taxi -> ${many}`, `f/b: ${many} -> avg`], "taxi");
  expect(lines.filter((line) => line.includes("─ avg"))).toHaveLength(100);
  expect(lines.find((line) => line.includes("─ avg"))).toBe("│  └─ avg  written by b in f  (20 more inputs)");
});

test("given patterns that may all be one another, when shown, then each has its place once and the others are counted", () => {
  const chain = Array.from({ length: 130 }, (_, at) => `f/t${at}: a*${at}* -> a*${at + 1}*`);
  const lines = linesOf(["f/s: a*0* -> x", ...chain], "a*0*");
  expect(lines[4]).toBe("downstream: 131 assets");
  expect(lines.filter((line) => /^[├└]─ a\*7\* /.test(line))).toHaveLength(1);
  expect(lines.some((line) => line.includes("(and 29 more)"))).toBe(true);
  expect(Math.max(...lines.map((line) => line.indexOf("─")))).toBeLessThan(10);
});

import { expect, test } from "vitest";
import { changeReport } from "../../src/changes/change-report.ts";
import { compareInventories } from "../../src/changes/compare.ts";
import { impactOfDifference } from "../../src/changes/comparison.ts";
import { createOwners } from "../../src/model/owners.ts";
import { diffText } from "../../src/report/diff/diff-text.ts";
import { plainStyle } from "../../src/report/style.ts";
import { sampleInventory } from "../export/sample.ts";

/** Marks red text with `<red>`. */
const STYLE = { ...plainStyle, error: (text: string) => `<${text}>` };

test("given a task that no longer reads an asset, when the change is shown, then the removed edges are red", async () => {
  const sides = {
    before: sampleInventory([
      { flow: "f", task: "t", reads: ["raw", "seed"], writes: ["mart"] },
      { flow: "g", task: "t", reads: ["mart"], writes: ["board"] },
      { flow: "h", task: "t", reads: ["mart"] },
    ]),
    after: sampleInventory([
      { flow: "f", task: "t", reads: ["raw", "other"], writes: ["mart"] },
      { flow: "g", task: "t", reads: ["raw"], writes: ["board"] },
    ]),
  };
  const owners = createOwners(sides.after);
  const comparison = {
    names: { before: { words: "a" }, after: { words: "b" } },
    sides,
    difference: compareInventories(sides),
    unreadable: [],
    duplicates: [],
    changedFiles: ["flows/f.yml"],
    owners,
    downstreamOf: async () => ({ sides, owners }),
  };
  // The report does not use the repository.
  const report = changeReport(
    { ...comparison, repository: {} as never },
    await impactOfDifference(comparison),
  );
  const text = diffText(report, { style: STYLE, width: 200 });
  expect(text.match(/<.*?>/g)).toEqual([
    "<- mart → board>",
    "<- seed → mart>",
    "<reads mart (no longer)>",
    "<reads mart (no longer)>",
  ]);
});

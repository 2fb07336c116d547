import { expect, test } from "vitest";
import { differences } from "../../src/store/differences.ts";
import { gap, smallInventory } from "../graph/small-inventory.ts";

test("given two inventories, when compared, then additions, removals and changes are stated in words", () => {
  const older = smallInventory(["pipe/stage: taxi -> trips", "pipe/old: trips -> dropped"]);
  const newer = {
    ...smallInventory(["pipe/stage: taxi, zones -> trips"], [gap("auto", "pipe", "stage")]),
    settings: { kestra: "2.0" as const },
  };
  expect(differences(older, newer).map(({ change, what }) => `${change} ${what}`)).toEqual([
    "changed the scan settings",
    'removed asset "dropped"',
    'added asset "zones"',
    'removed reads and writes of task "old" of "company/pipe"',
    'changed reads and writes of task "stage" of "company/pipe"',
    "added gap (auto) at pipe.yml:9: auto of pipe",
  ]);
});

test("given equal inventories, when compared, then there are no differences", () => {
  const lines = ["pipe/stage: taxi -> trips"];
  expect(differences(smallInventory(lines), smallInventory(lines))).toEqual([]);
});

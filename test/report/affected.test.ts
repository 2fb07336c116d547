import { describe, expect, test } from "vitest";
import type { Affected } from "../../src/changes/affected.ts";
import type { StartedFlows } from "../../src/graph/started-flows.ts";
import { plainStyle } from "../../src/report/style.ts";
import { affectedNames, affectedText } from "../../src/report/text/affected.ts";

const place = { file: "flows/next.yml", line: 9, column: 1 };
const next: StartedFlows["flows"][number] = {
  namespace: "company",
  flow: "next",
  starts: 1,
  certainty: "exact",
  reasons: [
    {
      how: "flow-trigger",
      by: { namespace: "company", flow: "next", task: "after_load", trigger: true, taskType: "T", place },
      from: { flow: { namespace: "company", flow: "load" } },
      certainty: "exact",
    },
  ],
};
const affected = (activation: StartedFlows): Affected => ({
  before: { words: "main" },
  after: { words: "working tree" },
  changedFiles: ["flows/load.yml"],
  flows: [
    {
      namespace: "company",
      flow: "load",
      place: { ...place, file: "flows/load.yml" },
      changed: true,
      reads: [],
    },
  ],
  assets: [{ asset: "raw", distance: 0 }],
  activation,
});

describe("started flows of a change", () => {
  test("given a flow that listens to a changed one, when shown, then it has a section of its own", () => {
    const text = affectedText(affected({ flows: [next], byHand: [] }), { style: plainStyle, width: 100 });
    expect(text).toContain(`
1 flow would be started
  company/next
      after company/load, by the trigger after_load  flows/next.yml:9
`);
  });

  test("given starts that were walked through, when only names are shown, then started flows are among them", () => {
    const walked = affected({ flows: [next], byHand: [], assets: ["page"] });
    expect(affectedNames(walked, "flows")).toBe("company/load\ncompany/next\n");
    expect(affectedNames(walked, "assets")).toBe("page\nraw\n");
    expect(affectedNames(affected({ flows: [next], byHand: [] }), "flows")).toBe("company/load\n");
  });
});

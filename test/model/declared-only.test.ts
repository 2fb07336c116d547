import { expect, test } from "vitest";
import type { FileResult } from "../../src/model/declared.ts";
import { declaredParts } from "../../src/model/declared-only.ts";

test("given a flow with ties and nothing else that is inferred, when reduced to its declarations, then the ties are gone", () => {
  const flow = {
    record: { namespace: "company", id: "load", labels: {}, place: { file: "load.yml", line: 1, column: 1 } },
    ...{ tasks: [], bundles: [], activations: [], gaps: [], inert: [] },
  };
  const tie = { ids: ["orders", "postgres/db.public.orders"], reason: "metadata" };
  const parts = {
    flows: [{ ...flow, ties: [tie] }],
    gaps: [],
    others: [],
    notes: [],
  } as unknown as FileResult;
  expect(declaredParts(parts).flows).toEqual([flow]);
});

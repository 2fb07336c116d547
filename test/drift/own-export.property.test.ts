import fc from "fast-check";
import { expect, test } from "vitest";
import { findDrift } from "../../src/drift/drift.ts";
import { collectRecords } from "../../src/drift/recorded.ts";
import { maskSecrets } from "../../src/model/mask-secrets.ts";
import { uniteTies } from "../../src/model/unite-ties.ts";
import { assetRecords, lineageEvents } from "../../src/openlineage/asset-records.ts";
import { recordChunks } from "../../src/report/files/record-files.ts";
import { HOSTILE } from "../export/hostile.ts";
import { inventoryOf } from "./inventory-of.ts";

const EMPTY = { neverRecorded: 0, undeclared: 0, different: 0, edgesNeverRecorded: 0, edgesUndeclared: 0 };

const id = fc.constantFrom(
  "a",
  "b",
  "c.d",
  "e-{{ execution.id }}",
  "f-{{ inputs.env }}",
  "g-{{ inputs.free }}",
  "__proto__x",
);
const entry = fc.record(
  {
    id,
    type: fc.constantFrom("T", "U", "io.kestra.core.models.assets.External", "{{ inputs.env }}"),
    namespace: fc.constantFrom("n", "m", "{{ flow.namespace }}"),
    metadata: fc.dictionary(
      fc.oneof(fc.constantFrom("owner", "password", "__proto__", "constructor"), fc.string({ minLength: 1 })),
      fc.jsonValue({ maxDepth: 2 }),
      { maxKeys: 3 },
    ),
  },
  { requiredKeys: ["id"] },
);
const task = fc.record({ inputs: fc.array(fc.record({ id })), outputs: fc.array(entry) });

/** A flow as JSON, which is valid YAML. */
function flowOf(
  tasks: readonly { readonly inputs: readonly object[]; readonly outputs: readonly object[] }[],
): string {
  return JSON.stringify({
    id: "f",
    namespace: "company",
    inputs: [
      { id: "env", type: "SELECT", values: ["dev", "prod"], defaults: "dev" },
      { id: "free", type: "STRING" },
    ],
    tasks: tasks.map((assets, at) => ({ id: `t${at}`, type: "t", assets })),
  });
}

const aliases = fc.array(fc.constantFrom(["a", "b"], ["c.d", "old"], ["s3://x/y", "a"]), { maxLength: 2 });
const format = fc.constantFrom(
  { format: "json" as const },
  { format: "ion" as const },
  { format: "ion" as const, binary: true },
);

test("given any inventory, when compared with its own export, then there is no drift", () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(task, { minLength: 1, maxLength: 4 }), aliases, format, (tasks, tied, how) => {
      const inventory = uniteTies(inventoryOf(flowOf(tasks)), tied);
      const { value: exported } = maskSecrets(inventory);
      for (const records of [
        lineageEvents(exported),
        [...lineageEvents(exported), ...assetRecords(exported)],
      ]) {
        const chunks = [...recordChunks(records, how)].map((chunk) => Buffer.from(chunk));
        const drift = findDrift(inventory, collectRecords([{ shown: "e", chunks }], "main"));
        expect(drift.summary).toMatchObject({ ...EMPTY, choices: 0 });
        compared += inventory.bundles.length;
      }
    }),
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(100);
});

test("given hostile ids and metadata, when compared with their own export, then there is no drift", () => {
  for (const how of [{ format: "json" }, { format: "ion" }, { format: "ion", binary: true }] as const) {
    const { value: exported } = maskSecrets(HOSTILE);
    const chunks = [...recordChunks(assetRecords(exported), how)].map((chunk) => Buffer.from(chunk));
    const recorded = collectRecords([{ shown: "e", chunks }], HOSTILE.tenant);
    expect(recorded.assets.size).toBeGreaterThan(3);
    expect(findDrift(HOSTILE, recorded).summary).toMatchObject({ undeclared: 0, different: 0 });
  }
});

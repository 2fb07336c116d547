// Must be imported before the measured code.

import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findDrift } from "../../src/drift/drift.ts";
import { collectRecords } from "../../src/drift/recorded.ts";
import type { LineageEvent } from "../../src/openlineage/asset-records.ts";
import { recordChunks } from "../../src/report/files/record-files.ts";
import { BINARY, flowText } from "../commands/program.ts";
import { inventoryOf } from "../drift/inventory-of.ts";
import { operations } from "./operations.ts";

/** Runs with one task each, and assets that are unique, shared with a neighbour, or shared by all. */
function* runs(count: number): Generator<LineageEvent> {
  const asset = (id: string) => ({
    ...{ tenantId: "main", namespace: "company", id, type: "io.kestra.plugin.ee.assets.Table" },
    ...{
      displayName: null,
      description: "A table with a description of some length",
      metadata: { owner: "data" },
    },
    ...({ created: null, updated: null, deleted: false } as const),
  });
  for (let at = 0; at < count; at++) {
    yield {
      ...{ tenantId: "main", namespace: "company", flowId: `f${at}`, taskId: "work", flowRevision: null },
      ...{ executionId: null, taskRunId: null, state: null, startDate: null, endDate: null, timestamp: null },
      inputs: [asset(`t${at}`), asset("common")],
      outputs: [asset(`t${at + 1}`), asset(`run-${at}-x`)],
    };
  }
}

const task = (at: number) =>
  `  - {id: w${at}, type: t, assets: {inputs: [{id: t${at}}], outputs: [{id: t${at + 1}}, {id: "run-${at}-{{ execution.id }}"}]}}\n`;

test("given more runs and declarations, when compared, then the work grows with their number", async () => {
  const count = (size: number) => {
    const tasks = Array.from({ length: size }, (_, at) => task(at)).join("");
    const inventory = inventoryOf(`id: f\nnamespace: company\ntasks:\n${tasks}`);
    const chunks = [...recordChunks(runs(size), { format: "json" })].map((chunk) => Buffer.from(chunk));
    return operations(() => findDrift(inventory, collectRecords([{ shown: "e", chunks }], "main")));
  };
  await count(10);
  const [small, middle, large] = [await count(200), await count(400), await count(800)];
  const [few, many] = [(middle - small) / 200, (large - middle) / 400];
  expect(few).toBeGreaterThan(100);
  expect(many / few).toBeLessThan(1.3);
});

const PEAK = `process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS+"\\n"))`;

test.each(["ion", "json"] as const)(
  "given 100,000 records in %s, when compared, then the program stays below 1.5 GiB",
  (format) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "assets-drift-")));
    try {
      writeFileSync(join(folder, "f.yml"), flowText("f0", ["t0", "common"], ["t1"]));
      const file = join(folder, `e.${format}`);
      for (const chunk of recordChunks(runs(100_000), { format: "json" }))
        appendFileSync(file, format === "json" ? chunk : String(chunk).replace(/"(\w+)":/g, "$1:"));
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ["--import", `data:text/javascript,${encodeURIComponent(PEAK)}`, BINARY, "drift", file],
        { cwd: folder, encoding: "utf8", env: { ...process.env, HOME: folder }, maxBuffer: 1 << 28 },
      );
      expect(stdout).toContain("Recorded: 200,002 assets and 400,000 edges, in 100,000 task runs.");
      const peak = Number(/peak (\d+)/.exec(stderr)?.[1]);
      expect(peak).toBeLessThan(1.5 * 1024 * 1024);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  300_000,
);

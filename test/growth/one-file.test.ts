import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/lint/settings.ts";
import { lintFiles } from "../../src/workspace/lint.ts";
import { operations } from "./operations.ts";

const base = mkdtempSync(join(tmpdir(), "assets-one-file-"));
afterAll(() => rmSync(base, { recursive: true }));

/** The number of entries in a list. Each entry fails or is uncertain. */
const ENTRIES = {
  "failing expressions": (at: number) => `{id: "a{{ x${at} }}"}`,
  "expressions that do not parse": (at: number) => `{id: "a${at}{{ 1 + }}"}`,
  "ids rejected by Kestra": (at: number) => `{id: "-${at}"}`,
  "keys that are unknown": (at: number) => `{id: a${at}, naem: x}`,
};

async function lintCost(entry: (at: number) => string, entries: number): Promise<number> {
  rmSync(join(base, "flows"), { recursive: true, force: true });
  mkdirSync(join(base, "flows"));
  const list = Array.from({ length: entries }, (_, at) => `        - ${entry(at)}\n`);
  writeFileSync(
    join(base, "flows/wide.yml"),
    `id: wide\nnamespace: a.b\ntasks:\n  - id: t\n    type: y.Z\n    assets:\n      inputs:\n${list.join("")}`,
  );
  return operations(async () => {
    const { findings } = await lintFiles({ scan: { base, roots: ["flows"] }, settings: DEFAULT_SETTINGS });
    expect(findings.length).toBeGreaterThanOrEqual(entries);
  });
}

test.each(Object.entries(ENTRIES))(
  "given %s in one file, when there are more of them, then a lint grows with their number",
  async (_, entry) => {
    await lintCost(entry, 10);
    const [first, second, third] = [
      await lintCost(entry, 1000),
      await lintCost(entry, 2000),
      await lintCost(entry, 4000),
    ];
    // Per additional entry. Comparing all pairs would add 1500 operations. Sorting adds a few for each doubling.
    const [few, many] = [(second - first) / 1000, (third - second) / 2000];
    expect(many - few).toBeLessThan(750);
  },
);

import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readHeader } from "../../src/store/read-header.ts";
import { serializeStore, writeStore } from "../../src/store/write-store.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assets-head-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("given a store whose lists are cut off, when its head is read, then the lists are not", () => {
  const path = join(folder, "inventory.json");
  const head = {
    version: 1 as const,
    tenant: "main",
    roots: ["flows"],
    files: { found: 1, withFlows: 0, otherDocuments: { empty: 1 }, unreadable: 0 },
  };
  const lists = { flows: [], tasks: [], assets: [], bundles: [], activations: [], gaps: [], inert: [] };
  const bytes = serializeStore({ ...head, ...lists }, path);
  writeStore(path, bytes);
  truncateSync(path, bytes.length - 20);
  expect(readHeader(path)).toEqual(head);
});

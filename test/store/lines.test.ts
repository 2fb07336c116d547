import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recordAt } from "../../src/store/lines.ts";

test("given a store that another program changes in place, when a record is read, then the error says so", () => {
  const folder = mkdtempSync(join(tmpdir(), "assets-lines-"));
  const path = join(folder, "inventory.json");
  const text = '    {"id":"a"},\n    {"id":"b"}\n';
  writeFileSync(path, text);
  const file = openSync(path, "r");
  const lines = { source: { file }, starts: Uint32Array.from([0, 16, text.length]) };
  const changed = expect.objectContaining({
    problem: "damaged",
    message: "the inventory was changed while it was read",
    hint: "Run the command again.",
  });
  expect(recordAt(lines, 1)).toEqual({ id: "b" });
  writeFileSync(path, text.replace("}", "!"), { flag: "r+" });
  expect(() => recordAt(lines, 0)).toThrow(changed);
  truncateSync(path, 20);
  expect(() => recordAt(lines, 1)).toThrow(changed);
  closeSync(file);
  rmSync(folder, { recursive: true });
});

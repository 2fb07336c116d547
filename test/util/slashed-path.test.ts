import { posix, win32 } from "node:path";
import { expect, test } from "vitest";
import { slashedPath } from "../../src/util/slashed-path.ts";

test.each([
  [posix, "/repo", "/repo/flows/a.yml", "flows/a.yml"],
  [posix, "/repo", "/repo", "."],
  [posix, "/repo", "/repo/back\\slash.yml", "back\\slash.yml"],
  [win32, "C:\\repo", "C:\\repo\\flows\\a.yml", "flows/a.yml"],
  [win32, "C:\\repo", "c:\\REPO\\flows\\a.yml", "flows/a.yml"],
  [win32, "C:\\repo\\team", "C:\\repo\\flows\\a.yml", "../flows/a.yml"],
  [win32, "C:\\repo", "C:/repo/flows/a.yml", "flows/a.yml"],
  [win32, "C:\\repo", "C:\\repo", "."],
])("given %o and the folder %s, when %s is shown, then it is %s", (system, folder, file, shown) => {
  expect(slashedPath(folder, file, system)).toBe(shown);
});

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BINARY } from "./program.ts";

const REPOSITORY = join(BINARY, "..", "..");
const ABOUT = "list assets with type";

let copy: string;
let cache: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "assets-compiled-"));
  cache = join(copy, ".cache");
  for (const name of ["bin", "program", "package.json"])
    cpSync(join(REPOSITORY, name), join(copy, name), { recursive: true });
  symlinkSync(join(REPOSITORY, "node_modules"), join(copy, "node_modules"));
});
afterEach(() => rmSync(copy, { recursive: true }));

/** The help of `list` from the copy of the program. */
function help(env: Readonly<Record<string, string>> = {}): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(copy, "bin", "assets.js"), "list", "--help"],
    { cwd: copy, encoding: "utf8", env: { ...process.env, ...env } },
  );
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

/** The files of compiled code. A file that is written again has another number. */
function compiled(): readonly string[] {
  const files = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.map(({ name, parentPath }) => `${name} ${statSync(join(parentPath, name)).ino}`).sort();
}

test("given a first run, when the command runs again, then it uses the compiled code and prints the same", () => {
  const first = help();
  expect(first).toContain(ABOUT);
  const code = compiled();
  // The launcher's entry, the core, and the modules shared with completion.
  expect(code.length).toBeGreaterThanOrEqual(3);
  expect(help()).toBe(first);
  expect(compiled()).toEqual(code);
});

test.each([
  ["empty", () => Buffer.alloc(0)],
  ["truncated", (code: Buffer) => code.subarray(0, code.length >>> 1)],
  ["changed", (code: Buffer) => Buffer.from(code.map((byte, at) => (at % 100 === 50 ? byte ^ 255 : byte)))],
  ["foreign", () => Buffer.from("console.log('foreign code')")],
])("given %s compiled code, when the command runs, then it is ignored", (_, damage) => {
  const first = help();
  for (const entry of readdirSync(cache, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) writeFileSync(path, damage(readFileSync(path)));
  }
  expect(help()).toBe(first);
});

test("given another build of the same length, when the command runs, then its own code runs", () => {
  help();
  const [names, id] = [join(copy, "program", "names.js"), join(copy, "program", "build-id.txt")];
  const source = readFileSync(names, "utf8");
  const changed = source.replaceAll(ABOUT, "give assets with type");
  expect([changed.length, changed === source]).toEqual([source.length, false]);
  writeFileSync(names, changed);
  writeFileSync(
    id,
    readFileSync(id, "utf8").replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
  );
  expect(help()).toContain("give assets with type");
});

test("given a folder without write access, when the command runs, then it works without a cache", () => {
  writeFileSync(cache, "a file in place of the folder");
  chmodSync(cache, 0o400);
  expect(help()).toContain(ABOUT);
});

test("given NODE_DISABLE_COMPILE_CACHE, when the command runs, then no compiled code is kept", () => {
  help({ NODE_DISABLE_COMPILE_CACHE: "1" });
  expect(existsSync(cache)).toBe(false);
});

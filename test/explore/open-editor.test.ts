import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEditor } from "../../src/explore/open-editor.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assets-editor-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (environment: Readonly<Record<string, string>>, file = "flows/a.yml") =>
  openEditor(environment, { folder, file, line: 7 });

test("given an editor with arguments, when a file is opened, then it starts with them, the line and an absolute path", () => {
  const script = join(folder, "editor.mjs");
  writeFileSync(
    script,
    'import { writeFileSync } from "node:fs";\nconst [out, ...words] = process.argv.slice(2);\nwriteFileSync(out, words.join("\\n"));\n',
  );
  const out = join(folder, "words");
  expect(
    open({ EDITOR: `${process.execPath} ${script} ${out}`, VISUAL: "" }, "$(id) -x.yml"),
  ).toBeUndefined();
  expect(readFileSync(out, "utf8").split("\n")).toEqual(["+7", join(folder, "$(id) -x.yml")]);
});

test("given no editor, a missing one or one that fails, when a file is opened, then the message says so", () => {
  expect(open({})).toBe("set EDITOR to open files");
  expect(open({ EDITOR: "  " })).toBe("set EDITOR to open files");
  expect(open({ EDITOR: "no-such-editor" })).toBe(
    "cannot start no-such-editor: spawnSync no-such-editor ENOENT",
  );
  expect(open({ EDITOR: "false" })).toBe("false ended with exit code 1");
});

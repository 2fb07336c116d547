import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newRepository, type Scratch } from "../changes/scratch.ts";
import { programCache } from "../program-cache.ts";

let scratch: Scratch;

beforeEach(() => {
  scratch = newRepository();
  scratch.flow("flows/load.yml", [["load", [], ["trips"]]]);
  scratch.flow("flows/mart.yml", [["build", ["trips"], ["daily"]]]);
  scratch.write("assets.config.yaml", "paths: [flows]\n");
  scratch.commit("one");
  scratch.git("tag", "v1");
  scratch.flow("flows/load.yml", [["load", [], ["rides"]]]);
  scratch.commit("two");
  scratch.git("tag", "v2");
});

afterEach(() => scratch.end());

/** The cached records, without statuses: these change when a new file is old enough for a reliable stat. */
const cachedRecords = () => {
  const folder = programCache(scratch.folder);
  return readdirSync(folder)
    .filter((name) => !name.startsWith("status"))
    .map((name) => [name, readFileSync(join(folder, name))] as const);
};
const removeCache = () => rmSync(programCache(scratch.folder), { recursive: true });

test.each([
  ["diff", "v1", "v2"],
  ["diff", "v1", "v2", "--format", "json"],
  ["diff", "v1", "--format", "markdown"],
  ["impact", "--since", "v1"],
  ["affected", "v1", "--staged"],
  ["log", "trips"],
])(
  "given a second %s %s %s %s %s, when run, then the bytes are the same and no record is written",
  (...args) => {
    const words = args.filter((word) => word !== undefined);
    const first = scratch.assets(...words);
    expect(first.stderr).toBe("");
    const files = cachedRecords();
    expect(scratch.assets(...words)).toEqual(first);
    expect(cachedRecords()).toEqual(files);
  },
);

test("given an object that was read before, when compared again, then git is not asked for it", () => {
  const first = scratch.assets("diff", "v1", "v2");
  const blob = scratch.git("rev-parse", "v1:flows/load.yml").trim();
  rmSync(join(scratch.folder, ".git/objects", blob.slice(0, 2), blob.slice(2)), { force: true });
  expect(scratch.assets("diff", "v1", "v2")).toEqual(first);
  removeCache();
  expect(scratch.assets("diff", "v1", "v2").stderr).toBe(
    `error: git cannot read "flows/load.yml" (object ${blob.slice(0, 12)}): it is missing from the repository\n  Check the repository with \`git fsck\`; repair it with a fresh clone or \`git fetch --refetch\`.\n`,
  );
});

test("given a file that a scan has read, when compared, then it is not read again", () => {
  scratch.assets("scan");
  const before = cachedRecords();
  expect(scratch.assets("diff").stdout).toContain("No flow files changed.");
  expect(cachedRecords()).toEqual(before);
});

test("given other names of the same revisions, when compared, then the answer has these names", () => {
  scratch.assets("diff", "v1", "v2");
  const head = (text: string) => text.split("\n").slice(0, 2);
  const v1 = scratch.git("rev-parse", "v1").slice(0, 12);
  const v2 = scratch.git("rev-parse", "v2").slice(0, 12);
  expect(head(scratch.assets("diff", "HEAD~1", "HEAD").stdout)).toEqual([
    `from ${v1} (HEAD~1)`,
    `to   ${v2} (HEAD)`,
  ]);
});

test("given a change of files, index, settings or owners, when asked again, then the answer is new", () => {
  const changes: [string, () => void][] = [
    ["diff v1", () => scratch.flow("flows/more.yml", [["more", ["daily"], ["weekly"]]])],
    ["diff v1 --staged", () => scratch.git("add", "-A")],
    ["diff v1 v2", () => scratch.write("assets.config.yaml", "paths: [flows]\nexclude: [mart.yml]\n")],
    ["diff v1 v2", () => scratch.write("CODEOWNERS", "* @team\n")],
  ];
  for (const [command, edit] of changes) {
    const before = scratch.assets(...command.split(" ")).stdout;
    edit();
    const after = scratch.assets(...command.split(" ")).stdout;
    expect(after).not.toBe(before);
    removeCache();
    expect(scratch.assets(...command.split(" ")).stdout).toBe(after);
  }
});

test("given a cache folder in the working tree, when run, then the error says so and nothing runs", () => {
  const done = scratch.run(["diff"], { env: { ASSETS_CACHE_DIR: join(scratch.folder, ".cache") } });
  expect(done).toEqual({
    code: 2,
    stdout: "",
    stderr: `error: the cache folder "${scratch.folder}/.cache" (ASSETS_CACHE_DIR) is inside the working tree, which the repository controls\n  Use a folder outside the working tree, or unset the variable.\n`,
  });
});

test("given no folder for a cache, when run, then the answer is the same", () => {
  const first = scratch.assets("diff", "v1", "v2");
  writeFileSync(join(scratch.folder, "..", "no-folder"), "");
  const env = { ASSETS_CACHE_DIR: "", XDG_CACHE_HOME: join(scratch.folder, "..", "no-folder") };
  expect(scratch.run(["diff", "v1", "v2"], { env })).toEqual(first);
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { discover } from "../../src/flows/discover.ts";
import { AssetsError } from "../../src/util/errors.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "discover-"));
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

/** Creates empty files, and links given as `name -> target`. */
function make(...names: readonly string[]): void {
  for (const name of names) {
    const [path = "", target] = name.split(" -> ");
    mkdirSync(dirname(join(base, path)), { recursive: true });
    if (target === undefined) writeFileSync(join(base, path), "");
    else symlinkSync(target, join(base, path));
  }
}

const find = (roots: readonly string[], exclude: readonly string[] = []) =>
  [...discover(roots, { base, exclude })].map((found) =>
    found.kind === "file" ? found.shownAs : `${found.problem.place.file}: ${found.problem.message}`,
  );

test("given files and folders, when discovered, then YAML files at any depth are listed by path", () => {
  make(
    "b.yml",
    "a.yaml",
    "a/z.yml",
    "a-b.yml",
    "a0.yml",
    "a/b/c.yml",
    "note.md",
    "x.YML",
    "Z.yml",
    ".github/w.yml",
  );
  expect(find(["."])).toEqual([
    ".github/w.yml",
    "Z.yml",
    "a-b.yml",
    "a.yaml",
    "a/b/c.yml",
    "a/z.yml",
    "a0.yml",
    "b.yml",
  ]);
});

test("given .git, node_modules and .assets, when discovered, then they are skipped unless named as a root", () => {
  make("a.yml", ".git/b.yml", "node_modules/p/c.yml", ".assets/d.yml", "sub/node_modules/e.yml");
  expect(find(["."])).toEqual(["a.yml"]);
  expect(find(["node_modules"])).toEqual(["node_modules/p/c.yml"]);
});

test("given a file as a root, when discovered, then neither its extension nor the excludes matter", () => {
  make("flow.txt", "drafts/a.yml");
  expect(find(["flow.txt", "drafts/a.yml"], ["drafts/**"])).toEqual(["drafts/a.yml", "flow.txt"]);
});

test.each([
  ["drafts", ["a.yml", "sub/b.test.yml"]],
  ["drafts/", ["a.yml", "sub/b.test.yml"]],
  ["./drafts/**", ["a.yml", "sub/b.test.yml", "sub/drafts/d.yml"]],
  ["**/drafts/**", ["a.yml", "sub/b.test.yml"]],
  ["*.test.yml", ["a.yml", "drafts/c.yml", "sub/drafts/d.yml"]],
  ["sub/*.yml", ["a.yml", "drafts/c.yml", "sub/drafts/d.yml"]],
  ["**", []],
])("given the exclude %s, when discovered, then the files are %j", (pattern, expected) => {
  make("a.yml", "drafts/c.yml", "sub/b.test.yml", "sub/drafts/d.yml");
  expect(find(["."], [pattern])).toEqual(expected);
});

test("given overlapping roots, when discovered, then each file is listed once in path order", () => {
  make("flows/a.yml", "flows/sub/b.yml");
  const expected = ["flows/a.yml", "flows/sub/b.yml"];
  expect(find(["flows/sub", "flows", "flows/a.yml", "./flows/"])).toEqual(expected);
  expect(find(["flows/sub/b.yml", "flows"])).toEqual(expected);
});

test("given symbolic links to files, when discovered, then each file is listed once and real paths win", () => {
  make(
    "flows/a.yml",
    "shared/c.yml",
    "flows/0 -> ../shared",
    "flows/1.yml -> a.yml",
    "flows/2.yml -> ../shared/c.yml",
  );
  expect(find(["flows"])).toEqual(["flows/a.yml", "flows/0/c.yml"]);
  expect(find(["."])).toEqual(["flows/a.yml", "shared/c.yml"]);
});

test("given symbolic links in a cycle, when discovered, then the walk ends and a link to itself is a problem", () => {
  make("a/x.yml", "a/up -> ..", "a/self -> self", "b/to-a -> ../a", "a/to-b -> ../b", "loop.yml -> loop.yml");
  expect(find(["."])).toEqual([
    "a/x.yml",
    "loop.yml: cannot be read (too many symbolic links): make it readable, or exclude it",
  ]);
});

test("given dangling links, when discovered, then only one with a flow's extension is a problem", () => {
  make("gone.yml -> nowhere", "gone -> nowhere");
  expect(find(["."])).toEqual([
    "gone.yml: cannot be read (no such file or folder): make it readable, or exclude it",
  ]);
});

test("given a link to a skipped folder, when discovered, then it is not followed", () => {
  make(".git/a.yml", "git -> .git");
  expect(find(["."])).toEqual([]);
});

test("given assets.config.yaml, when discovered, then it is not listed as a flow file", () => {
  make("assets.config.yaml", "sub/assets.config.yml", "my.assets.config.yml");
  expect(find(["."])).toEqual(["my.assets.config.yml"]);
});

test("given a folder named like a flow, when discovered, then its files are listed", () => {
  make("a.yml/b.yml");
  expect(find(["."])).toEqual(["a.yml/b.yml"]);
});

test("given an empty folder, when discovered, then there are neither files nor problems", () => {
  expect(find(["."])).toEqual([]);
});

test("given a missing root, when discovered, then it fails before any file is listed", () => {
  make("a.yml");
  const walk = discover(["a.yml", "flwos"], { base });
  expect(() => walk.next()).toThrow(AssetsError);
  expect(() => find(["a.yml", "flwos"])).toThrow('no file or folder "flwos"');
  expect(() => find(["a.yml/b"])).toThrow('"a.yml/b" cannot be read: a part of the path is not a folder');
});

test("given a root outside the base, when discovered, then paths are relative to the base", () => {
  make("work/x", "flows/a.yml");
  const found = [...discover(["../flows"], { base: join(base, "work") })];
  expect(found).toEqual([{ kind: "file", path: join(base, "flows/a.yml"), shownAs: "../flows/a.yml" }]);
});

test("given excludes of which some match nothing, when discovered, then those are reported", () => {
  make("flows/a.yml", "flows/old/b.yml");
  const unused: string[] = [];
  const exclude = ["old", "new", "*.json", "flows/old/**"];
  const found = [
    ...discover(["flows"], { base, exclude, onUnusedExclude: (pattern) => unused.push(pattern) }),
  ];
  expect(found).toHaveLength(1);
  // An excluded folder is not entered, yet `flows/old/**` matches the folder itself.
  expect(unused).toEqual(["new", "*.json"]);
});

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

/** Makes files, and links from `name -> target`. */
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

test("YAML files at any depth, in the order of their paths", () => {
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

test("folders that hold no flows of the repository are skipped, unless they are named", () => {
  make("a.yml", ".git/b.yml", "node_modules/p/c.yml", ".assets/d.yml", "sub/node_modules/e.yml");
  expect(find(["."])).toEqual(["a.yml"]);
  expect(find(["node_modules"])).toEqual(["node_modules/p/c.yml"]);
});

test("a file that is named is found whatever its extension and the excludes", () => {
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
])("exclude %s", (pattern, expected) => {
  make("a.yml", "drafts/c.yml", "sub/b.test.yml", "sub/drafts/d.yml");
  expect(find(["."], [pattern])).toEqual(expected);
});

test("a file that several roots lead to is found once, whatever their order", () => {
  make("flows/a.yml", "flows/sub/b.yml");
  const expected = ["flows/a.yml", "flows/sub/b.yml"];
  expect(find(["flows/sub", "flows", "flows/a.yml", "./flows/"])).toEqual(expected);
  expect(find(["flows/sub/b.yml", "flows"])).toEqual(expected);
});

test("links are followed after everything else, and lead to each file once", () => {
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

test("links that go round in circles come to an end", () => {
  make("a/x.yml", "a/up -> ..", "a/self -> self", "b/to-a -> ../a", "a/to-b -> ../b", "loop.yml -> loop.yml");
  expect(find(["."])).toEqual([
    "a/x.yml",
    "loop.yml: cannot be read (too many symbolic links): make it readable, or exclude it",
  ]);
});

test("a link to nothing is a problem only where a flow was expected", () => {
  make("gone.yml -> nowhere", "gone -> nowhere");
  expect(find(["."])).toEqual([
    "gone.yml: cannot be read (no such file or folder): make it readable, or exclude it",
  ]);
});

test("a link does not lead back into skipped folders", () => {
  make(".git/a.yml", "git -> .git");
  expect(find(["."])).toEqual([]);
});

test("the configuration of this program is no flow file", () => {
  make("assets.config.yaml", "sub/assets.config.yml", "my.assets.config.yml");
  expect(find(["."])).toEqual(["my.assets.config.yml"]);
});

test("a folder named like a flow is a folder", () => {
  make("a.yml/b.yml");
  expect(find(["."])).toEqual(["a.yml/b.yml"]);
});

test("an empty folder has nothing, and that is no problem here", () => {
  expect(find(["."])).toEqual([]);
});

test("a root that is not there is an error before anything is found", () => {
  make("a.yml");
  const walk = discover(["a.yml", "flwos"], { base });
  expect(() => walk.next()).toThrow(AssetsError);
  expect(() => find(["a.yml", "flwos"])).toThrow('no file or folder "flwos"');
  expect(() => find(["a.yml/b"])).toThrow('"a.yml/b" cannot be read: a part of the path is not a folder');
});

test("paths outside the base are shown as the way there", () => {
  make("work/x", "flows/a.yml");
  const found = [...discover(["../flows"], { base: join(base, "work") })];
  expect(found).toEqual([{ kind: "file", path: join(base, "flows/a.yml"), shownAs: "../flows/a.yml" }]);
});

test("an exclude pattern that leaves nothing out is told", () => {
  make("flows/a.yml", "flows/old/b.yml");
  const unused: string[] = [];
  const exclude = ["old", "new", "*.json", "flows/old/**"];
  const found = [
    ...discover(["flows"], { base, exclude, onUnusedExclude: (pattern) => unused.push(pattern) }),
  ];
  expect(found).toHaveLength(1);
  // A folder that is left out is not looked into, yet `flows/old/**` means the folder as well.
  expect(unused).toEqual(["new", "*.json"]);
});

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newRepository, type Scratch } from "../changes/scratch.ts";

let repo: Scratch;
let elsewhere: string;
beforeEach(() => {
  elsewhere = realpathSync(mkdtempSync(join(tmpdir(), "assets-elsewhere-")));
  repo = newRepository();
  repo.flow("flows/load.yml", [["load", [], ["trips"]]]);
});
afterEach(() => {
  repo.end();
  rmSync(elsewhere, { recursive: true });
});

const OLD = [
  ".gitignore",
  ".lint.log.0a1b2c3d-17-0123456789ab.tmp",
  "history.ids",
  "inventory.ion-a9ed5bae.records.json",
  "inventory.json-a9ed5bae.index",
  "inventory.json-a9ed5bae.manifest",
  "inventory.json-a9ed5bae.state",
  "lint.files",
  "lint.log",
  "revisions.parts",
  "answers/0123456789abcdef0123456789abcdef.json",
];
const write = () => {
  for (const name of OLD) repo.write(`.assets/cache/${name}`, name === ".gitignore" ? "*\n" : "old");
};
const scan = () => expect(repo.assets("scan", "flows")).toMatchObject({ code: 0, stderr: "" });
const left = (folder = ".assets") => readdirSync(join(repo.folder, folder), { recursive: true }).sort();

test("given the cache of an earlier release, when scanned, then it is removed", () => {
  write();
  scan();
  expect(left()).toEqual(["inventory.json"]);
});

test("given such a cache outside of git, when scanned, then it is removed", () => {
  write();
  rmSync(join(repo.folder, ".git"), { recursive: true });
  scan();
  expect(left()).toEqual(["inventory.json"]);
});

test("given such a cache in git, when scanned, then it stays", () => {
  write();
  repo.git("add", "--force", ".assets/cache/lint.log");
  scan();
  expect(left(".assets/cache")).toEqual([...OLD, "answers"].sort());
});

test("given other files in it, when scanned, then they stay", () => {
  write();
  repo.write(".assets/cache/notes.txt", "mine");
  repo.write(".assets/cache/answers/mine.json", "mine");
  mkdirSync(join(repo.folder, ".assets/cache/sub.state"));
  scan();
  expect(left(".assets/cache")).toEqual(["answers", "answers/mine.json", "notes.txt", "sub.state"]);
});

test.each([".assets", ".assets/cache"])(
  "given a link in the place of %s, when scanned, then the link's target stays",
  (link) => {
    const target = link === ".assets" ? join(elsewhere, "cache") : elsewhere;
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, "lint.log"), "not ours");
    if (link !== ".assets") mkdirSync(join(repo.folder, ".assets"));
    symlinkSync(elsewhere, join(repo.folder, link));
    // A store is not written through a link either.
    if (link === ".assets") expect(repo.assets("scan", "flows").code).toBe(2);
    else scan();
    expect(readdirSync(target)).toContain("lint.log");
  },
);

test("given a query or a lint, when run, then nothing is removed", () => {
  scan();
  write();
  repo.assets("list");
  repo.assets("lint", "flows");
  expect(left(".assets/cache")).toEqual([...OLD, "answers"].sort());
});

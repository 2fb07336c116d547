import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepAnswer, keptAnswer } from "../../src/store/cache/answer-cache.ts";
import { newRepository, type Scratch, scratchFolder } from "./scratch.ts";

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

const answers = () => join(scratch.folder, ".assets/cache/answers");
const kept = () =>
  readdirSync(answers())
    .sort()
    .map((name) => join(answers(), name));
const forget = () => rmSync(join(scratch.folder, ".assets"), { recursive: true, force: true });

test.each([
  ["diff", "v1", "v2"],
  ["diff", "v1", "v2", "--format", "json"],
  ["diff", "v1", "--format", "markdown"],
  ["impact", "--since", "v1"],
  ["affected", "v1", "--staged"],
])("%s %s %s %s %s: the same bytes again from the cache", (...args) => {
  const words = args.filter((word) => word !== undefined);
  const first = scratch.assets(...words);
  expect(first.stderr).toBe("");
  const files = kept();
  expect(files).toHaveLength(1);
  expect(scratch.assets(...words)).toEqual(first);
  expect(kept()).toEqual(files);
});

test("what is damaged is not used, and is made anew", () => {
  const first = scratch.assets("diff", "v1", "v2");
  const [file = ""] = kept();
  const text = readFileSync(file, "utf8");
  for (const damaged of ["", text.slice(0, -1), text.replaceAll("daily", "dolly")]) {
    writeFileSync(file, damaged);
    expect(scratch.assets("diff", "v1", "v2")).toEqual(first);
    expect(readFileSync(file, "utf8")).toBe(text);
  }
});

test("an answer is really taken from the cache", () => {
  const before = scratch.assets("diff", "v1", "v2").stdout;
  const [file = ""] = kept();
  const [header = "", body = ""] = readFileSync(file, "utf8").split("\n");
  const { key } = JSON.parse(header) as { key: string };
  keepAnswer(scratch.folder, key, JSON.parse(body.replaceAll('"daily"', '"weekly"')));
  expect(before).toContain("daily");
  expect(scratch.assets("diff", "v1", "v2").stdout).toBe(before.replaceAll("daily", "weekly"));
});

test("a kept answer names the revisions as they were asked for this time", () => {
  scratch.assets("diff", "v1", "v2");
  const head = (text: string) => text.split("\n").slice(0, 2);
  const v1 = scratch.git("rev-parse", "v1").slice(0, 12);
  const v2 = scratch.git("rev-parse", "v2").slice(0, 12);
  expect(head(scratch.assets("diff", "HEAD~1", "HEAD").stdout)).toEqual([
    `from ${v1} (HEAD~1)`,
    `to   ${v2} (HEAD)`,
  ]);
  expect(kept()).toHaveLength(1);
});

test("what is on disk, what is staged, the settings and the owners are part of the question", () => {
  const asked: [string, () => void][] = [
    ["diff v1", () => scratch.flow("flows/more.yml", [["more", ["daily"], ["weekly"]]])],
    ["diff v1 --staged", () => scratch.git("add", "-A")],
    ["diff v1 v2", () => scratch.write("assets.config.yaml", "paths: [flows]\nexclude: [mart.yml]\n")],
    ["diff v1 v2", () => scratch.write("CODEOWNERS", "* @team\n")],
  ];
  for (const [command, edit] of asked) {
    const before = scratch.assets(...command.split(" ")).stdout;
    edit();
    const after = scratch.assets(...command.split(" ")).stdout;
    expect(after).not.toBe(before);
    forget();
    expect(scratch.assets(...command.split(" ")).stdout).toBe(after);
  }
});

test("with ASSETS_CACHE_FOLDER nothing is read from the working tree's own cache, and nothing written to it", () => {
  const real = scratch.assets("diff", "v1", "v2").stdout;
  const [file = ""] = kept();
  const [header = "", body = ""] = readFileSync(file, "utf8").split("\n");
  const forged = body.replaceAll("rides", "lies!");
  const sum = createHash("sha256").update(forged).digest("hex");
  writeFileSync(file, `${JSON.stringify({ ...JSON.parse(header), sum })}\n${forged}`);
  expect(scratch.assets("diff", "v1", "v2").stdout).not.toBe(real);

  const elsewhere = scratchFolder();
  const env = { ASSETS_CACHE_FOLDER: elsewhere };
  expect(scratch.run(["diff", "v1", "v2"], { env }).stdout).toBe(real);
  expect(scratch.run(["affected", "v1"], { env }).code).toBe(0);
  expect(kept()).toEqual([file]);
  const [own = ""] = readdirSync(elsewhere);
  expect(readdirSync(join(elsewhere, own, "answers"))).toHaveLength(2);
  rmSync(elsewhere, { recursive: true });
});

test("answers do not pile up", () => {
  const folder = scratchFolder();
  for (let index = 0; index < 40; index++) keepAnswer(folder, `key ${index}`, { index });
  expect(readdirSync(join(folder, ".assets/cache/answers"))).toHaveLength(32);
  expect(keptAnswer(folder, "key 39")).toEqual({ index: 39 });
  // Larger than what is kept at all.
  keepAnswer(folder, "large", "x".repeat(33 * 1024 * 1024));
  expect(keptAnswer(folder, "large")).toBeUndefined();
  rmSync(folder, { recursive: true });
});

import { execFile, execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGit } from "../../src/changes/git.ts";
import { newRepository, type Scratch, scratchFolder } from "../changes/scratch.ts";
import { BINARY } from "../commands/program.ts";

/*
 * Opening a pipe blocks until a writer opens it. An archive can contain pipes, even in place of git's own files, which
 * git opens.
 */

const SECONDS = 10;

let sample: Scratch;
let base: string;
const copies: string[] = [];
beforeAll(() => {
  sample = newRepository();
  sample.write("package.json", "{}");
  sample.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
  base = sample.commit("First");
  sample.flow("flows/load.yml", [["stage", ["taxi"], ["trips", "more"]]]);
  sample.commit("Second");
  sample.git("tag", "v1");
});
afterAll(() => {
  sample.end();
  for (const copy of copies) rmSync(copy, { recursive: true });
});

/** A copy of the repository with a pipe in place of a file. */
function withPipe(find: (repository: string) => string): { readonly folder: string; readonly pipe: string } {
  const folder = scratchFolder();
  copies.push(folder);
  cpSync(sample.folder, folder, { recursive: true });
  const pipe = join(folder, find(folder));
  rmSync(pipe, { force: true });
  mkdirSync(dirname(pipe), { recursive: true });
  execFileSync("mkfifo", [pipe]);
  return { folder, pipe };
}

/** Fails if the program does not exit in time. */
async function assets(folder: string, ...args: string[]) {
  const options = { cwd: folder, timeout: SECONDS * 1000, killSignal: "SIGKILL" as const };
  const env = { ...process.env, HOME: folder };
  const run = promisify(execFile)(process.execPath, [BINARY, ...args], { ...options, env });
  const { stdout, stderr, code } = await run.then(
    (done) => ({ ...done, code: 0 }),
    (error) => error as { stdout: string; stderr: string; code: number | null },
  );
  expect([args, code]).toEqual([args, expect.any(Number)]);
  return { stdout, stderr, code };
}

const object = (folder: string) => {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
  const hash = git("rev-parse", `${base}:flows/load.yml`);
  return `.git/objects/${hash.slice(0, 2)}/${hash.slice(2)}`;
};
const pack = (extension: string) => (folder: string) => {
  execFileSync("git", ["repack", "-adq"], { cwd: folder });
  const packs = ".git/objects/pack";
  return join(packs, readdirSync(join(folder, packs)).find((name) => name.endsWith(extension)) ?? "");
};
const at = (path: string) => () => path;

describe("given a pipe in place of a file that git opens, when compared, then the error names it", () => {
  it.concurrent.each([
    ["the index", at(".git/index")],
    ["packed references", at(".git/packed-refs")],
    ["the boundary of a shallow clone", at(".git/shallow")],
    ["the shared folder", at(".git/commondir")],
    ["a branch", at(".git/refs/heads/main")],
    ["a replaced object", at(`.git/refs/replace/${"0".repeat(40)}`)],
    ["grafts", at(".git/info/grafts")],
    ["other objects", at(".git/objects/info/alternates")],
    ["the commit graph", at(".git/objects/info/commit-graph")],
    ["the index of a pack", pack(".idx")],
    ["an object", object],
    ["ignored files", at(".gitignore")],
    ["ignored files of a folder", at("flows/.gitignore")],
    ["attributes", at(".gitattributes")],
  ])("%s", async (_, find) => {
    const { folder, pipe } = withPipe(find);
    const { stderr, code } = await assets(folder, "diff", "HEAD~1");
    expect(stderr).toBe(
      `error: git does not answer: "${pipe}" is a pipe or a device, not a file\n  Remove it, or use a new clone.\n`,
    );
    expect(code).toBe(2);
  });
});

it.concurrent.each([
  [".git", at(".git/HEAD"), "this folder is not in a git repository"],
  ["the configuration", at(".git/config"), '.git/config" cannot be read: it is not a file'],
  ["a pack", pack(".pack"), 'unknown git revision "HEAD~1"'],
])("given a pipe in place of %s, when compared, then the error says so", async (_, find, message) => {
  const { stderr, code } = await assets(withPipe(find).folder, "diff", "HEAD~1");
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

it.concurrent("given a link to a device as ignored files, when compared, then the command ends", async () => {
  const { folder, pipe } = withPipe(at("flows/.gitignore"));
  rmSync(pipe);
  symlinkSync("/dev/zero", pipe);
  expect((await assets(folder, "diff", "HEAD~1")).code).toBeLessThan(3);
});

it.concurrent("given packed references as a pipe, when completed, then other revisions are offered", async () => {
  const { folder } = withPipe(at(".git/packed-refs"));
  expect((await assets(folder, "__complete", "diff", "")).stdout.split("\n")).toEqual(
    expect.arrayContaining(["HEAD", "main", "v1"]),
  );
});

it.concurrent("given package.json as a pipe, when init runs, then it writes its files", async () => {
  const { folder } = withPipe(at("package.json"));
  const { stdout, code } = await assets(folder, "init", "--from", "./assets-1.2.3.tgz");
  expect(stdout).toContain(".github/workflows/assets.yml");
  expect(code).toBe(0);
});

it.concurrent("given an output that is a pipe without a reader, when exported, then the error says so", async () => {
  const { folder } = withPipe(at("page.html"));
  await assets(folder, "scan");
  const { stderr, code } = await assets(folder, "export", "--format", "html", "-o", "page.html");
  expect(stderr).toContain('error: "page.html" cannot be written: it is a pipe without a reader');
  expect(code).toBe(2);
});

it("given a git that never answers, when it runs, then it is stopped after the limit", async () => {
  const program = join(scratchFolder(), "git");
  copies.push(dirname(program));
  writeFileSync(program, "#!/bin/sh\nexec sleep 600\n");
  chmodSync(program, 0o755);
  const gitDir = join(sample.folder, ".git");
  const git = {
    program: { file: program, path: process.env.PATH ?? "" },
    place: { top: sample.folder, gitDir, commonDir: gitDir, owned: [] },
    layout: "sha1",
    isPartial: false,
  } as const;
  await expect(runGit(git, ["log"], { mostSilentSeconds: 1 })).rejects.toThrow(
    "git has printed nothing for 1 seconds and was stopped",
  );
});

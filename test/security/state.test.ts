import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newRepository, type Scratch } from "../changes/scratch.ts";

/** The checked repository. The writer of an asset is missing, and its reader has a misspelled key. */
let repo: Scratch;
/** The attacker's caches, from runs with the original flows. */
let forged: string;

const WRITER = ["flows/load.yml", [["stage", ["taxi"], ["trips"]]]] as const;
const READER = ["flows/report.yml", [["draw", ["trips"], ["board"]]]] as const;
const EVERY_COMMAND = [
  ["scan"],
  ["list"],
  ["lint"],
  ["diff"],
  ["affected"],
  ["log", "trips"],
  ["impact", "trips", "--since", "HEAD"],
];

beforeEach(() => {
  forged = mkdtempSync(join(tmpdir(), "assets-forged-"));
  repo = newRepository();
  repo.flow(WRITER[0], WRITER[1]);
  repo.flow(READER[0], READER[1]);
  repo.commit("Load and report");
  for (const args of EVERY_COMMAND) repo.run(args, { env: { ASSETS_CACHE_DIR: forged } });
});
afterEach(() => {
  repo.end();
  rmSync(forged, { recursive: true, force: true });
});

/** All files of the caches, and the store. */
function files(): string[] {
  const found = readdirSync(forged, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Copies all files to all possible locations in a repository. */
function forge(): void {
  for (const folder of [
    ".",
    ".assets",
    ".assets/cache",
    ".assets/cache/answers",
    "flows/.assets/cache",
    ".cache",
  ])
    for (const file of files()) {
      const to = join(repo.folder, folder, file.slice(forged.length + 1));
      mkdirSync(join(to, ".."), { recursive: true });
      cpSync(file, to);
      cpSync(file, join(repo.folder, folder, file.split("/").at(-1) ?? ""), { force: false });
    }
}

describe("given a repository with every file of every cache and a forged store", () => {
  beforeEach(() => {
    forge();
    // The attack removes the writer and misspells the key of the reader.
    rmSync(join(repo.folder, "flows/load.yml"));
    repo.write(
      "flows/report.yml",
      readFileSync(join(repo.folder, "flows/report.yml"), "utf8").replace("outputs", "ouputs"),
    );
  });

  it("when the caches are listed, then there is something to forge", () => {
    const names = files().map((file) => file.slice(forged.length + 1).replace(/^[^/]*\//, ""));
    expect(names).toContain("workspace");
    expect(names.length).toBeGreaterThan(3);
  });

  it("when compared, then diff still fails", () => {
    const { code, stdout } = repo.assets("diff", "--fail-on", "breaking");
    expect(stdout).toContain("trips");
    expect(code).toBe(1);
  });

  it("when linted, then the findings are still there", () => {
    const { code, stdout } = repo.assets("lint");
    expect(stdout).toContain("ouputs");
    expect(code).toBe(1);
  });

  it("when checked with scan --check, then it still fails", () => {
    expect(repo.assets("scan", "--check").code).toBe(1);
  });

  it("when queried, then the answer is that of the flows", () => {
    const { stdout } = repo.assets("list", "--format", "json");
    expect(stdout).toContain('"assets"');
    expect(stdout).not.toContain('"board"');
  });

  it("when queried with --no-scan, then the store answers, with a warning if git tracks it", () => {
    const quiet = repo.assets("list", "--no-scan");
    expect(quiet.stdout).toContain("board");
    expect(quiet.stderr).toBe("");
    repo.git("add", "--force", ".assets/inventory.json");
    const { code, stdout, stderr } = repo.assets("list", "--no-scan");
    expect(stdout).toContain("board");
    expect(stderr).toBe(
      'warning: git tracks the inventory ".assets/inventory.json", so a commit can make it differ from the flows; omit --no-scan to read the flows\n',
    );
    expect(code).toBe(0);
  });

  it("when its folder is ASSETS_CACHE_DIR, then it is rejected", () => {
    const { code, stderr } = repo.run(["list"], { env: { ASSETS_CACHE_DIR: join(repo.folder, ".cache") } });
    expect(stderr).toContain("is inside the working tree, which the repository controls");
    expect(code).toBe(2);
  });
});

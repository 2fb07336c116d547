import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
// Imports the built modules, because only a build has a cache.
import { openWorkspace } from "../../dist/workspace/workspace.js";
import { oneTaskFlow as flow } from "../cache/one-task-flow.ts";
import { programCache } from "../program-cache.ts";

/*
 * Scan, lint, diff, affected and log share one cache. After any sequence of edits, commits, damage and commands, each
 * command gives the same result as without a cache.
 */

let base: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "assets-interleaved-")));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const NAMES = ["a.yml", "b.yml", "sub/c.yml", "d.yml"];

/** Texts of mostly equal length, so that file sizes do not reveal changes. */
const TEXTS = [
  flow("f", "a", "b"),
  flow("g", "b", "c"),
  flow("h", "c", "a"),
  flow("f", "a", "a"),
  flow("f", "a", "b", "# a comment\n"),
  flow("i", "s-1", "d"),
  flow("j", "d", "s-{{ outputs.x.y }}"),
  flow("k", "not an id", "b"),
  "kind: other\n",
  'id: "broken\n',
];

type Step =
  | { readonly do: "write" | "restore"; readonly file: string; readonly text: string }
  | { readonly do: "delete" | "touch"; readonly file: string }
  | { readonly do: "rename"; readonly file: string; readonly to: string }
  | { readonly do: "commit" }
  | { readonly do: "damage"; readonly which: number; readonly at: number }
  | { readonly do: "scan" | "lint" | "diff" | "affected" | "log" };

const file = fc.constantFrom(...NAMES);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("write" as const, "restore" as const),
      file,
      text: fc.constantFrom(...TEXTS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("delete" as const, "touch" as const), file }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), file, to: file }) },
  { weight: 2, arbitrary: fc.constant({ do: "commit" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("damage" as const),
      which: fc.nat(5),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom("scan", "lint", "diff", "affected", "log"),
    }) as fc.Arbitrary<Step>,
  },
);

function git(...args: string[]): void {
  const who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"];
  const done = spawnSync("git", [...who, ...args], { cwd: base, encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
}

function change(edit: Step): void {
  try {
    if (edit.do === "commit") {
      git("add", "-A");
      git("commit", "-q", "--allow-empty", "-m", "more");
    } else if (edit.do === "damage") damage(edit.which, edit.at);
    else if (edit.do === "write" || edit.do === "restore") {
      const path = join(base, "flows", edit.file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, edit.text);
      // With an old timestamp, such as after extracting an archive.
      if (edit.do === "restore") utimesSync(path, 1_600_000_000, 1_600_000_000);
    } else if (edit.do === "delete") rmSync(join(base, "flows", edit.file));
    else if (edit.do === "touch") utimesSync(join(base, "flows", edit.file), 1_500_000_000, 1_500_000_000);
    else if (edit.do === "rename") renameSync(join(base, "flows", edit.file), join(base, "flows", edit.to));
  } catch (error) {
    // The file does not exist.
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

/** Changes one byte of one file of the cache. */
function damage(which: number, at: number): void {
  const folder = programCache(base);
  const names = readdirSync(folder);
  const path = join(folder, names[which % names.length] ?? "");
  const bytes = readFileSync(path);
  const position = Math.floor(bytes.length * at);
  bytes[position] = (bytes[position] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
}

/** The result or the error of a command in a workspace. */
async function answer(question: Step["do"], hasCache: boolean): Promise<unknown> {
  const store = hasCache ? ".assets/with.json" : ".assets/without.json";
  const workspace = await openWorkspace({
    folder: base,
    store,
    ...(hasCache && { environment: process.env }),
  });
  try {
    switch (question) {
      case "scan": {
        const { report } = await workspace.scan({ paths: [], settings: {} });
        return { report, store: readFileSync(join(base, store), "utf8") };
      }
      case "lint": {
        const outcome = await workspace.lint({ paths: [] });
        return outcome.kind === "linted" ? outcome.visible : outcome;
      }
      case "diff":
        return await workspace.diff([]);
      case "affected":
        return await workspace.affected([]);
      case "log":
        return await workspace.history("b");
      default:
        return undefined;
    }
  } catch (error) {
    return String(error).replaceAll(store, "store");
  }
}

test("given any edits, commits and damage, when asked, then every answer is the one without a cache", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      rmSync(base, { recursive: true, force: true });
      rmSync(programCacheOf(), { recursive: true, force: true });
      mkdirSync(join(base, "flows"), { recursive: true });
      writeFileSync(join(base, "assets.config.yaml"), "paths: [flows]\n");
      writeFileSync(join(base, ".gitignore"), ".assets\n");
      writeFileSync(join(base, "flows/a.yml"), TEXTS[0] ?? "");
      git("init", "-q");
      change({ do: "commit" });
      for (const action of steps) {
        change(action);
        if (["scan", "lint", "diff", "affected", "log"].includes(action.do))
          expect([action.do, await answer(action.do, true)]).toEqual([
            action.do,
            await answer(action.do, false),
          ]);
      }
      for (const last of ["lint", "diff", "scan", "log", "affected", "diff", "lint"] as const)
        expect([last, await answer(last, true)]).toEqual([last, await answer(last, false)]);
      expect(readdirSync(programCache(base))).toContain("status-sha1");
    }),
    { numRuns: 40, seed: 3 },
  );
}, 300_000);

function programCacheOf(): string {
  mkdirSync(base, { recursive: true });
  return programCache(base);
}

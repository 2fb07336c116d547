import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FileCache, openFileCache } from "../../src/cache/file-cache.ts";
import { DEFAULT_SETTINGS, type LintSettings } from "../../src/lint/settings.ts";
import { type LintFilesOptions, type LintScanOptions, lintFiles } from "../../src/workspace/lint.ts";
import {
  applyFileEdit,
  deletingOrTouching,
  FILE_NAMES,
  type FileEdit,
  fileName,
  renaming,
  writing,
} from "./file-edits.ts";
import { oneTaskFlow as flow } from "./one-task-flow.ts";

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "assets-lint-cache-"));
  folder = mkdtempSync(join(tmpdir(), "assets-lint-cache-"));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a cache like a run of the program. */
const openCache = (): FileCache => openFileCache({ folder, workspace: base, build: "this build" });

/** Texts of mostly equal length, so that file sizes do not reveal changes. They share assets. */
const TEXTS = [
  flow("f", "a", "b"),
  flow("g", "b", "c"),
  flow("h", "c", "a"),
  flow("f", "A", "a"),
  flow("i", "c", "b"),
  flow("j", "a", "b", "# assets-ignore many-writers: on purpose\n"),
  flow("k", "db.s.t", "x-{{ execution.id }}"),
  flow("l", "not an id", "db.t"),
  "kind: other\n",
  'id: "broken\nnamespace: x\ntasks: []\n',
  "",
];

type Edit =
  | FileEdit
  | {
      readonly kind: "cut";
      readonly of: "parts" | "lint" | "status";
      readonly part: number;
    };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: writing(TEXTS) },
  { weight: 2, arbitrary: deletingOrTouching },
  { weight: 1, arbitrary: renaming },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("cut" as const),
      of: fc.constantFrom("parts" as const, "lint" as const, "status" as const),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
);

function apply(change: Edit): void {
  if (change.kind === "cut") cutCache(change.of, change.part);
  else applyFileEdit(base, change);
}

function cutCache(kind: string, part: number): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, name);
    if (name.startsWith(kind)) truncateSync(path, Math.floor(readFileSync(path).length * part));
  }
}

const SETTINGS: readonly LintSettings[] = [
  DEFAULT_SETTINGS,
  { ...DEFAULT_SETTINGS, pedantic: true },
  { ...DEFAULT_SETTINGS, policies: [{ select: "type:Table", require: ["owner"] }] },
];

/** A lint of all files, of a folder, of some files, or of a text in place of a file. */
interface LintRequest {
  readonly kind: "all" | "folder" | "files" | "text";
  readonly files: readonly string[];
  readonly text: string;
  readonly settings: LintSettings;
}

const lintRequest: fc.Arbitrary<LintRequest> = fc.record({
  kind: fc.constantFrom("all", "folder", "files", "files", "text"),
  files: fc.uniqueArray(fileName, { minLength: 1, maxLength: 3 }),
  text: fc.constantFrom(...TEXTS),
  settings: fc.constantFrom(...SETTINGS),
});

function options({ kind, files, text, settings }: LintRequest, cache?: FileCache): LintFilesOptions {
  const scan: LintScanOptions = {
    base,
    roots: [join(base, kind === "folder" ? "sub" : ".")],
    ...(kind === "text" && { texts: new Map([[files[0] ?? "", text]]) }),
  };
  const wanted = kind === "text" ? files.slice(0, 1) : files;
  return {
    scan,
    settings,
    ...((kind === "files" || kind === "text") && { reported: (name: string) => wanted.includes(name) }),
    ...(cache && { cache }),
  };
}

function answer(run: LintFilesOptions) {
  const { findings, suppressed, found } = lintFiles(run);
  run.cache?.close();
  return { findings, suppressed, found };
}

const ALL: LintRequest = { kind: "all", files: [], text: "", settings: DEFAULT_SETTINGS };

describe("the lint cache", () => {
  test("given any edits and questions, when linted with the cache, then the answer is that of a lint without it", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.array(edit, { maxLength: 4 }), fc.array(lintRequest, { minLength: 1, maxLength: 3 })),
          { minLength: 1, maxLength: 6 },
        ),
        (rounds) => {
          rmSync(base, { recursive: true, force: true });
          rmSync(folder, { recursive: true, force: true });
          mkdirSync(join(base, "sub"), { recursive: true });
          for (const [edits, questions] of rounds) {
            for (const change of edits) apply(change);
            for (const question of questions) {
              expect(answer(options(question, openCache()))).toEqual(answer(options(question)));
            }
          }
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  }, 120_000);

  test("given many changes, when the cache is written anew, then the answers stay right", () => {
    const names = Array.from({ length: 300 }, (_, index) => `f${index}.yml`);
    for (const [index, name] of names.entries()) {
      writeFileSync(join(base, name), flow(`f${index}`, `in${index}`, `out${index}`));
    }
    answer(options(ALL, openCache()));
    for (const count of [1, 100, 299]) {
      for (const name of names.slice(0, count)) appendFileSync(join(base, name), "# changed\n");
      writeFileSync(join(base, names[0] ?? ""), flow("f1", "in0", "out2"));
      for (const question of [ALL, { ...ALL, kind: "files" as const, files: ["f0.yml", "f298.yml"] }]) {
        expect(answer(options(question, openCache()))).toEqual(answer(options(question)));
      }
    }
    const read: number[] = [];
    const again = options(ALL, openCache());
    lintFiles({ ...again, scan: { ...again.scan, onFile: ({ files }) => read.push(files) } });
    expect(read).toEqual([]);
  });

  test("given a lint of one folder, when everything is linted again, then no file of other folders is read", () => {
    for (const [index, name] of FILE_NAMES.entries()) {
      apply({ kind: "write", file: name, text: flow(`f${index}`, `in${index}`, `out${index}`) });
    }
    answer(options(ALL, openCache()));
    answer(options({ ...ALL, kind: "folder" }, openCache()));
    const read: number[] = [];
    const again = options(ALL, openCache());
    lintFiles({ ...again, scan: { ...again.scan, onFile: ({ files }) => read.push(files) } });
    expect(read).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FileCache, openFileCache } from "../../src/cache/file-cache.ts";
import { DEFAULT_SETTINGS, type LintSettings } from "../../src/lint/settings.ts";
import { type LintFilesOptions, lintFiles } from "../../src/workspace/lint.ts";

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "assets-lint-"));
  folder = mkdtempSync(join(tmpdir(), "assets-lint-"));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a cache like a run of the program. */
const openCache = (build = "build"): FileCache => openFileCache({ folder, workspace: base, build });

interface Declared {
  readonly flow: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly type: string;
  readonly namespace: string;
  readonly comment: string;
  /** The flow started by an action on its outputs. */
  readonly starts?: string;
  /** The called flow. */
  readonly calls?: string;
}

/** Few ids, so that files often share them: equal and similar ids, tables, patterns, and a misspelling. */
const IDS = [
  "a",
  "b",
  "c",
  "d",
  "A-b",
  "a_b",
  "db.t",
  "db.s.t",
  "DB.t",
  "x-{{ execution.id }}",
  "{{ inputs.q }}",
  "not an id",
];
const ids = fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 3 });
const declared: fc.Arbitrary<Declared> = fc.record({
  flow: fc.constantFrom("one", "two", "three", "four", "five", "six"),
  inputs: ids,
  outputs: ids,
  type: fc.constantFrom(
    "",
    "Table",
    "io.kestra.plugin.ee.assets.Table",
    "io.kestra.core.models.assets.Table",
  ),
  namespace: fc.constantFrom("", "team.one", "team.two"),
  comment: fc.constantFrom("", "", "many-writers", "lineage-cycle", "similar-ids", "duplicate-flow"),
  starts: fc.constantFrom("", "", "two", "three", "seven"),
  calls: fc.constantFrom("", "", "one", "two", "three"),
});

function textOf({ flow, inputs, outputs, type, namespace, comment, starts, calls }: Declared): string {
  const action =
    starts && `\n          assetActions: [{namespace: team, flowId: ${starts}, label: Start it}]`;
  const entry = (id: string) =>
    [
      `        - id: "${id}"`,
      namespace && `          namespace: ${namespace}`,
      type && `          type: ${type}`,
    ]
      .filter((line) => line !== "")
      .join("\n");
  return [
    comment && `# assets-ignore ${comment}: said on purpose`,
    `id: ${flow}\nnamespace: team\ninputs: [{id: q, type: STRING, defaults: a}]\ntasks:\n  - id: t\n    type: io.kestra.plugin.jdbc.duckdb.Query\n    assets:`,
    inputs.length > 0 && `      inputs:\n${inputs.map(entry).join("\n")}`,
    outputs.length > 0 && `      outputs:\n${outputs.map((id) => `${entry(id)}${action ?? ""}`).join("\n")}`,
    inputs.length + outputs.length === 0 && "      enableAuto: true",
    calls &&
      `  - id: c\n    type: io.kestra.plugin.core.flow.Subflow\n    namespace: team\n    flowId: ${calls}\n    inputs: {q: ${inputs[0] === "a" ? "b" : "DB.t"}}`,
  ]
    .filter((part) => part !== "" && part !== false)
    .join("\n");
}

const nameOf = (index: number) => `f${index}.yaml`;
const write = (index: number, text: string) => writeFileSync(join(base, nameOf(index)), text);

function options(settings: LintSettings, more: Partial<LintFilesOptions> = {}): LintFilesOptions {
  return { scan: { base, roots: ["."] }, settings, ...more };
}

const SETTINGS: readonly LintSettings[] = [
  DEFAULT_SETTINGS,
  { ...DEFAULT_SETTINGS, pedantic: true },
  { ...DEFAULT_SETTINGS, only: new Set(["lineage-cycle"]) },
  { ...DEFAULT_SETTINGS, policies: [{ select: "type:Table", idPattern: "[a-z]+" }] },
];

describe("the cache of a lint", () => {
  test("given any edits, when files are linted with the cache, then the findings are those without it", () => {
    fc.assert(
      fc.property(
        fc.array(declared, { minLength: 2, maxLength: 10 }),
        fc.array(fc.tuple(fc.nat(9), declared), { maxLength: 2 }),
        fc.constantFrom(...SETTINGS),
        (files, changes, settings) => {
          for (const name of readdirSync(base)) rmSync(join(base, name), { recursive: true });
          files.forEach((file, index) => {
            write(index, textOf(file));
          });
          const first = lintFiles(options(settings, { cache: openCache() }));
          expect(first.findings).toEqual(lintFiles(options(settings)).findings);
          for (const [index, file] of changes) write(index % files.length, textOf(file));
          for (const index of files.keys()) {
            const reported = (file: string) => file === nameOf(index);
            const whole = lintFiles(options(settings, { reported }));
            const restricted = lintFiles(options(settings, { reported, cache: openCache() }));
            expect(restricted.findings).toEqual(whole.findings);
            expect(restricted.suppressed).toBe(whole.suppressed);
            expect(restricted.found).toEqual(whole.found);
          }
          const again = lintFiles(options(settings, { cache: openCache() }));
          expect(again.findings).toEqual(lintFiles(options(settings)).findings);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  test("given a file to report, when linted, then unrelated files are not read", () => {
    const plain = { inputs: [], type: "Table", namespace: "", comment: "" };
    write(0, textOf({ ...plain, flow: "zero", outputs: ["a"] }));
    write(1, textOf({ ...plain, flow: "one", outputs: ["a"] }));
    write(2, textOf({ ...plain, flow: "two", outputs: ["b"] }));
    for (const _ of ["first run", "second run"]) {
      const cache = openCache();
      const linted = lintFiles(options(DEFAULT_SETTINGS, { cache, reported: (file) => file === nameOf(0) }));
      expect(linted.input.files.map(({ file }) => file)).toEqual(["f0.yaml", "f1.yaml"]);
      expect(linted.found).toEqual({ files: 3, flows: 3 });
      expect(linted.findings.map(({ rule }) => rule)).toEqual(["many-writers"]);
    }
  });

  test("given a cache that is damaged, of another build or of other settings, when linted, then it is ignored", () => {
    write(
      0,
      textOf({ flow: "a", inputs: [], outputs: ["not an id"], type: "T", namespace: "", comment: "" }),
    );
    const find = (build = "build") =>
      lintFiles(options(DEFAULT_SETTINGS, { cache: openCache(build) })).findings;
    const expected = find();
    expect(expected.map(({ rule }) => rule)).toEqual(["invalid-id"]);
    for (const name of readdirSync(folder)) {
      writeFileSync(join(folder, name), "damaged");
      expect(find()).toEqual(expected);
    }
    expect(find("other")).toEqual(expected);
    mkdirSync(join(base, "sub"));
    expect(find()).toEqual(expected);
  });
});

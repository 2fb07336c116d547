import {
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
import { afterEach, beforeEach, expect, test } from "vitest";
import { MAX_FILE_BYTES } from "../../src/flows/decode.ts";
import { discover } from "../../src/flows/discover.ts";
import { readFlowFile } from "../../src/flows/read-flow-file.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { impact } from "../../src/graph/impact.ts";
import { lineage } from "../../src/graph/lineage.ts";
import { countAssets, listAssets } from "../../src/graph/list.ts";
import { shortestPaths } from "../../src/graph/paths.ts";
import { readFile } from "../../src/infer/index.ts";
import { summarize } from "../../src/model/summary.ts";
import { inventoryOfFiles } from "../../src/resolve/resolve-file.ts";
import { serializeStore, writeStore } from "../../src/store/write-store.ts";
import { type OpenInventory, openIndexed, openStore, withGraph } from "../../src/workspace/open-store.ts";
import { refreshStore } from "../../src/workspace/refresh-store.ts";
import { about, resolveOptions } from "../../src/workspace/scan-options.ts";
import { scan } from "../full-scan.ts";
import { linkedResults } from "../linked-results.ts";
import {
  applyFileEdit,
  deletingOrTouching,
  FILE_NAMES,
  type FileEdit,
  fileName,
  renaming,
  writing,
} from "./file-edits.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "assets-cache-"));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** Texts of equal length, so that file sizes do not reveal changes. */
const TEXTS = [1, 2, 3, 4].map(
  (n) => `id: f
namespace: x
inputs: [{id: q, type: STRING}]
tasks:
  - id: t
    type: y.Z
    assets:
      inputs: [{id: in_${n}}]
      outputs: [{id: "out_${n}_{{ inputs.q }}"}]
`,
);
/** A task without a declaration, and a declaration tied to a table in the SQL of its task. */
const INFERRED = ["raw", "RAW"].map(
  (schema) => `id: f
namespace: x
tasks:
  - id: t
    type: io.kestra.plugin.jdbc.postgresql.Query
    url: jdbc:postgresql://db/d
    sql: INSERT INTO mart.orders SELECT * FROM ${schema}.orders
${schema === "raw" ? "    assets: {outputs: [{id: in_1, metadata: {schema: mart, name: orders}}]}\n" : ""}`,
);
/** Flows with calls, passed outputs and Flow triggers between them. */
const CALL = "{id: c, type: io.kestra.plugin.core.flow.Subflow, namespace: x, flowId: f, inputs: {q:";
const LINKED = [
  `id: g\nnamespace: x\ntasks:\n  - ${CALL} '1'}}\n`,
  `id: g\nnamespace: x\ninputs: [{id: q, type: STRING, defaults: d}]\ntasks:\n  - ${CALL} '{{ inputs.q }}'}}
  - {id: t, type: y.Z, assets: {inputs: [{id: 'r_{{ outputs.c.outputs.o }}'}], outputs: [{id: in_2}]}}\n`,
  `id: h\nnamespace: x\ntasks:\n  - ${CALL.replace("flowId: f", "flowId: g")} '2_x'}}\n`,
  `id: f\nnamespace: x\ninputs: [{id: q, type: STRING}]\ntasks:\n  - ${CALL} '{{ inputs.q }}'}}
  - {id: t, type: y.Z, assets: {outputs: [{id: "out_1_{{ inputs.q }}"}]}}
outputs: [{id: o, type: STRING, value: '{{ inputs.q }}'}]\n`,
  `id: k\nnamespace: x
triggers: [{id: a, type: io.kestra.plugin.core.trigger.Flow, preconditions: {id: p, flows: [{namespace: x, flowId: f}]}}]
tasks:\n  - {id: t, type: y.Z, assets: {inputs: [{id: 'out_1_{{ trigger.outputs.o }}'}], outputs: [{id: in_1}]}}\n`,
];
/** Flows that query assets by type, write assets of that type, or call a flow with the results of a query. */
const loopOver = (type: string, task: string) =>
  `tasks:\n  - id: l\n    type: io.kestra.plugin.core.flow.Loop\n    values: '{{ assets(type="${type}") | jq(".[].id") }}'\n    tasks:\n      - ${task}\n`;
const QUERYING = [
  "id: o\nnamespace: x\ntasks: [{id: t, type: y.Z, assets: {outputs: [{id: t_1, type: T, namespace: x}]}}]\n",
  "id: o\nnamespace: x\ntasks: [{id: t, type: y.Z, assets: {outputs: [{id: t_1, type: U, namespace: x, os: a}]}}]\n",
  `id: m\nnamespace: x\n${loopOver("T", "{id: t, type: y.Z, assets: {inputs: [{id: '{{ item.value }}'}], outputs: [{id: 'm_{{ item.value }}', type: U, namespace: x}]}}")}`,
  `id: m\nnamespace: x\n${loopOver("U", "{id: t, type: y.Z, assets: {outputs: [{id: 'm_{{ item.value }}', type: U, namespace: x}]}}")}`,
  `id: n\nnamespace: x\n${loopOver("U", `${CALL} '{{ item.value }}'}}`)}`,
];
const ALL = [
  ...LINKED,
  ...QUERYING,
  ...TEXTS,
  ...INFERRED,
  "kind: other\n",
  'id: "broken\n',
  TEXTS[0]?.replace("in_1", "out_2_x") ?? "",
];

type Edit =
  | FileEdit
  | { readonly kind: "swell"; readonly file: string }
  | { readonly kind: "damage" }
  | { readonly kind: "environment"; readonly file: string; readonly value: string }
  | { readonly kind: "aliases"; readonly lists: readonly (readonly string[])[] };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  writing(ALL),
  deletingOrTouching,
  renaming,
  fc.record({ kind: fc.constant("swell" as const), file: fileName }),
  fc.constant({ kind: "damage" as const }),
  fc.record({
    kind: fc.constant("aliases" as const),
    lists: fc.array(
      fc.uniqueArray(fc.constantFrom("in_1", "in_2", "out_1_1", "t_1", "m_t_1"), {
        minLength: 2,
        maxLength: 3,
      }),
      {
        maxLength: 2,
      },
    ),
  }),
  fc.record({
    kind: fc.constant("environment" as const),
    file: fileName,
    value: fc.constantFrom("", "1", "2_x"),
  }),
);

/** External values. They change the result of an unchanged file. */
const environment = new Map<string, string>();

/** Configured aliases. They merge assets in query results, but are not stored. */
let aliases: readonly (readonly string[])[] = [];

function environmentOf(file: string) {
  const value = environment.get(file) ?? "";
  const pins = { all: { q: value }, byFlow: {} };
  return value === ""
    ? undefined
    : { hash: Buffer.from(value).toString("hex"), resolving: { ...RESOLVING, pins } };
}

const INFER = { groups: [], types: [] };
const RESOLVING = resolveOptions({ base: "/", roots: [], infer: INFER });

function apply(change: Edit): void {
  if (change.kind === "environment") environment.set(join("flows", change.file), change.value);
  else if (change.kind === "aliases") aliases = change.lists;
  else if (change.kind === "damage")
    for (const name of ["inventory.json", "inventory.ion"])
      rmSync(join(base, ".assets", name), { force: true });
  else if (change.kind === "swell") makeTooLarge(join(base, "flows", change.file));
  else applyFileEdit(join(base, "flows"), change);
}

/** Makes a file larger than the size limit. */
function makeTooLarge(path: string): void {
  if (existsSync(path)) truncateSync(path, MAX_FILE_BYTES + 1);
}

const THIS_BUILD = "this build";
const scanOptions = (store: string, build = THIS_BUILD) => ({
  ...{ base, roots: [join(base, "flows")], environmentOf, infer: INFER },
  ...{
    store: { path: store, shown: store },
    write: true,
    cache: { folder: join(base, "cache"), workspace: base, build },
  },
});

async function refresh(store: string) {
  const { report } = await refreshStore(scanOptions(store));
  return { text: readFileSync(store, "utf8"), report };
}

/** The impact of each asset. */
function answersOf({ graph, inventory }: OpenInventory) {
  return inventory.assets.map(({ id }) => impact(graph, id));
}

/** The inventory of a full scan, without the cache and without the code for store updates. */
function fullInventory() {
  const options = { base, roots: [join(base, "flows")] };
  const found = [...discover(options.roots, options)];
  const items = found.flatMap((item) => (item.kind === "problem" ? [] : [item]));
  const files = linkedResults(
    items.map(({ shownAs }) => shownAs),
    RESOLVING.maxCases,
    (position, environments) => {
      const { path, shownAs } = items[position] ?? { path: "", shownAs: "" };
      const resolving = environmentOf(shownAs)?.resolving ?? RESOLVING;
      return readFile(readFlowFile(path, shownAs), { ...resolving, ...(environments && { environments }) });
    },
  );
  const problems = found.flatMap((item) => (item.kind === "problem" ? [item.problem] : []));
  return { files, inventory: inventoryOfFiles(files, problems, about(options)) };
}

function fullScan(store: string) {
  const { files, inventory } = fullInventory();
  const { roots, gaps } = inventory;
  return {
    text: serializeStore(inventory, store),
    report: { roots, summary: summarize(inventory), gaps, notes: files.flatMap(({ notes }) => notes) },
  };
}

test.each(["inventory.json", "inventory.ion"])(
  "given any edits, when scanned with the cache, then the bytes are those of a scan without it: %s",
  async (name) => {
    const store = join(base, ".assets", name);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (rounds) => {
          rmSync(base, { recursive: true, force: true });
          mkdirSync(join(base, "flows/sub"), { recursive: true });
          environment.clear();
          aliases = [];
          for (const edits of rounds) {
            for (const change of edits) apply(change);
            expect(await refresh(store)).toEqual(fullScan(store));
            const view = { declared: false, aliases };
            const { cache } = scanOptions(store);
            expect(answersOf(openStore({ path: store, shown: store }, cache, view))).toEqual(
              answersOf(withGraph(fullInventory().inventory, view)),
            );
          }
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  },
);

test("given an unchanged or touched file, when scanned again, then it is not read and the report is kept", async () => {
  const store = join(base, ".assets/inventory.json");
  apply({ kind: "restore", file: "a.yml", text: TEXTS[0] ?? "" });
  await refresh(store);
  apply({ kind: "touch", file: "a.yml" });
  expect(await refreshStore(scanOptions(store))).toMatchObject({
    state: "unchanged",
    report: fullScan(store).report,
  });
});

test("given a file that is too large, when a file after it changes, then the result is that of a full scan", async () => {
  const store = join(base, ".assets/inventory.json");
  const text = (id: number) => (TEXTS[0] ?? "").replace("id: f", `id: ${id}`);
  for (const [id, file] of FILE_NAMES.entries()) apply({ kind: "restore", file, text: text(id) });
  apply({ kind: "swell", file: "b.yaml" });
  await refresh(store);
  // Changes a file after the large one.
  apply({ kind: "write", file: "sub/c.yml", text: text(FILE_NAMES.indexOf("sub/d.yml")) });
  expect(await refresh(store)).toEqual(fullScan(store));
});

test("given a truncated index, when scanned, then the result is that of a full scan", async () => {
  const store = join(base, ".assets/inventory.json");
  for (const name of FILE_NAMES) apply({ kind: "restore", file: name, text: TEXTS[1] ?? "" });
  const cache = join(base, "cache");
  for (const share of [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
    apply({ kind: "restore", file: "a.yml", text: TEXTS[1] ?? "" });
    await refresh(store);
    const damaged = join(cache, readdirSync(cache).find((name) => name.endsWith(".index")) ?? "");
    const bytes = readFileSync(damaged);
    writeFileSync(damaged, bytes.subarray(0, Math.floor(bytes.length * share)));
    apply({ kind: "write", file: "a.yml", text: TEXTS[2] ?? "" });
    expect(await refresh(store)).toEqual(fullScan(store));
  }
});

test("given random declarations, when queried through the index, then the answers are those of the whole store", async () => {
  const id = fc.constantFrom("a", "b", "c", "d-1", "d-*", "e", "f-*", "f-x*", "f-xy", "*");
  const task = fc.record({
    reads: fc.uniqueArray(id, { maxLength: 3 }),
    writes: fc.uniqueArray(id, { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(task, { minLength: 1, maxLength: 12 }), async (tasks) => {
      const store = join(base, ".assets/inventory.json");
      rmSync(base, { recursive: true, force: true });
      for (const [index, { reads, writes }] of tasks.entries()) {
        const entries = (ids: readonly string[]) =>
          ids.map((id) => `{id: "${id.replaceAll("*", "{{ outputs.x.y }}")}"}`).join(", ");
        apply({
          kind: "write",
          file: `sub/${index}.yml`,
          text: `id: f${index}\nnamespace: "x.é"\ntasks:\n  - id: t\n    type: y.Z\n    assets:\n      inputs: [${entries(reads)}]\n      outputs: [${entries(writes)}]\n`,
        });
      }
      const { inventory } = scan({ base, roots: [join(base, "flows")] });
      const { text } = await refresh(store);
      const opened = openIndexed(store, scanOptions(store).cache);
      if (opened === undefined) throw new Error("the index does not open");
      const plain = createGraph(inventory);
      for (const asset of inventory.assets) {
        const lazy = (openIndexed(store, scanOptions(store).cache) ?? opened).graph;
        expect(impact(lazy, asset.id)).toEqual(impact(plain, asset.id));
        expect(lineage(lazy, asset.id, { directions: ["up", "down"], depth: 2 })).toEqual(
          lineage(plain, asset.id, { directions: ["up", "down"], depth: 2 }),
        );
        for (let to = 0; to < inventory.assets.length; to += 3) {
          const from = plain.nodeOf(asset.id) ?? -1;
          for (const activation of [false, true]) {
            expect(shortestPaths(lazy, [from], [to], { activation })).toEqual(
              shortestPaths(plain, [from], [to], { activation }),
            );
          }
        }
      }
      expect(listAssets(opened.graph)).toEqual(listAssets(plain));
      for (const graph of [opened.graph, plain])
        expect(countAssets(graph).map(({ writers, readers }) => [writers.length, readers.length])).toEqual(
          listAssets(plain).map(({ writers, readers }) => [writers.length, readers.length]),
        );
      expect(serializeStore(opened.inventory, store)).toBe(text);
    }),
    { numRuns: 40, seed: 11 },
  );
});

test("given an index of another build or another store, when opened, then it is ignored", async () => {
  const store = join(base, ".assets/inventory.json");
  mkdirSync(join(base, "flows/sub"), { recursive: true });
  apply({ kind: "write", file: "a.yml", text: TEXTS[0] ?? "" });
  const { text } = await refresh(store);
  expect(openIndexed(store, scanOptions(store, "another build").cache)).toBeUndefined();
  writeStore(store, text.replace("in_1", "in_9"));
  expect(openIndexed(store, scanOptions(store).cache)).toBeUndefined();
});

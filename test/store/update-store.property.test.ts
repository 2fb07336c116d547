import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { FileResult } from "../../src/model/declared.ts";
import { inventoryOfFiles, resolveFile } from "../../src/resolve/resolve-file.ts";
import { formatJsonStore } from "../../src/store/json-format.ts";
import type { FreshBatch } from "../../src/store/record-batch.ts";
import { createBatchBuilder } from "../../src/store/record-batch.ts";
import { NO_RECORDS, type RecordTable, withSource } from "../../src/store/record-table.ts";
import { type UpdatedStore, updateStore } from "../../src/store/update-store.ts";

const RESOLVE = { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 1000 };
const ABOUT = { tenant: "main", roots: ["flows"], settings: { maxCases: 7 } };

/** The text of a flow. Few names, so that files often share flows and assets. */
const flow = fc
  .record({
    id: fc.constantFrom("a", "b", "é"),
    namespace: fc.constantFrom("x", "x.y", "y"),
    labels: fc.constantFrom("", "labels: {owner: data}\n"),
    tasks: fc.array(
      fc.record({
        id: fc.constantFrom("t1", "t2"),
        type: fc.constantFrom("q.Query", "io.kestra.plugin.core.flow.Subflow"),
        off: fc.boolean(),
        inputs: fc.array(
          fc.constantFrom(
            "{id: a}",
            "{id: b, type: Table}",
            "{id: 'd-{{ execution.id }}'}",
            "{id: d-1}",
            "{id: 's3://x'}",
          ),
          { maxLength: 2 },
        ),
        outputs: fc.array(
          fc.constantFrom(
            "{id: a, type: Table, metadata: {z: 1, a: {b: 2}}}",
            "{id: a, type: View, namespace: x, metadata: {a: {c: 3}}}",
            "{id: b, displayName: B, description: 'says \"é\"', metadata: {n: null}}",
            "{id: 'd-{{ execution.id }}', type: Table}",
            "{id: b, type: ' ', namespace: ''}",
            "{id: '{{ inputs.env }}-1'}",
            "{id: d-1, type: io.kestra.core.models.assets.External}",
          ),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 3 },
    ),
  })
  .map(
    ({ id, namespace, labels, tasks }) =>
      `id: ${id}\nnamespace: ${namespace}\n${labels}inputs:\n  - {id: env, type: SELECT, values: [d, e], defaults: d}\ntasks:\n${tasks
        .map(
          (task) =>
            `  - id: ${task.id}\n    type: ${task.type}\n    flowId: a\n    namespace: x\n    disabled: ${task.off}\n    assets:\n      enableAuto: ${task.off}\n      inputs: [${task.inputs.join(", ")}]\n      outputs: [${task.outputs.join(", ")}]\n`,
        )
        .join("")}${tasks.length === 0 ? "  []\n" : ""}`,
  );
const text = fc.oneof(
  { weight: 6, arbitrary: flow },
  { weight: 2, arbitrary: fc.tuple(flow, flow).map((both) => both.join("---\n")) },
  { weight: 1, arbitrary: fc.constantFrom("kind: Service\n", "", 'id: "open\n') },
);
const NAMES = ["flows/a.yml", "flows/b.yml", "flows/b/c.yml", "flows/ä.yml", "flows/z.yml"];
/** The content of each file; undefined for a missing file. */
const repository = fc.record(
  Object.fromEntries(NAMES.map((name) => [name, fc.option(text, { nil: undefined })])),
);

const parsed = new Map<string, FileResult>();
function partsOf(name: string, content: string): FileResult {
  const key = `${name}\n${content}`;
  const parts = parsed.get(key) ?? resolveFile(readFlowText(sourceText(name, content)), RESOLVE);
  parsed.set(key, parts);
  return parts;
}

type Repository = Readonly<Record<string, string | undefined>>;
const filesOf = (repository: Repository) =>
  Object.entries(repository).flatMap(([name, content]) => (content === undefined ? [] : [{ name, content }]));

/** The records of some files in two batches, like those of two threads. */
function batches(files: readonly { readonly name: string; readonly content: string }[], positions: number[]) {
  const half = Math.ceil(positions.length / 2);
  return [positions.slice(0, half), positions.slice(half)].map((part): FreshBatch => {
    const builder = createBatchBuilder();
    for (const position of part) {
      const { name = "", content = "" } = files[position] ?? {};
      builder.add(name, partsOf(name, content));
    }
    return { batch: builder.finish(), positions: Uint32Array.from(part) };
  });
}

const textOf = ({ text }: UpdatedStore) =>
  Buffer.concat(Array.from(text.blocks(), (block) => Buffer.from(block)));

function update(before: Repository, old: RecordTable, now: Repository): UpdatedStore {
  const files = filesOf(now);
  const positionOf = new Map(files.map(({ name }, position) => [name, position]));
  const kept = Int32Array.from(old.files.names, (name) =>
    before[name] === now[name] ? (positionOf.get(name) ?? -1) : -1,
  );
  const changed = files.flatMap((_, position) => (kept.includes(position) ? [] : [position]));
  return updateStore(old, { kept, fresh: batches(files, changed), files: files.length, about: ABOUT });
}

function expected(repository: Repository): string {
  const parts = filesOf(repository).map(({ name, content }) => partsOf(name, content));
  return formatJsonStore(inventoryOfFiles(parts, [], ABOUT));
}

/** Edits of one or two files. */
const edits = fc.array(
  fc.array(fc.record({ name: fc.constantFrom(...NAMES), content: fc.option(text, { nil: undefined }) }), {
    minLength: 1,
    maxLength: 2,
  }),
  { maxLength: 5 },
);

test("given any older store and any edits, when updated, then the bytes are those of a full inventory", () => {
  fc.assert(
    fc.property(repository, edits, (first, changes) => {
      let before: Repository = {};
      let now: Repository = first;
      let old = NO_RECORDS;
      for (const change of [[], ...changes]) {
        for (const { name, content } of change) now = { ...now, [name]: content };
        const updated = update(before, old, now);
        const written = textOf(updated);
        expect(written.toString()).toBe(expected(now));
        // The table must not depend on the history of the store.
        expect(comparable(updated)).toEqual(comparable(update({}, NO_RECORDS, now)));
        old = withSource(updated.table, written);
        before = now;
      }
    }),
    { numRuns: 300, seed: 5 },
  );
});

/** The table without the numbers of claims, which are meaningless outside the table. */
function comparable({ table }: UpdatedStore): unknown {
  const { claims, inputs, outputs, ...rest } = table;
  const texts = (side: typeof inputs) => ({
    ...side,
    claims: [...side.claims].map((claim) => claims[claim]),
  });
  return JSON.parse(JSON.stringify({ ...rest, inputs: texts(inputs), outputs: texts(outputs) }));
}

describe("given a flow with two cases of one declaration", () => {
  const TWO = "id: b\nnamespace: x\ninputs:\n  - {id: e, type: SELECT, values: [d, p]}\ntasks:\n";
  const task = (id: string, assets: string) => `  - {id: ${id}, type: q.Query, assets: ${assets}}\n`;
  const first: Repository = {
    "flows/b.yml":
      TWO + task("t", "{outputs: [{id: '{{ inputs.e }}-1'}]}") + task("u", "{outputs: [{id: c}]}"),
  };

  test("when built, then its cases share a number and another declaration has its own", () => {
    const { table } = update({}, NO_RECORDS, first);
    // d-1 and p-1 of task t, then c of task u.
    expect([...table.declarationOf]).toEqual([0, 0, 2]);
  });

  test("when a flow comes before it, then the numbers move with the bundles", () => {
    const before = update({}, NO_RECORDS, first);
    const now = {
      ...first,
      "flows/z.yml": `id: a\nnamespace: x\ntasks:\n${task("t", "{outputs: [{id: a}]}")}`,
    };
    const { table } = update(first, withSource(before.table, textOf(before)), now);
    expect([...table.declarationOf]).toEqual([0, 1, 1, 3]);
    expect([...table.lists.bundles.files]).toEqual([1, 0, 0, 0]);
  });
});

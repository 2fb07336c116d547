import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { compareInventories } from "../../src/changes/compare.ts";
import type { Inventory } from "../../src/model/model.ts";
import { scan } from "../full-scan.ts";
import { linkedInventoryOf } from "./linked.ts";
import type { RepositoryFiles } from "./repository.ts";
import { bundles } from "./resolved.ts";

/* Changes of a repository that must not change the result, or only a given part of it. */

const ROOT = fileURLToPath(new URL("../../fixtures/flows/", import.meta.url));

/** Flows that depend on each other: calls, triggers, queries, and conflicting declarations. */
const DEPENDENT_FLOWS: RepositoryFiles = {
  "x/load.yaml": `id: load
namespace: n
inputs: [{ id: zone, type: STRING, defaults: eu }]
tasks:
  - { id: t, type: a.Task, assets: { inputs: [{ id: "in-{{ inputs.zone }}" }], outputs: [{ id: "out-{{ inputs.zone }}", type: VM }] } }
outputs: [{ id: table, type: STRING, value: "raw_{{ inputs.zone }}" }]
`,
  "x/night.yaml": `id: night
namespace: n
tasks: [{ id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load, inputs: { zone: apac } }]
`,
  "x/audit.yaml": `id: audit
namespace: n
triggers: [{ id: after, type: io.kestra.plugin.core.trigger.Flow, preconditions: { id: p, flows: [{ namespace: n, flowId: load }] } }]
tasks: [{ id: t, type: a.Task, assets: { inputs: [{ id: "{{ trigger.outputs.table }}" }], outputs: [{ id: audited }] } }]
`,
  "x/patch.yaml": `id: patch
namespace: n
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: "{{ assets(type='VM') | jq('.[].id') }}"
    tasks: [{ id: t, type: a.Task, assets: { inputs: [{ id: "{{ taskrun.value }}" }], outputs: [{ id: "patched-{{ taskrun.value }}" }] } }]
`,
  "x/first.yaml": `id: first
namespace: n
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: "{{ assets(type='VM') | jq('.[0].id') }}"
    tasks: [{ id: t, type: a.Task, assets: { inputs: [{ id: "{{ taskrun.value }}" }], outputs: [{ id: "first-{{ taskrun.value }}" }] } }]
`,
  "x/one.yaml": `id: one
namespace: n
tasks:
  - { id: t, type: a.Task, assets: { outputs: [{ id: disputed, type: Table, namespace: n, metadata: { a: 1, b: 1 } }] } }
`,
  "x/two.yaml": `id: two
namespace: n
tasks:
  - { id: t, type: a.Task, assets: { inputs: [{ id: disputed, type: View }], outputs: [{ id: disputed, type: File, namespace: m, metadata: { b: 2, c: 2 } }] } }
`,
};
const FILES = { ...filesUnder(ROOT), ...DEPENDENT_FLOWS };

function filesUnder(folder: string): RepositoryFiles {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.ya?ml$/.test(name),
  );
  const texts = names
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => [name.split(sep).join("/"), readFileSync(join(folder, name), "utf8")]);
  return Object.fromEntries(texts);
}

/** The inventory without places, in an order independent of places. */
function withoutPlaces(inventory: Inventory): unknown {
  const text = JSON.stringify(inventory, (key, value) => (key === "place" ? undefined : value));
  const plain: Record<string, unknown> = JSON.parse(text);
  const sorted = Object.entries(plain).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map((member) => JSON.stringify(member)).sort() : value,
  ]);
  return Object.fromEntries(sorted);
}

describe("the company's flows, and flows that decide each other's answers", () => {
  const inventory = linkedInventoryOf(FILES);

  test("given flows that decide each other's answers, when resolved, then they do", () => {
    const edges = inventory.bundles
      .filter(({ namespace }) => namespace === "n")
      .flatMap(({ inputs, outputs }) => inputs.flatMap((a) => outputs.map((b) => `${a.id} -> ${b.id}`)));
    expect([...new Set(edges)].sort()).toEqual([
      "disputed -> disputed",
      "in-apac -> out-apac",
      "in-eu -> out-eu",
      "out-apac -> first-out-apac",
      "out-apac -> patched-out-apac",
      "out-eu -> patched-out-eu",
      "raw_apac -> audited",
      "raw_eu -> audited",
    ]);
  });

  test("given two roots, when scanned together, then the result is that of one root", () => {
    const entries = readdirSync(ROOT);
    const [whole, ...together] = [["."], entries, entries.toReversed(), [...entries, "."]].map((roots) => {
      const { roots: _, ...rest } = scan({ base: ROOT, roots }).inventory;
      return rest;
    });
    expect(entries.length).toBeGreaterThan(1);
    for (const rewritten of together) expect(rewritten).toEqual(whole);
  });

  test("given renamed files, when resolved, then only places change", () => {
    const renamed = Object.entries(FILES).map(([name, text], at) => [
      `moved/${99 - at}-${name.replaceAll("/", "-")}`,
      text,
    ]);
    const moved = linkedInventoryOf(Object.fromEntries(renamed));
    expect(withoutPlaces(moved)).toEqual(withoutPlaces(inventory));
    expect(moved.bundles[0]?.place.file).toMatch(/^moved\//);
  });

  test("given files in another order, when resolved, then nothing changes", () => {
    const names = Object.keys(FILES);
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (order) => {
        const shuffled = Object.fromEntries(order.map((name) => [name, FILES[name] ?? ""]));
        expect(linkedInventoryOf(shuffled)).toEqual(inventory);
      }),
      { numRuns: 5 },
    );
  });

  test("given an additional unrelated flow, when resolved, then nothing else changes", () => {
    const unrelated = `id: unrelated
namespace: elsewhere
tasks:
  - id: make
    type: io.kestra.plugin.core.log.Log
    assets:
      inputs: [{ id: unrelated_source }]
      outputs: [{ id: unrelated_result }]
`;
    const {
      flows,
      tasks,
      bundles: all,
      assets,
      ...more
    } = linkedInventoryOf({ ...FILES, "a/unrelated.yml": unrelated });
    expect({
      ...inventory,
      files: more.files,
    }).toEqual({
      ...more,
      flows: flows.filter(({ flow }) => flow !== "unrelated"),
      tasks: tasks.filter(({ flow }) => flow !== "unrelated"),
      bundles: all.filter(({ flow }) => flow !== "unrelated"),
      assets: assets.filter(({ id }) => !id.startsWith("unrelated_")),
    });
  });

  test("given reformatted files with comments, when resolved, then only places change", () => {
    const reformatted = Object.fromEntries(
      Object.entries(FILES).map(([name, text]) => [
        name,
        parseAllDocuments(text)
          .map((document) => document.toString({ indent: 4, lineWidth: 0, indentSeq: false }))
          .join("---\n")
          .replace(/^tasks:$/gm, "# What it does.\n\ntasks:")
          .replace(/^/, "# Reformatted\n\n"),
      ]),
    );
    const after = linkedInventoryOf(reformatted);
    expect(after.bundles.map(({ place }) => place.line)).not.toEqual(
      inventory.bundles.map(({ place }) => place.line),
    );
    expect(compareInventories({ before: inventory, after })).toEqual({
      assets: [],
      bundles: [],
      edges: [],
      flows: [],
    });
  });
});

const LOOPS = [
  ["io.kestra.plugin.core.flow.ForEach", "taskrun.value"],
  ["io.kestra.plugin.core.flow.Loop", "item.value"],
] as const;
const item = fc.constantFrom("a", "b", "c", "x-1", "2", "raw");
const template = fc.constantFrom("{{ ITEM }}", "raw_{{ ITEM }}", "{{ ITEM | upper }}", "fixed");

test.each(LOOPS)(
  "given a %s over a literal list, when resolved, then it equals its unrolled tasks",
  (type, name) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(item, { minLength: 1, maxLength: 4 }),
        fc.tuple(template, template),
        fc.boolean(),
        (values, [input, output], asText) => {
          const task = (id: string, [from, to]: readonly [string, string], indent: string) =>
            `
- id: ${id}
  type: io.kestra.plugin.core.log.Log
  assets:
    inputs: [{ id: "in-${from}" }]
    outputs: [{ id: "out-${to}" }]`.replaceAll("\n", `\n${indent}`);
          const looped = bundles(
            `tasks:
  - id: each
    type: ${type}
    values: ${asText ? `'${JSON.stringify(values)}'` : JSON.stringify(values)}
    tasks:${task("work", [input, output], "      ")}
`.replaceAll("ITEM", name),
          );
          const of = (text: string, value: string) =>
            text.replace("{{ ITEM | upper }}", value.toUpperCase()).replace("{{ ITEM }}", value);
          const unrolled = bundles(
            `tasks:${values.map((value, at) => task(`work-${at}`, [of(input, value), of(output, value)], "  ")).join("")}\n`,
          );
          expect([...new Set(looped)].sort()).toEqual([...new Set(unrolled)].sort());
        },
      ),
    );
  },
);

test("given tasks in another order, when resolved, then only places change", () => {
  const tasks = ["one", "two", "three", "four"].map((id, at) => ({
    id,
    type: "io.kestra.plugin.core.log.Log",
    message: "x",
    assets: {
      inputs: [{ id: `in-${at % 2}` }],
      outputs: [
        { id: `out-${id}`, type: "T" },
        { id: "disputed", type: `T${at}`, namespace: `n${at}`, metadata: { first: at, [id]: at } },
      ],
    },
  }));
  const read = (order: readonly unknown[]) =>
    linkedInventoryOf({ "f.yml": JSON.stringify({ id: "f", namespace: "company", tasks: order }, null, 1) });
  const inOrder = withoutPlaces(read(tasks));
  fc.assert(
    fc.property(fc.shuffledSubarray(tasks, { minLength: tasks.length }), (order) => {
      expect(withoutPlaces(read(order))).toEqual(inOrder);
    }),
  );
});

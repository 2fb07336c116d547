import fc from "fast-check";
import { expect, test } from "vitest";
import { createExplorer } from "../../src/graph/explorer.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { hiddenSides } from "../../src/model/hidden-sides.ts";
import type { Inventory, Side } from "../../src/model/model.ts";
import { matchesPattern } from "../../src/model/pattern.ts";
import { inventoryOf, type RepositoryFiles } from "./repository.ts";

/*
 * An unknown expression can weaken a result, but must not remove a part of it silently. Repositories are random, with
 * one text at a time replaced by a run-time value.
 */

const NAMES = ["a", "b", "c", "raw_a", "raw_b", "stage.x"];
const UNKNOWN = "{{ kv('anything') }}";

type Entry = { id: string };
type Task = {
  id: string;
  type: string;
  runIf?: string;
  values?: string | readonly string[];
  tasks?: Task[];
  assets?: { inputs: Entry[] | string; outputs: Entry[] | string };
};
type FlowDocument = {
  id: string;
  namespace: string;
  variables: Record<string, string>;
  inputs: { id: string; type: string; defaults: string }[];
  tasks: Task[];
};

const idText = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.constantFrom("{{ vars.one }}", "raw_{{ vars.two }}", "{{ inputs.table }}", "{{ inputs.table }}_b"),
);
const loopedId = fc.oneof(idText, fc.constantFrom("{{ taskrun.value }}", "raw_{{ taskrun.value }}"));
const entries = (id: fc.Arbitrary<string>) =>
  fc.uniqueArray(id, { maxLength: 2 }).map((ids): Entry[] => ids.map((name) => ({ id: name })));

const leaf = (id: fc.Arbitrary<string>): fc.Arbitrary<Task> =>
  fc.record({ inputs: entries(id), outputs: entries(id), conditional: fc.boolean() }).map((parts) => ({
    id: "",
    type: "io.kestra.plugin.core.log.Log",
    ...(parts.conditional && { runIf: "{{ vars.one == 'a' }}" }),
    assets: { inputs: parts.inputs, outputs: parts.outputs },
  }));

const loop: fc.Arbitrary<Task> = fc
  .record({ values: fc.uniqueArray(fc.constantFrom("a", "b"), { minLength: 1 }), task: leaf(loopedId) })
  .map(({ values, task }) => ({
    id: "",
    type: "io.kestra.plugin.core.flow.ForEach",
    values,
    tasks: [task],
  }));

const repository: fc.Arbitrary<FlowDocument[]> = fc
  .array(fc.array(fc.oneof(leaf(idText), loop), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((flows) =>
    flows.map((tasks, at) => ({
      id: `f${at}`,
      namespace: "company",
      variables: { one: "a", two: "b" },
      inputs: [{ id: "table", type: "STRING", defaults: "c" }],
      tasks: tasks.map((task, index) => named(task, `t${index}`)),
    })),
  );

function named(task: Task, id: string): Task {
  return { ...task, id, ...(task.tasks && { tasks: task.tasks.map((inner) => named(inner, `${id}_in`)) }) };
}

/** Copies of the repository, each with one text or list replaced by an unknown expression. */
function* withUnknowns(flows: readonly FlowDocument[]): Generator<FlowDocument[]> {
  const copy = () => structuredClone(flows) as FlowDocument[];
  for (const [at, flow] of flows.entries()) {
    const change = (edit: (flow: FlowDocument) => void) => {
      const all = copy();
      const own = all[at];
      if (own) edit(own);
      return all;
    };
    yield change(({ inputs }) => {
      for (const input of inputs) input.defaults = UNKNOWN;
    });
    for (const path of tasksIn(flow.tasks)) {
      const edit = (what: (task: Task) => void) => change((own) => what(taskAt(own.tasks, path)));
      const task = taskAt(flow.tasks, path);
      if (task.runIf !== undefined)
        yield edit((own) => {
          own.runIf = UNKNOWN;
        });
      if (task.values !== undefined)
        yield edit((own) => {
          own.values = UNKNOWN;
        });
      for (const side of ["inputs", "outputs"] as const) {
        const list = task.assets?.[side];
        if (!Array.isArray(list)) continue;
        yield edit(({ assets }) => {
          if (assets) assets[side] = UNKNOWN;
        });
        for (const index of list.keys()) {
          yield edit(({ assets }) => {
            const entry = assets?.[side][index];
            if (typeof entry === "object") entry.id = UNKNOWN;
          });
        }
      }
    }
  }
}

function tasksIn(tasks: readonly Task[], before: readonly number[] = []): number[][] {
  return tasks.flatMap((task, at) => [[...before, at], ...tasksIn(task.tasks ?? [], [...before, at])]);
}

function taskAt(tasks: readonly Task[], [at = 0, ...rest]: readonly number[]): Task {
  const task = tasks[at];
  if (task === undefined) throw new RangeError("no such task");
  return rest.length === 0 ? task : taskAt(task.tasks ?? [], rest);
}

function filesOf(flows: readonly FlowDocument[]): RepositoryFiles {
  return Object.fromEntries(flows.map((flow) => [`${flow.id}.yaml`, JSON.stringify(flow, null, 1)]));
}

/** The edges of the first inventory missing in the second one, where neither a pattern nor a gap covers them. */
function lostEdges(before: Inventory, after: Inventory): string[] {
  return before.bundles.flatMap(({ flow, task, inputs, outputs }) => {
    const own = after.bundles.filter((bundle) => bundle.flow === flow && bundle.task === task);
    const hidden = new Set(
      after.gaps.filter((gap) => gap.flow === flow && gap.task === task).flatMap(hiddenSides),
    );
    const has = (bundle: Inventory["bundles"][number], side: Side, id: string) =>
      hidden.has(side) || bundle[side].some((entry) => matchesPattern(entry.id, id));
    return inputs.flatMap(({ id: from }) =>
      outputs.flatMap(({ id: to }) =>
        own.some((bundle) => has(bundle, "inputs", from) && has(bundle, "outputs", to)) ||
        (hidden.has("inputs") && hidden.has("outputs"))
          ? []
          : [`${flow}/${task}: ${from} -> ${to}`],
      ),
    );
  });
}

function isKnown({
  unknown,
}: {
  unknown: { here: readonly unknown[]; elsewhere: readonly unknown[] };
}): boolean {
  return unknown.here.length + unknown.elsewhere.length === 0;
}

test("given any expression, when it becomes unknown, then no edge, gap or asset of an answer is lost silently", () => {
  let edges = 0;
  fc.assert(
    fc.property(repository, (flows) => {
      const before = inventoryOf(filesOf(flows));
      const strong = createExplorer(createGraph(before));
      for (const weak of withUnknowns(flows)) {
        const after = inventoryOf(filesOf(weak));
        expect(lostEdges(before, after)).toEqual([]);
        edges += before.bundles.reduce((sum, { inputs, outputs }) => sum + inputs.length * outputs.length, 0);
        const weaker = createExplorer(createGraph(after));
        for (const { id } of before.assets) {
          if (weaker.graph.nodeOf(id) === undefined) continue;
          for (const direction of ["up", "down"] as const) {
            const was = strong.lineage(id, { directions: [direction] });
            const is = weaker.lineage(id, { directions: [direction] });
            if (!isKnown(is)) continue;
            expect(isKnown(was), `${id} ${direction}: newly without gaps`).toBe(true);
            const reached = [
              id,
              ...(is[direction]?.sameAs ?? []),
              ...(is[direction]?.assets ?? []).map(({ asset }) => asset.id),
            ];
            for (const { asset } of was[direction]?.assets ?? []) {
              expect(
                reached.some((reachedId) => matchesPattern(reachedId, asset.id)),
                `${id} ${direction}: ${asset.id}`,
              ).toBe(true);
            }
          }
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(edges).toBeGreaterThan(100);
});

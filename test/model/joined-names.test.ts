import fc from "fast-check";
import { expect, test } from "vitest";
import { changeImpact } from "../../src/changes/change-impact.ts";
import { compareInventories } from "../../src/changes/compare.ts";
import { createExplorer } from "../../src/graph/explorer.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { flowKey, taskKey } from "../../src/model/keys.ts";
import type { Inventory } from "../../src/model/model.ts";
import { createOwners } from "../../src/model/owners.ts";
import { staticEvents } from "../../src/openlineage/events.ts";
import { draw } from "../../src/report/pictures/draw.ts";
import { lintExample } from "../lint/lint-text.ts";
import { CONTEXT } from "../openlineage/context.ts";
import { inventoryOf } from "../resolve/repository.ts";

/*
 * The flows `b.c` in `a` and `c` in `a.b` are different, and so are a trigger and a task with the same id. All modules
 * must distinguish them.
 */

const part = fc.string({ unit: fc.constantFrom("a", "b", ".", "_", "-"), minLength: 1, maxLength: 3 });
const id = part.map((text) => `a${text}`);
const flow = fc.record({
  namespace: id,
  flow: id,
  tasks: fc.uniqueArray(id, { minLength: 1, maxLength: 2 }),
});
const flows = fc.uniqueArray(flow, {
  selector: ({ namespace, flow: name }) => JSON.stringify([namespace, name]),
  minLength: 1,
  maxLength: 4,
});

/** Flows whose tasks read a shared asset and write a separate one, like a trigger with the id of the first task. */
function filesOf(drawn: readonly { namespace: string; flow: string; tasks: readonly string[] }[]) {
  const assets = (output: string) => ({ inputs: [{ id: "source" }], outputs: [{ id: output, type: "T" }] });
  const documents = drawn.map(({ namespace, flow: name, tasks }, at) => ({
    id: name,
    namespace,
    tasks: tasks.map((task, index) => ({
      id: task,
      type: "io.kestra.plugin.core.log.Log",
      message: "x",
      assets: assets(`made-${at}-${index}`),
    })),
    triggers: [
      {
        id: tasks[0],
        type: "io.kestra.plugin.core.trigger.Webhook",
        key: "x",
        assets: assets(`made-${at}-by-trigger`),
      },
    ],
  }));
  return Object.fromEntries(
    documents.map((document, at) => [`flow-${at}.yaml`, JSON.stringify(document, null, 1)]),
  );
}

const NOTHING: Inventory = inventoryOf({});

test("given names that are equal when joined, when used as keys, then they stay distinct", async () => {
  await fc.assert(
    fc.asyncProperty(flows, async (drawn) => {
      const files = filesOf(drawn);
      const inventory = inventoryOf(files);
      const [flowCount, jobs] = [drawn.length, new Set(inventory.bundles.map(taskKey)).size];
      expect(inventory.bundles).toHaveLength(jobs);

      const graph = createGraph(inventory);
      const [source] = [graph.nodeOf("source") ?? -1];
      expect(
        createExplorer(graph)
          .impact("source")
          .assets.flatMap(({ hops }) => hops),
      ).toHaveLength(jobs);
      const drawnFlows = draw(inventory, { flows: true }).nodes.filter(({ kind }) => kind === "flow");
      expect(drawnFlows).toHaveLength(flowCount);

      const { events } = staticEvents(inventory, CONTEXT);
      const names = events.flatMap((event) => ("job" in event ? [event.job.name] : []));
      expect(new Set(names).size).toBe(jobs);

      const difference = compareInventories({ before: NOTHING, after: inventory });
      expect(difference.flows).toHaveLength(flowCount);
      expect(difference.bundles).toHaveLength(jobs);
      const impact = changeImpact({
        sides: { before: inventory, after: inventory },
        difference: { assets: [], flows: [], bundles: [], edges: [] },
        owners: createOwners(inventory),
        union: graph,
        starts: [source],
      });
      expect(new Set(impact.flows.map(flowKey)).size).toBe(flowCount);
      expect(impact.flows.flatMap(({ reads }) => reads)).toHaveLength(jobs);

      const { findings } = await lintExample(files, ["duplicate-flow", "many-writers"]);
      expect(findings).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

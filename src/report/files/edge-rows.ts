import { weaker } from "../../model/assumption.ts";
import type { Assumption, Certainty, Inventory, Place, TaskId } from "../../model/model.ts";

/** One edge in one case: the task reads `from` and writes `to`. */
export interface EdgeRow extends TaskId {
  readonly from: string;
  readonly to: string;
  readonly certainty: Certainty;
  /** Place of the output. */
  readonly place: Place;
  readonly assumptions: readonly Assumption[];
}

/** Row limit of spreadsheets. */
const MOST_EDGES = 1_000_000;

/** Number of edges omitted by `edgeRows`. */
export function edgesLeftOut({ bundles }: Inventory): number {
  let edges = 0;
  for (const { inputs, outputs } of bundles) {
    const read = new Set(inputs.map(({ id }) => id));
    edges += inputs.length * outputs.length - outputs.filter(({ id }) => read.has(id)).length;
  }
  return Math.max(0, edges - MOST_EDGES);
}

/**
 * The edges of an inventory, at most a million, in the order of its bundles. A task that reads and writes one asset
 * gives no edge.
 */
export function* edgeRows(inventory: Inventory): Generator<EdgeRow> {
  let left = MOST_EDGES;
  for (const { namespace, flow, task, inputs, outputs, assumptions } of inventory.bundles) {
    for (const input of inputs) {
      for (const output of outputs) {
        if (input.id === output.id) continue;
        if (left-- === 0) return;
        yield {
          from: input.id,
          to: output.id,
          certainty: weaker(input.certainty, output.certainty),
          namespace,
          flow,
          task,
          place: output.place,
          assumptions,
        };
      }
    }
  }
}

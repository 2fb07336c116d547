import { weaker } from "../../model/assumption.ts";
import type { Assumption, Certainty, Inventory, Place, TaskId } from "../../model/model.ts";

/** One edge in one case: this task reads `from` and writes `to`. */
export interface EdgeRow extends TaskId {
  readonly from: string;
  readonly to: string;
  readonly certainty: Certainty;
  /** Where the output is declared. */
  readonly place: Place;
  readonly assumptions: readonly Assumption[];
}

/** As many rows as a spreadsheet holds. */
const MOST_EDGES = 1_000_000;

/** How many edges `edgeRows` leaves out. */
export function edgesLeftOut({ bundles }: Inventory): number {
  let edges = 0;
  for (const { inputs, outputs } of bundles) {
    const read = new Set(inputs.map(({ id }) => id));
    edges += inputs.length * outputs.length - outputs.filter(({ id }) => read.has(id)).length;
  }
  return Math.max(0, edges - MOST_EDGES);
}

/** The edges of an inventory, a million at most, in the order of its bundles. A task that reads and writes one asset makes no edge of it. */
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

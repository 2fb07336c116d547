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

/** Every edge of an inventory, in the order of its bundles. A task that reads and writes one asset makes no edge of it. */
export function* edgeRows(inventory: Inventory): Generator<EdgeRow> {
  for (const { namespace, flow, task, inputs, outputs, assumptions } of inventory.bundles) {
    for (const input of inputs) {
      for (const output of outputs) {
        if (input.id === output.id) continue;
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

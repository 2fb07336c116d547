import type { Inventory } from "../../model/model.ts";
import { collapse } from "./collapse.ts";
import { type DrawOptions, draw } from "./draw.ts";
import type { Drawing, Grouping } from "./drawing.ts";

export interface GroupOptions extends Pick<DrawOptions, "flows" | "cluster" | "edgeLabels"> {
  /** One node per group. */
  readonly collapse?: Grouping;
}

/** Draws an inventory, with one node per group if groups are collapsed. */
export function drawCollapsed(
  inventory: Inventory,
  { collapse: by, cluster, flows = false, edgeLabels = false }: GroupOptions,
  narrowed: Pick<DrawOptions, "keep" | "focus" | "depth" | "links">,
): Drawing {
  const group = by ?? cluster;
  const drawing = draw(inventory, { ...narrowed, flows, edgeLabels, ...(group && { cluster: group }) });
  return by === undefined ? drawing : collapse(drawing);
}

import type { Inventory } from "../../model/model.ts";
import { collapse } from "../pictures/collapse.ts";
import { type DrawOptions, draw } from "../pictures/draw.ts";
import type { Drawing, DrawnNode } from "../pictures/drawing.ts";
import { markChanges } from "./mark-changes.ts";
import type { PageChange } from "./page-change.ts";

/** Pictures of a whole inventory: one node per namespace or layer, or every asset. */
export const OVERVIEWS = ["namespace", "layer", "all"] as const;
export type Overview = (typeof OVERVIEWS)[number];

/** The pictures of a page. */
export interface PageSubject {
  readonly inventory: Inventory;
  /** Pairs of a pattern and a possible match. */
  readonly links: readonly (readonly [string, string])[];
  readonly change?: PageChange;
}

/** A part of the inventory, with its changes. */
export function drawPart(
  { inventory, links, change }: PageSubject,
  options: Omit<DrawOptions, "links">,
): Drawing {
  const drawing = draw(inventory, { ...options, links });
  return change === undefined ? drawing : markChanges(drawing, change);
}

/** The whole inventory. Each asset belongs to a group, so that the picture stays small. */
export function overview(subject: PageSubject, by: Overview): Drawing {
  if (by === "all") return drawPart(subject, {});
  return collapse(clustered(subject, by, (cluster) => cluster));
}

/** The assets of one group, with the groups around it as one node each. */
export function insideGroup(subject: PageSubject, by: Exclude<Overview, "all">, name: string): Drawing {
  const drawing = collapse(clustered(subject, by, (cluster) => (cluster === name ? undefined : cluster)));
  const members = new Set(drawing.nodes.filter(({ kind }) => kind === "asset").map(({ key }) => key));
  const edges = drawing.edges.filter(({ from, to }) => members.has(from) || members.has(to));
  const near = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return {
    ...drawing,
    nodes: drawing.nodes.filter(({ key }) => members.has(key) || near.has(key)),
    edges,
  };
}

function clustered(
  subject: PageSubject,
  by: Exclude<Overview, "all">,
  shown: (cluster: string) => string | undefined,
): Drawing {
  const drawing = drawPart(subject, { cluster: by });
  const nodes = drawing.nodes.map((node): DrawnNode => {
    if (node.kind !== "asset") return node;
    const { cluster = `(no ${by})`, ...rest } = node;
    const own = shown(cluster);
    return { ...rest, ...(own !== undefined && { cluster: own }) };
  });
  return { ...drawing, nodes };
}

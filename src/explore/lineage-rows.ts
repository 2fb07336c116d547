import type { Reached, Walk } from "../graph/answer.ts";
import type { Certainty } from "../model/model.ts";
import { taskName } from "../report/names.ts";
import type { ExploreSource } from "./source.ts";

/** One asset around the focus. */
export interface LineageRow {
  readonly id: string;
  /** Undefined for the focus itself. */
  readonly direction?: "up" | "down";
  readonly distance: number;
  readonly certainty: Certainty;
  readonly isInferred: boolean;
  /** The task of the nearest step, or "possibly the same". */
  readonly by: string;
}

type Cached = { readonly key: string; readonly rows: readonly LineageRow[] };
const last = new WeakMap<object, Cached>();

/** The assets around the focus: the farthest upstream first, the focus, the farthest downstream last. */
export function lineageRows(
  { explorer }: ExploreSource,
  focus: string | undefined,
  depth: number,
): readonly LineageRow[] {
  if (focus === undefined) return [];
  const key = JSON.stringify([focus, depth]);
  const known = last.get(explorer);
  if (known?.key === key) return known.rows;
  const { asset, up, down } = explorer.lineage(focus, { depth });
  const rows: LineageRow[] = [
    ...rowsOf(up, "up").reverse(),
    {
      id: asset.id,
      distance: 0,
      certainty: asset.certainty,
      isInferred: asset.origin !== undefined,
      by: "",
    },
    ...rowsOf(down, "down"),
  ];
  last.set(explorer, { key, rows });
  return rows;
}

function rowsOf(walk: Walk | undefined, direction: "up" | "down"): LineageRow[] {
  return (walk?.assets ?? []).map((reached: Reached) => {
    const { asset, certainty, distance, hops } = reached;
    const [hop] = hops;
    return {
      ...{ id: asset.id, direction, distance, certainty },
      isInferred: hop?.origin !== undefined || asset.origin !== undefined,
      by: hop === undefined ? "possibly the same" : taskName(hop),
    };
  });
}

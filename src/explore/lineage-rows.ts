import type { Reached, Walk } from "../graph/answer.ts";
import type { Certainty } from "../model/model.ts";
import { taskName } from "../report/names.ts";
import { rememberLast } from "./remember-last.ts";
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

const remembered = rememberLast<readonly LineageRow[]>();

/** The assets around the focus: the farthest upstream first, the focus, the farthest downstream last. */
export function lineageRows(
  { explorer }: ExploreSource,
  focus: string | undefined,
  depth: number,
): readonly LineageRow[] {
  if (focus === undefined) return [];
  return remembered(explorer, JSON.stringify([focus, depth]), () => {
    const up = explorer.upstream(focus, { depth });
    const { id, certainty, origin } = up.start;
    return [
      ...rowsOf(up).reverse(),
      { id, distance: 0, certainty, isInferred: origin !== undefined, by: "" },
      ...rowsOf(explorer.downstream(focus, { depth })),
    ];
  });
}

function rowsOf({ assets, direction }: Walk): LineageRow[] {
  return assets.map((reached: Reached) => {
    const { asset, certainty, distance, hops } = reached;
    const [hop] = hops;
    return {
      ...{ id: asset.id, direction, distance, certainty },
      isInferred: hop?.origin !== undefined || asset.origin !== undefined,
      by: hop === undefined ? "possibly the same" : taskName(hop),
    };
  });
}

import { lineageRows } from "./lineage-rows.ts";
import type { ExploreSource } from "./source.ts";
import type { ExploreState } from "./state.ts";

/** The first screen: all assets, and the lineage of the focus or of the first asset. */
export function initialState(
  source: ExploreSource,
  size: ExploreState["size"],
  focus?: string,
): ExploreState {
  const ids = source.explorer.graph.allIds();
  const first = focus ?? ids[0];
  const depth = 1;
  return {
    size,
    filter: "",
    nodes: [...ids.keys()],
    cursor: first === undefined ? 0 : (source.explorer.graph.nodeOf(first) ?? 0),
    focus: first,
    history: [],
    depth,
    step: lineageRows(source, first, depth).findIndex(({ direction }) => direction === undefined),
    pane: "list",
    page: "details",
    lines: [],
    scroll: 0,
    message: "? keys   / search   enter focus   q quit",
  };
}

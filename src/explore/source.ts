import type { OwnedImpact } from "../changes/owned-impact.ts";
import type { GraphExplorer } from "../graph/explorer.ts";

/** The queries of the view on one open inventory. */
export interface ExploreSource {
  readonly explorer: GraphExplorer;
  /** The nodes of a selection, sorted by id. Throws an error with a message for the user. */
  readonly nodesOf: (text: string) => readonly number[];
  readonly impactOf: (id: string) => Promise<OwnedImpact>;
}

import type { Graph } from "../graph/graph.ts";
import type { Asset, Side } from "../model/model.ts";
import type { AssetState } from "./ast.ts";

/** The data for a selection. */
export interface SelectionContext {
  readonly graph: Graph;
  /** For `owner:`. */
  readonly ownersOf: (asset: Asset) => readonly string[];
  /** For `state:`, by id; absent without a base. */
  readonly states?: ReadonlyMap<string, AssetState>;
  /** The side of declarations for `flow:`, `task:`, `plugin:`, `label:` and `path:`; both when absent. */
  readonly side?: Side;
  /** Converts a `path:` if its base folder differs from that of the places. */
  readonly pathOf?: (path: string) => string;
}

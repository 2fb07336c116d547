import type { Graph } from "../graph/graph.ts";
import type { Asset, Side } from "../model/model.ts";
import type { AssetState } from "./ast.ts";

/** What a selection is asked of. */
export interface SelectionContext {
  readonly graph: Graph;
  /** For `owner:`. */
  readonly ownersOf: (asset: Asset) => readonly string[];
  /** For `state:`, by id; absent when nothing is compared with a base. */
  readonly states?: ReadonlyMap<string, AssetState>;
  /** Which side of a declaration `flow:`, `task:`, `plugin:`, `label:` and `path:` mean; both when absent. */
  readonly side?: Side;
  /** Where `path:` counts from when places count from elsewhere: turns the one into the other. */
  readonly pathOf?: (path: string) => string;
}

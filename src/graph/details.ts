import type { Asset } from "../model/model.ts";
import type { KnownGaps } from "./answer.ts";
import { assetAt, type Graph, requireNode } from "./graph.ts";
import { type PossibleMatch, possibleMatches } from "./possible-matches.ts";
import { unknownAround } from "./unknown-around.ts";
import { type Usages, usages } from "./usages.ts";

/** All facts about one asset. */
export interface AssetDetails extends Usages {
  readonly asset: Asset;
  readonly unknown: KnownGaps;
  /** Tables that may be the same. Absent without any. */
  readonly possibleMatches?: readonly PossibleMatch[];
}

/** One asset with all its mentions. O(entries of the bundles with it + gaps). Throws a RangeError for an unknown id. */
export function details(graph: Graph, id: string): AssetDetails {
  const asset = assetAt(graph, requireNode(graph, id));
  const used = usages(graph, id);
  const unknown = unknownAround(graph.inventory, [...used.writers, ...used.readers], ["up", "down"]);
  const matches = possibleMatches(graph, [asset]);
  return { asset, ...used, unknown, ...(matches.length > 0 && { possibleMatches: matches }) };
}

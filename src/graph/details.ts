import type { Asset } from "../model/model.ts";
import type { KnownGaps } from "./answer.ts";
import { assetAt, type Graph, requireNode } from "./graph.ts";
import { type PossibleMatch, possibleMatches } from "./possible-matches.ts";
import { unknownAround } from "./unknown-around.ts";
import { type Usages, usages } from "./usages.ts";

/** All that is known about one asset. */
export interface AssetDetails extends Usages {
  readonly asset: Asset;
  readonly unknown: KnownGaps;
  /** Tables that may be the same. Absent without any. */
  readonly possibleMatches?: readonly PossibleMatch[];
}

/**
 * One asset with every place that names it. O(entries of the bundles that name it + gaps). Throws a RangeError when no
 * asset has the id.
 */
export function details(graph: Graph, id: string): AssetDetails {
  const asset = assetAt(graph, requireNode(graph, id));
  const used = usages(graph, id);
  const unknown = unknownAround(graph.inventory, [...used.writers, ...used.readers], ["up", "down"]);
  const matches = possibleMatches(graph, [asset]);
  return { asset, ...used, unknown, ...(matches.length > 0 && { possibleMatches: matches }) };
}

import type { Incidence } from "../model/incidence.ts";
import type { Inventory } from "../model/model.ts";
import type { Graph } from "./graph.ts";
import { createPatternLinks, NO_LINKS, type PatternLinks } from "./pattern-links.ts";

/** Data for graph walks, without the records of assets and bundles. */
export interface GraphIndex {
  /** The position of an id among all ids, sorted by code units. */
  readonly nodeOf: (id: string) => number | undefined;
  readonly allIds: () => readonly string[];
  readonly hasPatterns: boolean;
  readonly inputs: Incidence;
  readonly outputs: Incidence;
  readonly readers: Incidence;
  readonly writers: Incidence;
  readonly declarationOf: Uint32Array;
}

/**
 * The graph from flat arrays, with the same answers as `createGraph`; records are read only for answers.
 *
 * @param inventory may have lazy lists
 */
export function graphFromIndex(flat: GraphIndex, inventory: Inventory): Graph {
  const { allIds: decodeIds, hasPatterns, ...relations } = flat;
  const { assets, bundles } = inventory;
  let ids: readonly string[] | undefined;
  const allIds = () => (ids ??= decodeIds());
  let links: PatternLinks | undefined;
  const known = () => (links ??= hasPatterns ? createPatternLinks(allIds()) : NO_LINKS);
  const linksOf = (node: number) => known().linksOf(node);
  const linkSetsOf = (node: number) => known().linkSetsOf(node);
  return { inventory, assets, bundles, allIds, linksOf, linkSetsOf, ...relations };
}

import type { Incidence } from "../model/incidence.ts";
import type { Inventory } from "../model/model.ts";
import type { Graph } from "./graph.ts";
import { createPatternLinks, NO_LINKS, type PatternLinks } from "./pattern-links.ts";

/** What a graph needs to be walked, without the records of its assets and bundles. */
export interface GraphIndex {
  /** The position of an id among all, which are in ascending order of code units. */
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
 * The graph of an inventory that is known flat. Its answers are those of `createGraph`; records are looked at only where
 * an answer needs them.
 *
 * @param inventory whose lists may be read lazily
 */
export function graphFromIndex(flat: GraphIndex, inventory: Inventory): Graph {
  const { allIds, hasPatterns, ...relations } = flat;
  const { assets, bundles } = inventory;
  let links: PatternLinks | undefined;
  const known = () => (links ??= hasPatterns ? createPatternLinks(allIds()) : NO_LINKS);
  const linksOf = (node: number) => known().linksOf(node);
  const linkSetsOf = (node: number) => known().linkSetsOf(node);
  return { inventory, assets, bundles, linksOf, linkSetsOf, ...relations };
}

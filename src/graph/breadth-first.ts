import { forEachTarget } from "../model/incidence.ts";
import { CERTAINTIES } from "../model/model.ts";
import type { Direction } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { createLinkVisitor } from "./pattern-links.ts";

const PATTERN = CERTAINTIES.indexOf("pattern");
const NOT_REACHED = -1;

/** Distances from one node. Certainties are indices in CERTAINTIES. */
export interface Distances {
  /** Of each asset; -1 for an unreached one. The start itself is never reached. */
  readonly asset: Int32Array;
  readonly assetCertainty: Uint8Array;
  /** The level from which the walk continued at an asset: 0 for the start and its matches, else its distance. */
  readonly leftAt: Int32Array;
  /** Of each bundle: the level of its nearest input; -1 for an unreached one. */
  readonly bundle: Int32Array;
  readonly bundleCertainty: Uint8Array;
  /** 1 for each asset in a reached bundle on its far side (not only a link of one), without the start. */
  readonly named: Uint8Array;
}

/**
 * Breadth-first over asset -> bundle -> asset. O(assets + bundle entries + links of reached assets). Each bundle is
 * entered once and each asset left once, so cycles end. An asset linked by a pattern has the distance of its match, but
 * links are not followed from a link: `lic-a` and `lic-b` may both be `lic-*`, but `lic-a` is never `lic-b`. The
 * strongest shortest path determines the certainty, and its weakest step that of the path. All paths of one length
 * arrive in the same round, so the strongest arrival per round suffices.
 */
export function breadthFirst(graph: Graph, start: number, direction: Direction): Distances {
  const [into, outOf] = direction === "down" ? [graph.readers, graph.outputs] : [graph.writers, graph.inputs];
  const asset = new Int32Array(graph.assets.length).fill(NOT_REACHED);
  const assetCertainty = new Uint8Array(graph.assets.length).fill(PATTERN);
  const leftAt = new Int32Array(graph.assets.length).fill(NOT_REACHED);
  const bundle = new Int32Array(graph.bundles.length).fill(NOT_REACHED);
  const bundleCertainty = new Uint8Array(graph.bundles.length).fill(PATTERN);
  const named = new Uint8Array(graph.assets.length);

  let arriveByLink = (_link: number) => {};
  const visitLinks = createLinkVisitor(graph.linkSetsOf, (link) => arriveByLink(link));

  let level = [start, ...graph.linksOf(start)];
  const startCertainty = (node: number) => (node === start ? 0 : PATTERN);

  for (let distance = 0; level.length > 0; distance++) {
    const entered: number[] = [];
    for (const node of level) {
      leftAt[node] = distance;
      const certainty = distance === 0 ? startCertainty(node) : (assetCertainty[node] ?? PATTERN);
      forEachTarget(into, node, (b, entry) => {
        if (bundle[b] === NOT_REACHED) {
          bundle[b] = distance;
          entered.push(b);
        }
        if (bundle[b] === distance) improve(bundleCertainty, b, Math.max(certainty, entry));
      });
    }
    const next: number[] = [];
    const arrive = (node: number, certainty: number) => {
      if (asset[node] === NOT_REACHED) {
        asset[node] = distance + 1;
        if (leftAt[node] === NOT_REACHED) next.push(node);
      }
      if (asset[node] === distance + 1) improve(assetCertainty, node, certainty);
    };
    const newlyNamed: number[] = [];
    for (const b of entered) {
      const certainty = bundleCertainty[b] ?? PATTERN;
      forEachTarget(outOf, b, (node, entry) => {
        if (node === start) return;
        arrive(node, Math.max(certainty, entry));
        if (named[node] === 1) return;
        named[node] = 1;
        newlyNamed.push(node);
      });
    }
    arriveByLink = (link) => {
      // A shared list holds the node itself, which was reached by name.
      if (link !== start) arrive(link, PATTERN);
    };
    newlyNamed.forEach(visitLinks);
    level = next;
  }
  return { asset, assetCertainty, leftAt, bundle, bundleCertainty, named };
}

function improve(certainties: Uint8Array, at: number, certainty: number): void {
  if (certainty < (certainties[at] ?? PATTERN)) certainties[at] = certainty;
}

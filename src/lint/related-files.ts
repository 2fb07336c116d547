import { strongComponents } from "../graph/strong-components.ts";
import { createEdgeTable } from "../model/edge-table.ts";
import { eachEdge, eachKey, type FileSummary, KEY_KINDS } from "../model/file-summary.ts";

/**
 * The files that the rules have to see for what they say about some files to be the same as if they saw all: those that
 * share a flow, an asset or a table with one of them, and those that take part in a cycle with one of their assets.
 * Linear in what all files name.
 *
 * @param files summaries of all files
 * @param asked numbers of the files that are asked about
 */
export function relatedFiles(files: readonly FileSummary[], asked: Iterable<number>): Set<number> {
  const keys = new Set<number>();
  const nodes = new Set<number>();
  const related = new Set(asked);
  for (const number of related) {
    const file = files[number];
    if (file === undefined) continue;
    for (const kind of KEY_KINDS) eachKey(file, kind, (key) => keys.add(key));
    eachEdge(file, (from, to) => nodes.add(from).add(to));
  }
  const cyclic = nodes.size === 0 ? nodes : onCycles(nodes, files);
  for (const [number, file] of files.entries()) {
    for (const kind of KEY_KINDS) {
      eachKey(file, kind, (key) => {
        if (keys.has(key)) related.add(number);
      });
    }
    if (cyclic.size === 0) continue;
    eachEdge(file, (from, to) => {
      if (cyclic.has(from) && cyclic.has(to)) related.add(number);
    });
  }
  return related;
}

/** The assets and bundles on cycles with some of these. */
function onCycles(nodes: ReadonlySet<number>, files: readonly FileSummary[]): ReadonlySet<number> {
  const eachNext = createEdgeTable(files);
  const components = strongComponents(nodes, (node) => {
    const next: number[] = [];
    eachNext(node, (to) => next.push(to));
    return next;
  });
  const cyclic = new Set<number>();
  for (const component of components) {
    if (component.size === 1 || ![...component].some((node) => nodes.has(node))) continue;
    for (const node of component) cyclic.add(node);
  }
  return cyclic;
}

import type { FlowId } from "../model/model.ts";
import type { Direction } from "./answer.ts";
import { coverage } from "./coverage.ts";
import { cycles } from "./cycles.ts";
import { details } from "./details.ts";
import { downstream } from "./downstream.ts";
import { ends } from "./ends.ts";
import type { Graph } from "./graph.ts";
import { impact } from "./impact.ts";
import { type LineageOptions, lineage } from "./lineage.ts";
import { type AssetFilter, countAssets, hasAny, listAssets } from "./list.ts";
import { type PathOptions, shortestPaths } from "./paths.ts";
import { patternPairs } from "./pattern-pairs.ts";
import { breadthFirstDistances } from "./reach.ts";
import { reachedIds } from "./reached-ids.ts";
import { roots } from "./roots.ts";
import { type Impacted, startedFlows } from "./started-flows.ts";
import { unknownAround } from "./unknown-around.ts";
import { upstream } from "./upstream.ts";
import { usageCases, usages } from "./usages.ts";
import type { WalkOptions } from "./walk.ts";
import { whyEmpty } from "./why-empty.ts";

/**
 * All queries of a graph. Each is a pure function in its own file, with its result and cost; nothing is computed in
 * advance.
 */
export function createExplorer(graph: Graph) {
  return {
    graph,

    // One asset, by id. All throw a RangeError for an unknown id.
    /** All facts about the asset, with every mention. */
    details: (id: string) => details(graph, id),
    /** Its writers and readers. */
    usages: (id: string) => usages(graph, id),
    /** The same, each with the assumptions of all its cases. */
    usageCases: (id: string) => usageCases(graph, id),
    /** Upstream and downstream. */
    lineage: (id: string, options?: LineageOptions) => lineage(graph, id, options),
    /** Its impact. */
    impact: (id: string, options?: WalkOptions) => impact(graph, id, options),
    /** Everything upstream. */
    upstream: (id: string, options?: WalkOptions) => upstream(graph, id, options),
    /** Everything downstream. */
    downstream: (id: string, options?: WalkOptions) => downstream(graph, id, options),
    /** The ultimate sources upstream. */
    roots: (id: string) => roots(graph, id),

    // Several assets, by id or by node.
    /** The ids of some assets and everything reached from them. */
    reachedIds: (starts: readonly string[], directions: readonly Direction[], options?: WalkOptions) =>
      reachedIds(graph, starts, directions, options),
    /** The assets that pass a filter, with the tasks around them. */
    list: (filter?: AssetFilter, nodes?: Iterable<number>) => listAssets(graph, filter, nodes),
    /** The same with numbers instead of tasks, which is faster. */
    count: (filter?: AssetFilter, nodes?: Iterable<number>) => countAssets(graph, filter, nodes),
    /** Whether any asset passes a filter. */
    hasAny: (filter: AssetFilter) => hasAny(graph, filter),
    /** Reasons for an empty filter result, one per line. */
    whyEmpty: (filter: AssetFilter) => whyEmpty(graph, filter),
    /** The shortest paths between two sets of assets. */
    paths: (from: readonly number[], to: readonly number[], options?: PathOptions) =>
      shortestPaths(graph, from, to, options),
    /** Distance of every asset from the nearest of several. */
    reach: (starts: Iterable<number>, direction: Direction, depth?: number) =>
      breadthFirstDistances(graph, starts, direction, depth),
    /** The roots upstream of several assets, or the sinks downstream of them. */
    ends: (starts: Iterable<number>, direction: Direction) => ends(graph, starts, direction),

    /** The flows started by impacted assets and flows. */
    started: (impacted: Impacted, through?: boolean) => startedFlows(graph, impacted, through),

    // All assets.
    /** Coverage of the tasks of each flow. */
    coverage: () => coverage(graph.inventory),
    /** Each pattern with its possible matches. */
    patternPairs: () => patternPairs(graph),
    /** One cycle per strongly connected component. */
    cycles: () => cycles(graph),
    /** Known gaps around the flows of an answer. */
    unknownAround: (steps: readonly FlowId[], directions: readonly Direction[]) =>
      unknownAround(graph.inventory, steps, directions),
  };
}

export type GraphExplorer = ReturnType<typeof createExplorer>;

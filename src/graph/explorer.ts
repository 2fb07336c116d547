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
import { usages } from "./usages.ts";
import type { WalkOptions } from "./walk.ts";
import { whyEmpty } from "./why-empty.ts";

/**
 * Every query of a graph. Each is a pure function in a file of its name, which says what it answers and what it costs;
 * nothing is computed before it is asked.
 */
export function createExplorer(graph: Graph) {
  return {
    graph,

    // One asset, by id. Each throws a RangeError when no asset has the id.
    /** All that is known about the asset, with every place that names it. */
    details: (id: string) => details(graph, id),
    /** Every place that writes or reads it. */
    usages: (id: string) => usages(graph, id),
    /** What feeds it and what it feeds. */
    lineage: (id: string, options?: LineageOptions) => lineage(graph, id, options),
    /** What is affected when it changes. */
    impact: (id: string, options?: WalkOptions) => impact(graph, id, options),
    /** Everything that it is made from. */
    upstream: (id: string, options?: WalkOptions) => upstream(graph, id, options),
    /** Everything that follows from it. */
    downstream: (id: string, options?: WalkOptions) => downstream(graph, id, options),
    /** The assets at the far end of everything that it is made from. */
    roots: (id: string) => roots(graph, id),

    // Several assets, by id or by node.
    /** The ids of some assets and of all that a walk from one of them reaches. */
    reachedIds: (starts: readonly string[], directions: readonly Direction[], options?: WalkOptions) =>
      reachedIds(graph, starts, directions, options),
    /** The assets that pass a filter, with the tasks around them. */
    list: (filter?: AssetFilter, nodes?: Iterable<number>) => listAssets(graph, filter, nodes),
    /** The same with the number of tasks instead of the tasks, which is faster. */
    count: (filter?: AssetFilter, nodes?: Iterable<number>) => countAssets(graph, filter, nodes),
    /** Whether any asset passes a filter. */
    hasAny: (filter: AssetFilter) => hasAny(graph, filter),
    /** Why a filter leaves no asset, one reason a line. */
    whyEmpty: (filter: AssetFilter) => whyEmpty(graph, filter),
    /** The shortest paths from any of some assets to any of some others. */
    paths: (from: readonly number[], to: readonly number[], options?: PathOptions) =>
      shortestPaths(graph, from, to, options),
    /** How far every asset is from the nearest of several. */
    reach: (starts: Iterable<number>, direction: Direction, depth?: number) =>
      breadthFirstDistances(graph, starts, direction, depth),
    /** The roots upstream of several assets, or the sinks downstream of them. */
    ends: (starts: Iterable<number>, direction: Direction) => ends(graph, starts, direction),

    /** The flows that impacted assets and flows would start. */
    started: (impacted: Impacted, through?: boolean) => startedFlows(graph, impacted, through),

    // All assets.
    /** What the tasks of each flow say about the data that they touch. */
    coverage: () => coverage(graph.inventory),
    /** Each pattern with each asset that it may stand for. */
    patternPairs: () => patternPairs(graph),
    /** One cycle for each group of assets that feed each other. */
    cycles: () => cycles(graph),
    /** What an answer that names some flows could not know. */
    unknownAround: (steps: readonly FlowId[], directions: readonly Direction[]) =>
      unknownAround(graph.inventory, steps, directions),
  };
}

export type GraphExplorer = ReturnType<typeof createExplorer>;

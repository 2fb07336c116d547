import { targetsOf } from "../model/incidence.ts";
import { type Assumption, type Bundle, CERTAINTIES, type Certainty } from "../model/model.ts";
import type { TaskRef } from "./answer.ts";
import { assetAt, type Graph, requireNode } from "./graph.ts";
import { taskRef } from "./task-ref.ts";

/** A place that names an asset. The cases of one declaration that name it at one place are one usage. */
export interface Usage extends TaskRef {
  readonly certainty: Certainty;
  /** The id as written, when it is not the id itself. */
  readonly expression?: string;
  readonly cases: number;
  /** What the strongest of these cases rests on. */
  readonly assumptions: readonly Assumption[];
}

export interface Usages {
  readonly writers: readonly Usage[];
  readonly readers: readonly Usage[];
  /** Assets that may turn out to be this one at run time (one of the two is a pattern). */
  readonly sameAs: readonly string[];
}

/**
 * Every place that writes or reads an asset, by flow and place. O(entries of the bundles that name it + links). Throws a
 * RangeError when no asset has the id.
 */
export function usages(graph: Graph, id: string): Usages {
  return usagesOf(graph, requireNode(graph, id), id);
}

/** The same for the asset at a node. */
export function usagesOf(graph: Graph, node: number, id: string): Usages {
  return {
    writers: usagesIn(graph, targetsOf(graph.writers, node), id, "writers"),
    readers: usagesIn(graph, targetsOf(graph.readers, node), id, "readers"),
    sameAs: graph.linksOf(node).map((link) => assetAt(graph, link).id),
  };
}

/** How many places write or read the asset at a node. */
export function countUsages(graph: Graph, node: number, id: string, role: "writers" | "readers"): number {
  const bundles = targetsOf(graph[role], node);
  const { declarationOf } = graph;
  if (bundles.length < 2) return bundles.length;
  if (declarationOf === undefined) return usagesIn(graph, bundles, id, role).length;
  // Only cases of one declaration can be one usage, and these are neighbours.
  let count = 0;
  for (let first = 0, end = 0; first < bundles.length; first = end) {
    const declaration = declarationOf[bundles[first] ?? 0];
    while (end < bundles.length && declarationOf[bundles[end] ?? 0] === declaration) end++;
    count += end - first === 1 ? 1 : countPlaces(graph, bundles.slice(first, end), id, role);
  }
  return count;
}

/** At how many places the cases of one declaration name an id. */
function countPlaces(
  graph: Graph,
  bundles: readonly number[],
  id: string,
  role: "writers" | "readers",
): number {
  const places = new Set<string>();
  for (const bundle of bundles) {
    const entry = graph.bundles[bundle]?.[SIDES[role]].find((each) => each.id === id);
    if (entry) places.add(`${entry.place.line}:${entry.place.column}:${entry.place.file}`);
  }
  return places.size;
}

const SIDES = { writers: "outputs", readers: "inputs" } as const;

function usagesIn(
  graph: Graph,
  bundles: readonly number[],
  id: string,
  role: "writers" | "readers",
): Usage[] {
  const side = SIDES[role];
  return mergeUsages(
    bundles
      .map((index) => graph.bundles[index])
      .filter((bundle) => bundle !== undefined)
      .flatMap((bundle) =>
        bundle[side].filter((entry) => entry.id === id).map((entry) => ({ bundle, entry })),
      ),
  );
}

interface Naming {
  readonly bundle: Bundle;
  readonly entry: Bundle["inputs"][number];
}

function mergeUsages(namings: readonly Naming[]): Usage[] {
  if (namings.length < 2) return namings.map((naming) => usageOf(naming, 1));
  const byPlace = new Map<string, Naming[]>();
  for (const naming of namings) {
    const { namespace, flow, task } = naming.bundle;
    const key = JSON.stringify([namespace, flow, task, naming.bundle.place, naming.entry.place]);
    const group = byPlace.get(key);
    if (group) group.push(naming);
    else byPlace.set(key, [naming]);
  }
  return [...byPlace.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const strongest = group.reduce((best, naming) => (isStronger(naming, best) ? naming : best), first);
    // What is inferred beside a declaration is no case of it.
    const cases = group.filter(({ bundle }) => bundle.origin === strongest.bundle.origin);
    return usageOf(strongest, cases.length);
  });
}

function usageOf({ bundle, entry }: Naming, cases: number): Usage {
  const { certainty, expression } = entry;
  return {
    ...taskRef(bundle, entry.place, entry),
    certainty,
    ...(expression !== undefined && { expression }),
    cases,
    assumptions: bundle.assumptions,
  };
}

function isStronger(a: Naming, b: Naming): boolean {
  return CERTAINTIES.indexOf(a.entry.certainty) < CERTAINTIES.indexOf(b.entry.certainty);
}

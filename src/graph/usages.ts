import { targetsOf } from "../model/incidence.ts";
import { type Assumption, type Bundle, CERTAINTIES, type Certainty } from "../model/model.ts";
import type { TaskRef } from "./answer.ts";
import { assetAt, type Graph, requireNode } from "./graph.ts";
import { taskRef } from "./task-ref.ts";

/** A mention of an asset. The cases of one declaration at one place are one usage. */
export interface Usage extends TaskRef {
  readonly certainty: Certainty;
  /** The id as written, if it differs. */
  readonly expression?: string;
  readonly cases: number;
  /** The assumptions of the strongest case. */
  readonly assumptions: readonly Assumption[];
}

export interface Usages {
  readonly writers: readonly Usage[];
  readonly readers: readonly Usage[];
  /** Possible matches at run time (one of the two is a pattern). */
  readonly sameAs: readonly string[];
}

/**
 * The writers and readers of an asset, by flow and place. O(entries of the bundles with it + links). Throws a
 * RangeError for an unknown id.
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

/** The number of writing or reading places of an asset. */
export function countUsages(graph: Graph, node: number, id: string, role: "writers" | "readers"): number {
  const bundles = targetsOf(graph[role], node);
  const { declarationOf } = graph;
  if (bundles.length < 2) return bundles.length;
  if (declarationOf === undefined) return usagesIn(graph, bundles, id, role).length;
  // Only adjacent cases of one declaration can share a usage.
  let count = 0;
  for (let first = 0, end = 0; first < bundles.length; first = end) {
    const declaration = declarationOf[bundles[first] ?? 0];
    while (end < bundles.length && declarationOf[bundles[end] ?? 0] === declaration) end++;
    count += end - first === 1 ? 1 : countPlaces(graph, bundles.slice(first, end), id, role);
  }
  return count;
}

/** Number of places with an id among the cases of one declaration. */
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
    // Inferred entries next to a declaration are not a case of it.
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

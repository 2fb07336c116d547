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

/** The writers and readers of an asset, each with its cases. */
export interface UsageCases {
  readonly writers: readonly CasesOfUsage[];
  readonly readers: readonly CasesOfUsage[];
}

interface CasesOfUsage {
  readonly usage: Usage;
  /** The assumptions of each case, those of the strongest first. */
  readonly cases: readonly (readonly Assumption[])[];
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

/** The same usages in the same order, with all their cases. */
export function usageCases(graph: Graph, id: string): UsageCases {
  const node = requireNode(graph, id);
  return {
    writers: groupsIn(graph, targetsOf(graph.writers, node), id, "writers").map(casesOf),
    readers: groupsIn(graph, targetsOf(graph.readers, node), id, "readers").map(casesOf),
  };
}

function casesOf(namings: readonly Naming[]): CasesOfUsage {
  const usage = usageOfGroup(namings);
  const strongest = JSON.stringify(usage.assumptions);
  const all = namings
    .filter(({ bundle }) => bundle.origin === usage.origin)
    .map(({ bundle }) => [JSON.stringify(bundle.assumptions), bundle.assumptions] as const);
  const distinct = new Map([[strongest, usage.assumptions] as const, ...all]);
  return { usage, cases: [...distinct.values()] };
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
    const entry = graph.bundles[bundle]?.[SIDES[role]].find((candidate) => candidate.id === id);
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
  return groupsIn(graph, bundles, id, role).map(usageOfGroup);
}

/** The mentions by task and place. */
function groupsIn(
  graph: Graph,
  bundles: readonly number[],
  id: string,
  role: "writers" | "readers",
): readonly (readonly Naming[])[] {
  const side = SIDES[role];
  return byPlace(
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

function byPlace(namings: readonly Naming[]): readonly (readonly Naming[])[] {
  if (namings.length < 2) return namings.map((naming) => [naming]);
  const groups = new Map<string, Naming[]>();
  for (const naming of namings) {
    const { namespace, flow, task } = naming.bundle;
    const key = JSON.stringify([namespace, flow, task, naming.bundle.place, naming.entry.place]);
    const group = groups.get(key);
    if (group) group.push(naming);
    else groups.set(key, [naming]);
  }
  return [...groups.values()];
}

function usageOfGroup(namings: readonly Naming[]): Usage {
  const strongest = namings.reduce((best, naming) => (isStronger(naming, best) ? naming : best));
  // Inferred entries next to a declaration are not a case of it.
  const cases = namings.filter(({ bundle }) => bundle.origin === strongest.bundle.origin);
  return usageOf(strongest, cases.length);
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

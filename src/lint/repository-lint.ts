import { createGraph, type Graph } from "../graph/graph.ts";
import type { Asset, Inventory } from "../inventory/model.ts";
import { select } from "../selection/select.ts";
import { type EntryFacts, type LintInput, placeKey } from "./facts.ts";
import { rangeAt } from "./range.ts";
import type { RepositoryLint } from "./rule.ts";
import type { LintSettings } from "./settings.ts";

/** What the rules about all files are given. Indexes are made when first asked for. */
export function repositoryLint(input: LintInput, settings: LintSettings): RepositoryLint {
  let graph: Graph | undefined;
  let facts: Map<string, EntryFacts> | undefined;
  let owners: Map<string, Set<string>> | undefined;
  const factsOf: RepositoryLint["factsOf"] = ({ place }) => {
    facts ??= indexed(input);
    return facts.get(placeKey(place));
  };
  const ownersOf = (asset: Asset): readonly string[] => {
    owners ??= flowOwners(input.inventory);
    const own = asset.metadata.owner;
    return [...(typeof own === "string" && own !== "" ? [own] : []), ...(owners.get(asset.id) ?? [])];
  };
  return {
    files: input.files,
    inventory: input.inventory,
    kestra: settings.kestra,
    policies: settings.policies,
    select: (selection) => {
      graph ??= createGraph(input.inventory);
      const { assets } = graph;
      return new Set(select(selection, { graph, ownersOf }).nodes.flatMap((node) => assets[node]?.id ?? []));
    },
    ownersOf,
    factsOf,
    rangeOf: (entry) => factsOf(entry)?.id ?? rangeAt(entry.place),
  };
}

function indexed({ files }: LintInput): Map<string, EntryFacts> {
  const facts = new Map<string, EntryFacts>();
  for (const { flows } of files) {
    for (const { entries } of flows) for (const entry of entries) facts.set(placeKey(entry.id), entry);
  }
  return facts;
}

/** The label `owner` of the flows that write an asset. */
function flowOwners({ flows, bundles }: Inventory): Map<string, Set<string>> {
  const labels = new Map<string, string>();
  for (const { namespace, flow, labels: all } of flows) {
    const owner = all?.owner;
    if (owner !== undefined && owner !== "") labels.set(`${namespace}.${flow}`, owner);
  }
  const owners = new Map<string, Set<string>>();
  for (const { namespace, flow, outputs } of labels.size === 0 ? [] : bundles) {
    const owner = labels.get(`${namespace}.${flow}`);
    if (owner === undefined) continue;
    for (const { id } of outputs) owners.set(id, (owners.get(id) ?? new Set()).add(owner));
  }
  return owners;
}

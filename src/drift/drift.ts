import type { FlowId, Gap, Inventory } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { DRIFT_CATEGORIES, type Drift, type DriftCategory, type GapOf } from "./answer.ts";
import { assetDrift } from "./compare-assets.ts";
import { edgeDrift } from "./compare-edges.ts";
import { createIdMatcher } from "./match-ids.ts";
import type { Recorded } from "./recorded.ts";

/**
 * Compares an inventory with the records of an installation. Only declared assets can be missing from the records; an
 * inferred asset or edge explains a record but need not have one. Without records of runs, edges are not compared.
 * Linear in both, apart from sorting, with a bounded number of comparisons for patterns. Throws an AssetsError beyond
 * the bound.
 *
 * @param inventory with its tied ids united, see `uniteTies`
 */
export function findDrift(inventory: Inventory, recorded: Recorded): Drift {
  const matcher = createIdMatcher(inventory);
  const gapOf = gapsByTask(inventory.gaps);
  const assets = assetDrift(inventory, recorded, matcher, gapOf);
  const edges =
    recorded.runs === 0
      ? { edgesNeverRecorded: [], edgesUndeclared: [], edgesOfChoices: [] }
      : edgeDrift(inventory, recorded.edges, matcher, gapOf);
  const { period, runs, stored, otherTenants } = recorded;
  return {
    records: {
      ...{ runs, stored, otherTenants, assets: recorded.assets.size, edges: recorded.edges.length },
      ...(period && { period }),
    },
    summary: {
      neverRecorded: assets.neverRecorded.length,
      undeclared: assets.undeclared.length,
      different: assets.different.length,
      edgesNeverRecorded: edges.edgesNeverRecorded.length,
      edgesUndeclared: edges.edgesUndeclared.length,
      choices: assets.choices.length,
      patterns: assets.patterns.length,
      edgesOfChoices: edges.edgesOfChoices.length,
    },
    ...assets,
    ...edges,
    gaps: inventory.gaps.length,
  };
}

/** Whether an answer has drift in one of these categories. */
export function hasDrift({ summary }: Drift, categories: readonly (DriftCategory | "any")[]): boolean {
  const counts: Readonly<Record<DriftCategory, number>> = {
    "never-recorded": summary.neverRecorded,
    undeclared: summary.undeclared,
    different: summary.different,
    edges: summary.edgesNeverRecorded + summary.edgesUndeclared,
  };
  const wanted = categories.includes("any") ? DRIFT_CATEGORIES : categories;
  return wanted.some((category) => category !== "any" && counts[category] > 0);
}

/** The first gap of each task. */
function gapsByTask(gaps: readonly Gap[]): GapOf {
  const kinds = new Map<string, Gap["kind"]>();
  for (const { kind, namespace, flow, task } of [...gaps].sort((a, b) => compareText(a.kind, b.kind))) {
    if (namespace === undefined || flow === undefined || task === undefined) continue;
    const key = keyOf({ namespace, flow }, task);
    if (!kinds.has(key)) kinds.set(key, kind);
  }
  return ({ task, ...flow }) => kinds.get(keyOf(flow, task));
}

function keyOf({ namespace, flow }: FlowId, task: string): string {
  return JSON.stringify([namespace, flow, task]);
}

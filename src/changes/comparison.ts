import { createGraph } from "../graph/graph.ts";
import { type ChangeImpact, changeImpact } from "./change-impact.ts";
import { codeOwnersOf } from "./code-owners-file.ts";
import { compareInventories } from "./compare.ts";
import type { Difference, Sides } from "./compared.ts";
import { type FoundSides, type SideName, sideNames } from "./find-sides.ts";
import { createOwners, type Owners } from "./owners.ts";
import { listIndex, listTree, type Repository, type TreeEntry } from "./repository.ts";
import { type FileCache, type Snapshot, snapshot } from "./snapshot.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";
import { uniteInventories } from "./union.ts";
import { objectFormat, workingTree } from "./working-tree.ts";

/** How two states are compared. */
export interface CompareOptions {
  /** Absolute folder that paths count from. */
  readonly folder: string;
  readonly scan: SnapshotOptions;
  readonly cache?: FileCache;
  readonly onFile?: (files: number) => void;
}

export interface Comparison {
  readonly repository: Repository;
  readonly names: { readonly before: SideName; readonly after: SideName };
  readonly sides: Sides;
  readonly difference: Difference;
  /** Flow files with other contents, by the name that places show; sorted. */
  readonly changedFiles: readonly string[];
  readonly owners: Owners;
}

/** Reads both states and compares them. Throws a GitError when one of them cannot be read. */
export async function compareStates(
  repository: Repository,
  found: FoundSides,
  options: CompareOptions,
): Promise<Comparison> {
  const { folder, scan, cache = new Map(), onFile } = options;
  const oldTree = await listTree(repository, found.before.tree);
  // The working tree first: most of what it holds is what the revision holds, and need not be read from git then.
  let after: Snapshot;
  switch (found.after.where) {
    case "commit":
      after = await snapshot(repository, await listTree(repository, found.after.tree), scan, cache);
      break;
    case "index":
      after = await snapshot(repository, await listIndex(repository), scan, cache);
      break;
    case "disk":
      after = workingTree(folder, scan, cache, objectFormat(found.before.commit), onFile);
  }
  const before = await snapshot(repository, oldTree, scan, cache);
  const sides: Sides = { before: before.inventory, after: after.inventory };
  return {
    repository,
    names: sideNames(found),
    sides,
    difference: compareInventories(sides),
    changedFiles: changedFiles(before, after),
    owners: await ownersOf(repository, sides, oldTree),
  };
}

function changedFiles(before: Snapshot, after: Snapshot): string[] {
  const names = new Set([...before.files.keys(), ...after.files.keys()]);
  return [...names].filter((name) => before.files.get(name) !== after.files.get(name)).sort();
}

async function ownersOf(
  repository: Repository,
  { before, after }: Sides,
  tree: readonly TreeEntry[],
): Promise<Owners> {
  const codeOwners = await codeOwnersOf(repository, tree);
  const [now, old] = [createOwners(after, codeOwners), createOwners(before, codeOwners)];
  // What is gone is owned by whoever owned it.
  const flows = new Set(after.flows.map((flow) => `${flow.namespace}\0${flow.flow}`));
  const written = new Set(after.bundles.flatMap((bundle) => bundle.outputs.map((output) => output.id)));
  return {
    ofFlow: (flow) => (flows.has(`${flow.namespace}\0${flow.flow}`) ? now : old).ofFlow(flow),
    ofAsset: (asset) => (written.has(asset.id) ? now : old).ofAsset(asset),
  };
}

/** What follows from the assets that changed by more than their description. */
export function impactOfDifference(comparison: Comparison): ChangeImpact {
  const changed = comparison.difference.assets.filter((change) => change.category !== "metadata");
  return impactOf(comparison, new Set(changed.map((change) => change.id)));
}

/** What follows from every asset that a flow in a changed file writes, or wrote. */
export function impactOfFiles(comparison: Comparison): ChangeImpact {
  const files = new Set(comparison.changedFiles);
  const { before, after } = comparison.sides;
  const bundles = [...before.bundles, ...after.bundles].filter((bundle) => files.has(bundle.place.file));
  const changed = comparison.difference.assets.filter((change) => change.category !== "metadata");
  return impactOf(
    comparison,
    new Set([
      ...bundles.flatMap((bundle) => bundle.outputs.map((output) => output.id)),
      ...changed.map((change) => change.id),
    ]),
  );
}

function impactOf(
  { sides, difference, owners, changedFiles: files }: Comparison,
  ids: ReadonlySet<string>,
): ChangeImpact {
  const inventory = uniteInventories(sides);
  const union = createGraph(inventory);
  const starts = [...ids].map((id) => union.nodeOf(id)).filter((node) => node !== undefined);
  const impact = changeImpact({ sides, difference, owners, union, starts: starts.sort((a, b) => a - b) });
  // What a changed file does not say belongs to the change, whether or not one of its flows reads what follows.
  const changed = new Set(files);
  const here = new Set(impact.unknown.here);
  return {
    ...impact,
    unknown: {
      here: inventory.gaps.filter((gap) => here.has(gap) || changed.has(gap.place.file)),
      elsewhere: impact.unknown.elsewhere.filter((gap) => !changed.has(gap.place.file)),
    },
  };
}

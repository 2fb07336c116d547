import { AssetsError } from "../errors.ts";
import { createGraph } from "../graph/graph.ts";
import { type ChangeImpact, changeImpact } from "./change-impact.ts";
import { codeOwnersOf } from "./code-owners-file.ts";
import { compareInventories } from "./compare.ts";
import type { Difference, Sides } from "./compared.ts";
import { createOwners, type Owners } from "./owners.ts";
import {
  listIndex,
  listTree,
  mergeBase,
  openRepository,
  type Repository,
  resolveRevision,
  type TreeEntry,
} from "./repository.ts";
import { type FileCache, type Snapshot, type SnapshotOptions, snapshot } from "./snapshot.ts";
import { uniteInventories } from "./union.ts";
import { workingTree } from "./working-tree.ts";

/** Which two states are compared. */
export interface CompareOptions {
  /** Absolute folder that paths count from. */
  readonly folder: string;
  readonly scan: SnapshotOptions;
  /**
   * None: the last commit with the working tree. One: the commit where it and the last commit parted, with the working
   * tree. Two: these two as they are; `a..b` is the same, `a...b` begins where the two parted.
   */
  readonly revisions: readonly string[];
  /** The index instead of the working tree. */
  readonly staged?: boolean;
  readonly cache?: FileCache;
  readonly onFile?: (files: number) => void;
}

/** One side in words: `1a2b3c4d5e6f (where main and HEAD parted)`, `the working tree`. */
export interface SideName {
  /** Full name; absent for the working tree and the index. */
  readonly commit?: string;
  readonly words: string;
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
export async function compareStates(options: CompareOptions): Promise<Comparison> {
  const { folder, scan, cache = new Map(), onFile } = options;
  const repository = await openRepository(folder);
  const { before: old, after: now } = await findSides(repository, options);
  const oldTree = await listTree(repository, old.commit);
  // The working tree first: most of what it holds is what the revision holds, and need not be read from git then.
  let after: Snapshot;
  if ("commit" in now) {
    after = await snapshot(repository, await listTree(repository, now.commit), scan, cache);
  } else if (now.where === "index") {
    after = await snapshot(repository, await listIndex(repository), scan, cache);
  } else {
    after = workingTree(folder, scan, cache, old.commit.length === 64 ? "sha256" : "sha1", onFile);
  }
  const before = await snapshot(repository, oldTree, scan, cache);
  const sides: Sides = { before: before.inventory, after: after.inventory };
  return {
    repository,
    names: {
      before: { commit: old.commit, words: old.words },
      after: "commit" in now ? { commit: now.commit, words: now.words } : { words: now.words },
    },
    sides,
    difference: compareInventories(sides),
    changedFiles: changedFiles(before, after),
    owners: await ownersOf(repository, sides, oldTree),
  };
}

interface Revision {
  readonly commit: string;
  readonly words: string;
}

type Now = Revision | { readonly where: "index" | "disk"; readonly words: string };

async function findSides(
  repository: Repository,
  { revisions, staged = false }: CompareOptions,
): Promise<{ before: Revision; after: Now }> {
  if (revisions.length > 2) {
    throw new AssetsError(`${revisions.length} revisions are named, and two can be compared at most`);
  }
  const [first = "HEAD", second, parted] = splitRange(revisions);
  if (second !== undefined && staged) {
    throw new AssetsError("two revisions and --staged exclude each other", {
      hint: "--staged compares one revision with what is staged.",
    });
  }
  if (second !== undefined) {
    const [a, b] = [await resolveRevision(repository, first), await resolveRevision(repository, second)];
    const after = { commit: b, words: named(b, second) };
    if (!parted) return { before: { commit: a, words: named(a, first) }, after };
    const base = await mergeBase(repository, a, b, [first, second]);
    return { before: { commit: base, words: named(base, `where ${first} and ${second} parted`) }, after };
  }
  const after: Now = staged
    ? { where: "index", words: "what is staged" }
    : { where: "disk", words: "the working tree" };
  const commit = await resolveRevision(repository, first);
  if (revisions.length === 0) return { before: { commit, words: named(commit, first) }, after };
  const head = await resolveRevision(repository, "HEAD");
  const base = await mergeBase(repository, commit, head, [first, "HEAD"]);
  const words = base === commit ? first : `where ${first} and HEAD parted`;
  return { before: { commit: base, words: named(base, words) }, after };
}

function splitRange(
  revisions: readonly string[],
): [first?: string | undefined, second?: string | undefined, parted?: boolean] {
  const [first, second] = revisions;
  if (first === undefined || second !== undefined) return [first, second, false];
  const match = /^(.*?)(\.{2,3})(.*)$/.exec(first);
  if (match === null) return [first];
  return [match[1] || "HEAD", match[3] || "HEAD", match[2] === "..."];
}

function named(commit: string, words: string): string {
  return commit.startsWith(words) ? commit.slice(0, 12) : `${commit.slice(0, 12)} (${words})`;
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

function impactOf({ sides, difference, owners }: Comparison, ids: ReadonlySet<string>): ChangeImpact {
  const union = createGraph(uniteInventories(sides));
  const starts = [...ids].map((id) => union.nodeOf(id)).filter((node) => node !== undefined);
  return changeImpact({ sides, difference, owners, union, starts: starts.sort((a, b) => a - b) });
}

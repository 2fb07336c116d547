import { createGraph } from "../graph/graph.ts";
import type { FileResult } from "../model/declared.ts";
import { declaredParts } from "../model/declared-only.ts";
import { summaryOf } from "../model/file-summary.ts";
import { flowKey } from "../model/keys.ts";
import type { Inventory } from "../model/model.ts";
import { createOwners, type Owners } from "../model/owners.ts";
import { uniteTies } from "../model/unite-ties.ts";
import { inventoryOfFiles } from "../resolve/resolve-file.ts";
import { type ChangeImpact, changeImpact, type ImpactOf } from "./change-impact.ts";
import { changedAssets } from "./changed-assets.ts";
import { codeOwnersOf } from "./code-owners-file.ts";
import { compareInventories } from "./compare.ts";
import type { InventoryDifference, Sides } from "./compared.ts";
import { type FoundSides, type SideName, sideNames } from "./find-sides.ts";
import { type FlowState, type KnownFiles, type StateFile, stateFileKey } from "./flow-state.ts";
import { linkState } from "./link-state.ts";
import { type DuplicateFlow, newDuplicates } from "./new-duplicates.ts";
import { readParts, type StateReader } from "./read-parts.ts";
import { createRelevantFiles, type FilesOfStates } from "./relevant-files.ts";
import { listIndex, listTree, type Repository } from "./repository.ts";
import { revisionState } from "./revision-state.ts";
import { assumeUnchanged, withSameUnknown } from "./same-unknown.ts";
import type { SettingChange } from "./setting-change.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";
import { uniteInventories } from "./union.ts";

/** Options of a comparison. */
export interface CompareOptions {
  readonly scan: SnapshotOptions;
  readonly known: KnownFiles;
  /** Whether the inventories are complete or contain only the relevant files; see `RelevantFiles`. */
  readonly scope: "all" | "change";
  /** Whether inferred assets are compared too, with tied ones as one. The scope is then "all". */
  readonly inferred?: boolean;
  /** Called with the number of files that were read. */
  readonly onFile?: (files: number) => void;
}

export interface Comparison extends ComparedStates {
  readonly repository: Repository;
  readonly names: { readonly before: SideName; readonly after: SideName };
  /** Settings that differ between the sides. */
  readonly settings?: readonly SettingChange[];
}

export interface ComparedStates extends ComparedSides {
  readonly difference: InventoryDifference;
  /** Flow files with other contents, by the name that places show; sorted. */
  readonly changedFiles: readonly string[];
  /** Changed files that cannot be read now; sorted. */
  readonly unreadable: readonly string[];
  readonly duplicates: readonly DuplicateFlow[];
  /** The inventories with everything downstream of some assets. */
  readonly downstreamOf: (assets: Iterable<string>) => Promise<ComparedSides>;
}

export interface ComparedSides {
  readonly sides: Sides;
  readonly owners: Owners;
}

/**
 * Reads two states of a repository and compares them. Throws a GitError when one of them cannot be read.
 *
 * @param workingTree the flows on disk
 */
export async function compareStates(
  repository: Repository,
  found: FoundSides,
  workingTree: () => Promise<FlowState>,
  options: CompareOptions,
): Promise<Comparison> {
  const { scan } = options;
  const oldTree = await listTree(repository, found.before.tree);
  const [before, after] = await Promise.all([
    revisionState(repository, oldTree, scan),
    stateAfter(repository, found, workingTree, scan),
  ]);
  const codeOwners = await codeOwnersOf(repository, oldTree);
  const compared = await compareFlowStates(before, after, codeOwners, options);
  return { ...compared, repository, names: sideNames(found) };
}

async function stateAfter(
  repository: Repository,
  { after }: FoundSides,
  workingTree: () => Promise<FlowState>,
  scan: SnapshotOptions,
): Promise<FlowState> {
  switch (after.where) {
    case "commit":
      return revisionState(repository, await listTree(repository, after.tree), scan);
    case "index":
      return revisionState(repository, await listIndex(repository), scan);
    case "disk":
      return workingTree();
  }
}

/** @param codeOwners the owners of a file by the name that places show */
export async function compareFlowStates(
  givenBefore: FlowState,
  givenAfter: FlowState,
  codeOwners: (file: string) => readonly string[],
  { scan, known, scope, inferred = false, onFile }: CompareOptions,
): Promise<ComparedStates> {
  let filesRead = 0;
  const reader: StateReader = {
    known,
    options: scan.resolve,
    view: inferred ? (parts) => parts : declaredParts,
    onRead: () => onFile?.(++filesRead),
  };
  const loaded = new Map<string, FileResult>();
  const alone = withSameUnknown(givenBefore, givenAfter);
  // The working tree first: the revision mostly has the same contents, which then need no read from git.
  const linkedAfter = await linkState(alone.after, reader, loaded);
  const linkedBefore = await linkState(alone.before, reader, loaded);
  const [before, after] = [linkedBefore.state, linkedAfter.state];
  const changed = changedFiles(before, after);
  await readParts(after, changed.after, reader, loaded);
  await readParts(before, changed.before, reader, loaded);
  const flowFiles = namesOfFlowFiles(changed, loaded);
  const duplicates = await newDuplicates(
    { before: linkedBefore, after: linkedAfter },
    changed,
    ({ state }, files) => readParts(state, files, reader, loaded),
  );
  const unreadable = assumeUnchanged(changed, loaded);
  const inventoryOf = async (state: FlowState, files: readonly StateFile[]): Promise<Inventory> => {
    const inventory = inventoryOfFiles(await readParts(state, files, reader, loaded), state.problems, {
      tenant: scan.resolve.tenant,
      roots: scan.roots,
      ...(scan.settings && { settings: scan.settings }),
    });
    return inferred ? uniteTies(inventory, scan.aliases ?? []) : inventory;
  };
  const sidesOf = async (files: FilesOfStates): Promise<ComparedSides> => {
    const newer = await inventoryOf(after, files.after);
    const sides: Sides = { before: await inventoryOf(before, files.before), after: newer };
    return { sides, owners: ownersOf(sides, codeOwners) };
  };
  const result = (own: ComparedSides, downstreamOf: ComparedStates["downstreamOf"]): ComparedStates => ({
    ...own,
    difference: compareInventories(own.sides),
    changedFiles: filesWithOtherContents(alone).filter((name) => flowFiles.has(name)),
    unreadable,
    duplicates,
    downstreamOf,
  });
  if (scope === "all") {
    const whole = await sidesOf({ before: before.files, after: after.files });
    return result(whole, async () => whole);
  }
  const summaries = new Map(linkedAfter.summaries);
  for (const file of changed.before) {
    const summary = linkedBefore.summaries.get(file);
    if (summary) summaries.set(file, summary);
  }
  for (const file of [...changed.before, ...changed.after]) {
    const parts = loaded.get(stateFileKey(file));
    if (parts?.unreadable) summaries.set(file, summaryOf(parts));
  }
  const changedIds = changedAssets(
    await readParts(before, changed.before, reader, loaded),
    await readParts(after, changed.after, reader, loaded),
  );
  const relevant = createRelevantFiles({ before: before.files, after: after.files }, changed, summaries);
  return result(await sidesOf(relevant.ofDifference(changedIds)), async (starts) =>
    sidesOf(relevant.ofImpact(changedIds, starts)),
  );
}

/** Files with different contents or environments, or in only one state. */
function changedFiles(before: FlowState, after: FlowState): FilesOfStates {
  const only = ({ files }: FlowState, other: FlowState): readonly StateFile[] => {
    const keys = new Set(other.files.map(stateFileKey));
    return files.filter((file) => !keys.has(stateFileKey(file)));
  };
  return { before: only(before, after), after: only(after, before) };
}

/** The names of files that contain flows in some state, or that cannot be read: values files and others do not count. */
function namesOfFlowFiles(
  { before, after }: FilesOfStates,
  loaded: ReadonlyMap<string, FileResult>,
): ReadonlySet<string> {
  const files = [...before, ...after].filter((file) => {
    const parts = loaded.get(stateFileKey(file));
    return parts === undefined || parts.unreadable || parts.flows.length + parts.gaps.length > 0;
  });
  return new Set(files.map(({ shownAs }) => shownAs));
}

/** The names of files with different contents, or in only one state; sorted. */
function filesWithOtherContents(alone: {
  readonly before: FlowState;
  readonly after: FlowState;
}): readonly string[] {
  const { before, after } = changedFiles(alone.before, alone.after);
  return [...new Set([...before, ...after].map(({ shownAs }) => shownAs))].sort();
}

function ownersOf({ before, after }: Sides, codeOwners: (file: string) => readonly string[]): Owners {
  const [now, old] = [createOwners(after, codeOwners), createOwners(before, codeOwners)];
  // A removed asset keeps its former owners.
  const flows = new Set(after.flows.map(flowKey));
  const written = new Set(after.bundles.flatMap((bundle) => bundle.outputs.map((output) => output.id)));
  return {
    ofFlow: (flow) => (flows.has(flowKey(flow)) ? now : old).ofFlow(flow),
    ofAsset: (asset) => (written.has(asset.id) ? now : old).ofAsset(asset),
  };
}

/** The impact of assets with more than a changed description. */
export function impactOfDifference(comparison: ComparedStates): Promise<ChangeImpact> {
  const changed = comparison.difference.assets.filter((change) => change.category !== "metadata");
  return impactOf(comparison, new Set(changed.map((change) => change.id)));
}

/**
 * The impact of all assets that a flow in a changed file writes or wrote.
 *
 * @param through also through started flows; needs a comparison of all files
 */
export function impactOfFiles(comparison: ComparedStates, through = false): Promise<ChangeImpact> {
  const files = new Set(comparison.changedFiles);
  const { before, after } = comparison.sides;
  const changedFlows = after.flows.filter(({ place }) => files.has(place.file));
  const bundles = [...before.bundles, ...after.bundles];
  const idsOf = (all: typeof bundles) => all.flatMap(({ outputs }) => outputs.map(({ id }) => id));
  // A changed caller also changes the outputs of a called flow in another file.
  const written = new Set(idsOf(bundles));
  const changed = comparison.difference.assets.filter(
    ({ id, category }) => category !== "metadata" && written.has(id),
  );
  return impactOf(
    comparison,
    new Set([...idsOf(bundles.filter(({ place }) => files.has(place.file))), ...changed.map(({ id }) => id)]),
    { changedFlows, through },
  );
}

async function impactOf(
  comparison: ComparedStates,
  ids: ReadonlySet<string>,
  how: Pick<ImpactOf, "changedFlows" | "through"> = {},
): Promise<ChangeImpact> {
  const { difference, changedFiles: files } = comparison;
  const { sides, owners } = await comparison.downstreamOf(ids);
  const inventory = uniteInventories(sides);
  const union = createGraph(inventory);
  const starts = [...ids].map((id) => union.nodeOf(id)).filter((node) => node !== undefined);
  starts.sort((a, b) => a - b);
  const impact = changeImpact({ sides, difference, owners, union, starts, ...how });
  // Gaps of changed files belong to the change, even without a reading flow.
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

import { type Comparison, compareStates } from "../changes/comparison.ts";
import { type FoundSides, findSides } from "../changes/find-sides.ts";
import { openRepository, type Repository } from "../changes/repository.ts";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import type { FileParts } from "../inventory/declared.ts";
import { buildId } from "../cache/build-id.ts";
import { openRevisionCache } from "../store/cache/revision-cache.ts";
import type { Project } from "./project.ts";
import { snapshotSettings } from "./snapshot-settings.ts";
import type { RevisionOptions } from "./workspace.ts";

/** The two states that revisions name, not read yet. */
export interface NamedStates {
  readonly repository: Repository;
  readonly found: FoundSides;
  readonly scan: SnapshotOptions;
}

/** Finds the states that revisions name. Throws a GitError when one of them does not exist. */
export async function findStates(
  project: Project,
  revisions: readonly string[],
  { staged }: RevisionOptions = {},
): Promise<NamedStates> {
  const repository = await openRepository(project.config.folder);
  const found = await findSides(repository, { revisions, ...(staged !== undefined && { staged }) });
  return { repository, found, scan: snapshotSettings(project) };
}

/** Reads and compares the two states that revisions name. */
export async function compareRevisions(
  project: Project,
  revisions: readonly string[],
  options: RevisionOptions = {},
): Promise<Comparison> {
  return readStates(project, await findStates(project, revisions, options));
}

/** The same for states that were found already. What files contributed is kept between runs. */
export async function readStates(
  { config: { folder }, progress }: Project,
  { repository, found, scan }: NamedStates,
): Promise<Comparison> {
  const id = buildId();
  // Nothing is kept by a program that was not built.
  const cache =
    id === undefined
      ? undefined
      : openRevisionCache<FileParts>(folder, JSON.stringify([id, scan.resolve]), "revisions.parts");
  try {
    const comparison = await compareStates(repository, found, {
      folder,
      scan,
      ...(cache && { cache }),
      onFile: (files) => progress({ files }),
    });
    cache?.save();
    return comparison;
  } finally {
    progress(undefined);
  }
}

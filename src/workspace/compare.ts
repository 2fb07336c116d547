import { type CompareOptions, type Comparison, compareStates } from "../changes/comparison.ts";
import { findSides } from "../changes/find-sides.ts";
import { openRepository } from "../changes/repository.ts";
import { objectFormat } from "../util/content-id.ts";
import { cachePlace } from "./cache-place.ts";
import { comparedSettings } from "./compared-settings.ts";
import { settingKeys } from "./differing-settings.ts";
import { knownFiles } from "./known-files.ts";
import { openCacheAt } from "./open-cache.ts";
import type { Project, RevisionOptions } from "./project.ts";
import { workingTree } from "./working-tree.ts";

/** Reads and compares two states completely. */
export function compareRevisions(
  project: Project,
  revisions: readonly string[],
  options: RevisionOptions = {},
): Promise<Comparison> {
  return compare(project, revisions, options, "all", async (comparison) => comparison);
}

/**
 * Reads and compares the changed part of two states.
 *
 * @param use computes the answer; it may read more of the comparison, until it returns
 */
export function compareChange<Answer>(
  project: Project,
  revisions: readonly string[],
  options: RevisionOptions = {},
  use: (comparison: Comparison) => Promise<Answer>,
): Promise<Answer> {
  return compare(project, revisions, options, "change", use);
}

async function compare<Answer>(
  project: Project,
  revisions: readonly string[],
  options: RevisionOptions,
  scope: CompareOptions["scope"],
  use: (comparison: Comparison) => Promise<Answer>,
): Promise<Answer> {
  const { config, environment, progress } = project;
  const { folder } = config;
  const repository = await openRepository(folder);
  const { staged, includeInferred = false } = options;
  const found = await findSides(repository, { revisions, ...(staged !== undefined && { staged }) });
  const { scan, changes } = await comparedSettings(project, repository, found, options);
  if (changes.length > 0) {
    const keys = settingKeys(changes);
    const used = options.settings === "now" ? "the current ones" : "those of the base";
    project.note(`warning: the settings differ (${keys}); both sides use ${used}`);
  }
  const format = objectFormat(found.before.commit);
  const cache = openCacheAt(cachePlace(folder, environment), folder, format);
  try {
    const onDisk = () => workingTree(repository, folder, scan, cache, format);
    const comparison = await compareStates(repository, found, onDisk, {
      scan,
      known: knownFiles(cache.section("parts", JSON.stringify(scan.resolve))),
      // A tie in any file can join what concerns the change.
      scope: includeInferred ? "all" : scope,
      inferred: includeInferred,
      onFile: (files) => progress({ files }),
    });
    const answer = await use({ ...comparison, settings: changes });
    cache.save();
    return answer;
  } finally {
    cache.close();
    progress(undefined);
  }
}

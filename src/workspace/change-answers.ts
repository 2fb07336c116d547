import { type Affected, affectedBy } from "../changes/affected.ts";
import { type ChangeReport, changeReport } from "../changes/change-report.ts";
import { impactOfDifference, impactOfFiles } from "../changes/comparison.ts";
import { compareChange } from "./compare.ts";
import type { Project, RevisionOptions } from "./project.ts";

/** Difference, impact and owners of a change. */
export function diffRevisions(
  project: Project,
  revisions: readonly string[],
  options?: RevisionOptions,
): Promise<ChangeReport> {
  return compareChange(project, revisions, options, async (comparison) =>
    changeReport(comparison, await impactOfDifference(comparison)),
  );
}

/** Impact of the flow files that changed since a revision. */
export function impactSince(project: Project, revision: string): Promise<ChangeReport> {
  return compareChange(project, [revision], {}, async (comparison) =>
    changeReport(comparison, await impactOfFiles(comparison)),
  );
}

/** Flows and assets that changed flow files touch. */
export function affectedRevisions(
  project: Project,
  revisions: readonly string[],
  options?: RevisionOptions,
): Promise<Affected> {
  return compareChange(project, revisions, options, async (comparison) =>
    affectedBy(comparison, await impactOfFiles(comparison)),
  );
}

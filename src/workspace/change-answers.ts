import { type Affected, affectedBy } from "../changes/affected.ts";
import type { ChangeImpact } from "../changes/change-impact.ts";
import { type ChangeReport, changeReport } from "../changes/change-report.ts";
import { type Comparison, impactOfDifference, impactOfFiles } from "../changes/comparison.ts";
import { compareChange, compareRevisions } from "./compare.ts";
import type { ActivationOptions, Project, RevisionOptions, ValuesOptions } from "./project.ts";

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
export function impactSince(
  project: Project,
  revision: string,
  options: ActivationOptions & ValuesOptions = {},
): Promise<ChangeReport> {
  return ofFiles(project, [revision], options, changeReport);
}

/** Flows and assets affected by changed flow files. */
export function affectedRevisions(
  project: Project,
  revisions: readonly string[],
  options: RevisionOptions & ActivationOptions = {},
): Promise<Affected> {
  return ofFiles(project, revisions, options, affectedBy);
}

/** A started flow can write any asset, so the walk needs all files. */
async function ofFiles<Answer>(
  project: Project,
  revisions: readonly string[],
  { activation, ...options }: RevisionOptions & ActivationOptions,
  answer: (comparison: Comparison, impact: ChangeImpact) => Answer,
): Promise<Answer> {
  if (activation) {
    const comparison = await compareRevisions(project, revisions, options);
    return answer(comparison, await impactOfFiles(comparison, true));
  }
  return compareChange(project, revisions, options, async (comparison) =>
    answer(comparison, await impactOfFiles(comparison)),
  );
}

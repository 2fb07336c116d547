import type { Affected } from "../changes/affected.ts";
import type { ChangeReport } from "../changes/change-report.ts";
import type { Comparison } from "../changes/comparison.ts";
import { comparisonKey } from "../changes/comparison-key.ts";
import { type SideName, sideNames } from "../changes/find-sides.ts";
import { buildId } from "../cache/build-id.ts";
import { keepAnswer, keptAnswer } from "../store/cache/answer-cache.ts";
import { findStates } from "./compare.ts";
import type { Project } from "./project.ts";
import type { RevisionOptions } from "./workspace.ts";

/** Difference, impact and owners of a change. */
export function diffRevisions(
  project: Project,
  revisions: readonly string[],
  options: RevisionOptions = {},
): Promise<ChangeReport> {
  return comparedAnswer(project, revisions, options, "diff", async (comparison) => {
    const [{ changeReport }, { impactOfDifference }] = await Promise.all([
      import("../changes/change-report.ts"),
      import("../changes/comparison.ts"),
    ]);
    return changeReport(comparison, impactOfDifference(comparison));
  });
}

/** Impact of the flow files that changed since a revision. */
export function impactSince(project: Project, revision: string): Promise<ChangeReport> {
  return comparedAnswer(project, [revision], {}, "since", async (comparison) => {
    const [{ changeReport }, { impactOfFiles }] = await Promise.all([
      import("../changes/change-report.ts"),
      import("../changes/comparison.ts"),
    ]);
    return changeReport(comparison, impactOfFiles(comparison));
  });
}

/** Flows and assets that changed flow files touch. */
export function affectedRevisions(
  project: Project,
  revisions: readonly string[],
  options: RevisionOptions = {},
): Promise<Affected> {
  return comparedAnswer(project, revisions, options, "affected", async (comparison) => {
    const [{ affectedBy }, { impactOfFiles }] = await Promise.all([
      import("../changes/affected.ts"),
      import("../changes/comparison.ts"),
    ]);
    return affectedBy(comparison, impactOfFiles(comparison));
  });
}

/** What an answer about two states says, besides how the user named them. */
interface Named {
  readonly before: SideName;
  readonly after: SideName;
}

/**
 * An answer about two states, plain data. The same states have the same answer, so it is kept, and the engine is loaded
 * only for a new one.
 */
async function comparedAnswer<Answer extends Named>(
  project: Project,
  revisions: readonly string[],
  options: RevisionOptions,
  kind: string,
  make: (comparison: Comparison) => Promise<Answer>,
): Promise<Answer> {
  const { folder } = project.config;
  const states = await findStates(project, revisions, options);
  const { repository, found, scan } = states;
  const id = buildId();
  const keyNow = async () =>
    id === undefined
      ? undefined
      : JSON.stringify([id, kind, await comparisonKey(repository, folder, found, scan)]);
  const key = await keyNow();
  const kept = key === undefined ? undefined : keptAnswer(folder, key);
  if (kept !== undefined) return { ...(kept as Answer), ...sideNames(found) };
  const { readStates } = await import("./compare.ts");
  const answer = await make(await readStates(project, states));
  // Files that changed while they were read belong to no state in particular.
  if (key !== undefined && key === (await keyNow())) keepAnswer(folder, key, answer);
  return answer;
}

import type { Comparison } from "../../changes/comparison.ts";
import { comparisonKey } from "../../changes/comparison-key.ts";
import { findSides, type SideName, sideNames } from "../../changes/find-sides.ts";
import { openRepository } from "../../changes/repository.ts";
import { buildId } from "../../cache/build-id.ts";
import { keepAnswer, keptAnswer } from "../../store/cache/answer-cache.ts";
import type { CompareCommandOptions } from "./compare-options.ts";
import { historyScan } from "./history-scan.ts";
import type { Program } from "./program.ts";

/** What an answer about two states says, besides how the user named them. */
interface Named {
  readonly before: SideName;
  readonly after: SideName;
}

/**
 * An answer about the two states that a command was given, plain data. The same states have the same answer, so it is
 * kept, and what is needed to compare is loaded only where it is not there.
 *
 * @param kind which answer
 */
export async function comparedAnswer<Answer extends Named>(
  program: Program,
  revisions: readonly string[],
  options: CompareCommandOptions,
  kind: string,
  make: (comparison: Comparison) => Answer | Promise<Answer>,
): Promise<Answer> {
  const how = await historyScan(program, options);
  const repository = await openRepository(how.folder);
  const { staged } = options;
  const found = await findSides(repository, { revisions, ...(staged !== undefined && { staged }) });
  const id = buildId();
  const keyNow = async () =>
    id === undefined
      ? undefined
      : JSON.stringify([id, kind, await comparisonKey(repository, how.folder, found, how.scan)]);
  const key = await keyNow();
  const kept = key === undefined ? undefined : keptAnswer(how.folder, key);
  if (kept !== undefined) return { ...(kept as Answer), ...sideNames(found) };
  const { compareFound } = await import("./compare-options.ts");
  const answer = await make(await compareFound(program, repository, found, how));
  // Files that changed while they were read belong to no state in particular.
  if (key !== undefined && key === (await keyNow())) keepAnswer(how.folder, key, answer);
  return answer;
}

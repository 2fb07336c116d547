import type { FileResult } from "../model/declared.ts";
import { packSummary, readSummary } from "../model/file-summary.ts";
import type { FileEnvironments } from "../resolve/file-environments.ts";
import { linkKnownFiles } from "../resolve/link-known-files.ts";

/**
 * The environments of files in memory, by name. A file without an entry has none.
 *
 * @param alone results by name, without the other files
 * @param maxCases case limit
 * @param resolve the result of a file with an environment
 */
export function linkResults(
  alone: ReadonlyMap<string, FileResult>,
  maxCases: number,
  resolve: (name: string, environments: FileEnvironments | undefined) => FileResult,
): ReadonlyMap<string, FileEnvironments> {
  const files = [...alone].map(([name, result]) => ({ name, summary: readSummary(packSummary(result)) }));
  const steps = linkKnownFiles(files, maxCases);
  let step = steps.next();
  while (!step.done) step = steps.next(step.value.map(([name, environments]) => resolve(name, environments)));
  return step.value;
}

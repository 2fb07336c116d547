import type { FileResult } from "../model/declared.ts";
import { flowKey } from "../resolve/environment.ts";
import type { FileEnvironments } from "../resolve/file-environments.ts";
import { fileLinks, linksIn } from "../resolve/resolve-file.ts";
import { linkFiles, NONE } from "./link-files.ts";

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
  const links = new Map(
    [...alone].flatMap(([name, own]) => {
      const flows = linksIn(own);
      return flows.length > 0 ? [[name, { [NONE]: { flows } }] as const] : [];
    }),
  );
  if (links.size === 0) return new Map();
  const byFlow = filesByFlow(alone);
  const steps = linkFiles({
    ...{ links, maxCases },
    filesOf: (flow) => byFlow.get(flow) ?? [],
    hashOf: () => NONE,
    claimsWithout: (names) =>
      [...alone].flatMap(([name, own]) => (names.has(name) ? [] : (fileLinks(own).claims ?? []))),
  });
  let step = steps.next();
  while (!step.done)
    step = steps.next(step.value.map(([name, environments]) => fileLinks(resolve(name, environments))));
  return step.value.environments;
}

function filesByFlow(results: ReadonlyMap<string, FileResult>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, { flows }] of results) {
    for (const { record } of flows) {
      const key = flowKey(record);
      const files = found.get(key);
      if (files) files.push(name);
      else found.set(key, [name]);
    }
  }
  return found;
}

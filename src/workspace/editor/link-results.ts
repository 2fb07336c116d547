import type { FileResult } from "../../model/declared.ts";
import type { FlowId } from "../../model/model.ts";
import { flowKey } from "../../resolve/environment.ts";
import type { FileEnvironments } from "../../resolve/file-environments.ts";
import { linksIn } from "../../resolve/resolve-file.ts";
import { linkFiles, NONE } from "../link-files.ts";

/**
 * The results of files whose flows say things to one another.
 *
 * @param alone results by name, without the other files
 * @param resolve the result of a file with what other flows say to its own
 */
export function linkResults(
  alone: ReadonlyMap<string, FileResult>,
  maxCalls: number,
  resolve: (name: string, environments: FileEnvironments) => FileResult,
): ReadonlyMap<string, FileResult> {
  const known = new Map(
    [...alone].flatMap(([name, own]) => {
      const links = linksIn(own);
      return links.length > 0 ? [[name, { [NONE]: links }] as const] : [];
    }),
  );
  if (known.size === 0) return alone;
  const filesOf = filesByFlow(alone);
  const steps = linkFiles(known, (flow) => filesOf.get(flow) ?? [], maxCalls);
  let step = steps.next();
  while (!step.done) {
    step = steps.next(step.value.map(([name, environments]) => linksIn(resolve(name, environments))));
  }
  const { environments } = step.value;
  return new Map(
    [...alone].map(([name, result]) => {
      const own = environments.get(name);
      return [name, own === undefined ? result : resolve(name, own)];
    }),
  );
}

function filesByFlow(results: ReadonlyMap<string, FileResult>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, { flows }] of results) {
    for (const record of flows.map((flow): FlowId => flow.record)) {
      const key = flowKey(record);
      const files = found.get(key);
      if (files) files.push(name);
      else found.set(key, [name]);
    }
  }
  return found;
}

import type { FileResult } from "../model/declared.ts";
import { eachFlow, type FileSummary, flowNumber, hasLinks } from "../model/file-summary.ts";
import type { FileEnvironments } from "./file-environments.ts";
import { type FilesToLink, type LinksOfFile, linkFiles, NONE } from "./link-files.ts";
import { fileLinks } from "./resolve-file.ts";

/** A file with the summary of what it contributes without an environment. */
export interface FileToLink {
  readonly name: string;
  readonly summary: FileSummary;
}

/**
 * The environments of files, of which only the summaries are in memory. A file without an entry has none. Yields files
 * whose contributions with these environments are needed, and takes these, in the same order.
 *
 * @param maxCases see `FilesBeforeLinks`
 */
export function* linkKnownFiles(
  files: readonly FileToLink[],
  maxCases: number,
): Generator<FilesToLink, ReadonlyMap<string, FileEnvironments>, readonly FileResult[]> {
  const linked = files.filter(({ summary }) => hasLinks(summary)).map(({ name }) => name);
  if (linked.length === 0) return new Map();
  const alone = yield linked.map((name) => [name, undefined]);
  const links = new Map<string, LinksOfFile>(
    linked.map((name, at) => {
      const own = alone[at];
      return [name, { [NONE]: own ? fileLinks(own) : { flows: [] } }];
    }),
  );
  const steps = linkFiles({
    ...{ links, filesOf: filesByFlow(files), maxCases },
    hashOf: () => NONE,
    unclaimed: files.map(({ name }) => name),
    claimsWithout: () => [],
  });
  let step = steps.next();
  while (!step.done) step = steps.next((yield step.value).map(fileLinks));
  return step.value.environments;
}

/** The files with a flow. A file with a flow of the same number counts, too: the environment changes nothing there. */
function filesByFlow(files: readonly FileToLink[]): (flow: string) => readonly string[] {
  let found: Map<number, string[]> | undefined;
  const gather = () => {
    const byFlow = new Map<number, string[]>();
    for (const { name, summary } of files) {
      const add = (key: number) => {
        const names = byFlow.get(key);
        if (names) names.push(name);
        else byFlow.set(key, [name]);
      };
      eachFlow(summary, add);
    }
    return byFlow;
  };
  return (flow) => {
    found ??= gather();
    const [namespace = "", id = ""] = JSON.parse(flow) as [string, string];
    return found.get(flowNumber({ namespace, flow: id })) ?? [];
  };
}

import { readFlowBytes } from "../flows/read-flow-file.ts";
import { contentIdOfObject } from "../util/content-id.ts";
import { findFlowFiles } from "./find-flow-files.ts";
import type { FlowState, ReadStateFile, StateFile } from "./flow-state.ts";
import { readObjects } from "./read-objects.ts";
import type { Repository, TreeEntry } from "./repository.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/**
 * The flows of a revision or of the index, read from git's object store. The working tree is neither read nor touched.
 * Throws a GitError when an object cannot be read or a root is outside the repository.
 */
export async function revisionState(
  repository: Repository,
  tree: readonly TreeEntry[],
  options: Pick<SnapshotOptions, "roots" | "exclude">,
): Promise<FlowState> {
  const { files, problems } = await findFlowFiles(repository, tree, options);
  return {
    files: files.map(({ shownAs, entry: { hash = "" } }) => revisionFile(shownAs, hash)),
    problems,
    read: (wanted) => readRevisionFiles(repository, wanted),
  };
}

/** Reads files of revisions, each object once. */
export async function* readRevisionFiles(
  { git }: Repository,
  files: readonly StateFile[],
): AsyncGenerator<ReadStateFile> {
  const byObject = new Map<string, StateFile[]>();
  for (const file of files) {
    const { object = file.contentId } = file;
    const same = byObject.get(object);
    if (same) same.push(file);
    else byObject.set(object, [file]);
  }
  const nameOf = (object: string) => byObject.get(object)?.[0]?.shownAs ?? object;
  for await (const [object, bytes] of readObjects(git, byObject.keys(), nameOf)) {
    for (const file of byObject.get(object) ?? [])
      yield { file, contents: readFlowBytes(bytes, file.shownAs), isExact: true };
  }
}

export function revisionFile(shownAs: string, object: string): StateFile {
  return { shownAs, contentId: contentIdOfObject(object), object };
}

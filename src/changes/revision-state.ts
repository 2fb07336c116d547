import { posix } from "node:path";
import { excluder, isYaml, SKIPPED } from "../flows/discover.ts";
import type { Problem } from "../flows/problem.ts";
import { readFlowBytes } from "../flows/read-flow-file.ts";
import { contentIdOfObject } from "../util/content-id.ts";
import type { FlowState, ReadStateFile, StateFile } from "./flow-state.ts";
import { readObjects } from "./read-objects.ts";
import { type Repository, repositoryPath, shownPath, type TreeEntry } from "./repository.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/**
 * The flows of a revision or of the index, read from git's object store. The working tree is neither read nor touched.
 * Throws a GitError when an object cannot be read or a root lies outside the repository.
 */
export async function revisionState(
  repository: Repository,
  tree: readonly TreeEntry[],
  options: Pick<SnapshotOptions, "roots" | "exclude">,
): Promise<FlowState> {
  const { files, problems } = await flowFiles(repository, tree, options);
  return { files, problems, read: (wanted) => readRevisionFiles(repository, wanted) };
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

/** The files that a scan of the same roots would read, had this revision been checked out. */
async function flowFiles(
  repository: Repository,
  tree: readonly TreeEntry[],
  { roots, exclude }: Pick<SnapshotOptions, "roots" | "exclude">,
): Promise<{ files: StateFile[]; problems: Problem[] }> {
  const isFound = foundBy(repository, roots, exclude);
  const files = new Map<string, StateFile>();
  const problems: Problem[] = [];
  const problem = (path: string, message: string) =>
    problems.push({ message, place: { file: shownPath(repository, path), line: 1, column: 1 } });

  for (const { path, kind, hash } of tree) {
    if (kind === "file" && isFound(path)) files.set(path, revisionFile(shownPath(repository, path), hash));
    if (kind === "submodule" && isFound(`${path}/any.yml`)) {
      problem(
        path,
        "is a submodule, so its files are not part of this revision: compare it in its own repository",
      );
    }
  }
  const links = tree.filter(
    ({ path, kind }) => kind === "link" && (isFound(path) || isFound(`${path}/any.yml`)),
  );
  const targets = await readLinks(repository, links);
  for (const { path } of links) {
    const target = targets.get(path) ?? "";
    // As in a scan, a file that is found under its own name is not found again through a link.
    const led = tree.filter((entry) => entry.kind === "file" && isAtOrBelow(entry.path, target));
    if (led.length === 0 && isYaml(path)) problem(path, "is a broken symbolic link in this revision");
    for (const { path: real, hash } of led) {
      const name = path + real.slice(target.length);
      if (!files.has(real) && isFound(name)) files.set(real, revisionFile(shownPath(repository, name), hash));
    }
  }
  return { files: [...files.values()], problems };
}

/** Where each link leads, as a path in the repository. Links to links are not followed further. */
async function readLinks({ git }: Repository, links: readonly TreeEntry[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const nameOf = (wanted: string) => links.find(({ hash }) => hash === wanted)?.path ?? wanted;
  for await (const [hash, bytes] of readObjects(
    git,
    links.map((link) => link.hash),
    nameOf,
  )) {
    texts.set(hash, bytes.toString("utf8"));
  }
  return new Map(
    links.map(({ path, hash }) => [path, posix.join(posix.dirname(path), texts.get(hash) ?? "")]),
  );
}

function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The rules of a scan's discovery, for paths in the repository. */
export function foundBy(
  repository: Repository,
  roots: readonly string[],
  exclude: readonly string[],
): (path: string) => boolean {
  const starts = roots.map((root) => repositoryPath(repository, root));
  const isExcluded = excluder(exclude);
  const known = new Map<string, boolean>();
  const isOut = (folder: string): boolean => {
    let out = known.get(folder);
    if (out === undefined) {
      out = SKIPPED.has(posix.basename(folder)) || isExcluded(shownPath(repository, folder));
      known.set(folder, out);
    }
    return out;
  };
  return (path) =>
    starts.some((start) => {
      if (path === start) return true;
      if (start !== "" && !path.startsWith(`${start}/`)) return false;
      if (!isYaml(path) || isExcluded(shownPath(repository, path))) return false;
      return everyFolder(start, path, (folder) => !isOut(folder));
    });
}

/** Tests the folders between a root and a file, the root itself left out. */
function everyFolder(start: string, path: string, test: (folder: string) => boolean): boolean {
  for (
    let at = path.indexOf("/", start === "" ? 0 : start.length + 1);
    at >= 0;
    at = path.indexOf("/", at + 1)
  ) {
    if (!test(path.slice(0, at))) return false;
  }
  return true;
}

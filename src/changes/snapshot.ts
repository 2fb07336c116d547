import { posix } from "node:path";
import { excluder, isYaml, SKIPPED } from "../flows/discover.ts";
import type { Problem } from "../flows/problem.ts";
import { readFlowBytes } from "../flows/read-flow-file.ts";
import type { FileParts } from "../inventory/declared.ts";
import type { Inventory } from "../inventory/model.ts";
import type { ResolveOptions } from "../resolve/index.ts";
import { inventoryOfFiles, resolveFile } from "../resolve/resolve-file.ts";
import { readObjects } from "./read-objects.ts";
import { type Repository, repositoryPath, shownPath, type TreeEntry } from "./repository.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/**
 * What files add to an inventory, by `fileKey`. A file's name is part of the key, because places hold it. Kept for one
 * run of the program unless somebody hands in one that is kept longer.
 */
export interface FileCache {
  get(key: string): FileParts | undefined;
  set(key: string, parts: FileParts): unknown;
}

export function fileKey(hash: string, shownAs: string): string {
  return `${hash}:${shownAs}`;
}

/** A flow file of a revision. */
export interface SnapshotFile {
  /** As places show it. */
  readonly shownAs: string;
  readonly hash: string;
}

export interface Snapshot {
  readonly inventory: Inventory;
  /** The object of every flow file, by the name that places show. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The inventory of a revision, read from git's object store. The working tree is neither read nor touched. Throws a
 * GitError when an object cannot be read or a root lies outside the repository.
 */
export async function snapshot(
  repository: Repository,
  tree: readonly TreeEntry[],
  options: SnapshotOptions,
  cache: FileCache = new Map(),
): Promise<Snapshot> {
  const { files, problems } = await flowFiles(repository, tree, options);
  const parts = await partsOfFiles(repository, files, options.resolve, cache);
  const inventory = inventoryOfFiles(parts, problems, {
    tenant: options.resolve.tenant,
    roots: options.roots,
    ...(options.settings && { settings: options.settings }),
  });
  return { inventory, files: new Map(files.map(({ shownAs, hash }) => [shownAs, hash])) };
}

/** What each of the files adds, in their order. Only what the cache does not have is read from git. */
export async function partsOfFiles(
  { git }: Repository,
  files: readonly SnapshotFile[],
  options: ResolveOptions,
  cache: FileCache,
): Promise<FileParts[]> {
  const wanted = new Map<string, SnapshotFile[]>();
  const read = new Map<string, FileParts>();
  for (const file of files) {
    const key = fileKey(file.hash, file.shownAs);
    const known = cache.get(key);
    if (known !== undefined) {
      read.set(key, known);
      continue;
    }
    const same = wanted.get(file.hash);
    if (same) same.push(file);
    else wanted.set(file.hash, [file]);
  }
  const nameOf = (hash: string) => wanted.get(hash)?.[0]?.shownAs ?? hash;
  for await (const [hash, bytes] of readObjects(git, wanted.keys(), nameOf)) {
    for (const { shownAs } of wanted.get(hash) ?? []) {
      const parts = resolveFile(readFlowBytes(bytes, shownAs), options);
      read.set(fileKey(hash, shownAs), parts);
      cache.set(fileKey(hash, shownAs), parts);
    }
  }
  return files.flatMap(({ hash, shownAs }) => {
    const parts = read.get(fileKey(hash, shownAs));
    return parts === undefined ? [] : [parts];
  });
}

/** The files that a scan of the same roots would read, had this revision been checked out. */
async function flowFiles(
  repository: Repository,
  tree: readonly TreeEntry[],
  { roots, exclude }: SnapshotOptions,
): Promise<{ files: SnapshotFile[]; problems: Problem[] }> {
  const isFound = foundBy(repository, roots, exclude);
  const files = new Map<string, SnapshotFile>();
  const problems: Problem[] = [];
  const problem = (path: string, message: string) =>
    problems.push({ message, place: { file: shownPath(repository, path), line: 1, column: 1 } });

  for (const { path, kind, hash } of tree) {
    if (kind === "file" && isFound(path)) files.set(path, { shownAs: shownPath(repository, path), hash });
    if (kind === "submodule" && isFound(`${path}/any.yml`)) {
      problem(
        path,
        "is a submodule, whose files are not part of this revision: compare it in its own repository",
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
    if (led.length === 0 && isYaml(path))
      problem(path, "is a symbolic link that leads to nothing in this revision");
    for (const { path: real, hash } of led) {
      const name = path + real.slice(target.length);
      if (!files.has(real) && isFound(name)) files.set(real, { shownAs: shownPath(repository, name), hash });
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

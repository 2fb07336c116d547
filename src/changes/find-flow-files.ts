import { readlinkSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { excluder, isFlowFile, SKIPPED } from "../flows/discover.ts";
import type { Problem } from "../flows/problem.ts";
import { createLinkedTree } from "./follow-link.ts";
import { readObjects } from "./read-objects.ts";
import { type Repository, repositoryPath, type SourceEntry, shownPath } from "./repository.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/** A flow file among the entries of a state. */
export interface FoundEntry {
  /** As places show it. */
  readonly shownAs: string;
  readonly entry: SourceEntry;
}

const SUBMODULE = "is a separate repository and not compared: run the comparison there";
const UNREADABLE = "cannot be read: make it readable, or exclude it";
const MISNAMED = "has a name that is not UTF-8 and is not compared: rename or exclude it";
const NOWHERE = "is a broken symbolic link, or leads to an ignored file";
const ABOVE_ROOT = "is a symbolic link above the compared folder: use the path of its target";
const OUTSIDE = "is a symbolic link out of the repository and not compared";

/**
 * The files that a scan of the same roots would read in this state. Both sides use it, so files unknown to git are not
 * a difference.
 */
export async function findFlowFiles(
  repository: Repository,
  entries: readonly SourceEntry[],
  { roots, exclude }: Pick<SnapshotOptions, "roots" | "exclude">,
): Promise<{ readonly files: readonly FoundEntry[]; readonly problems: readonly Problem[] }> {
  const isFound = foundBy(repository, roots, exclude);
  const isFolderFound = (path: string) => isFound(`${path}/any.yml`);
  const files = new Map<string, FoundEntry>();
  const problems: Problem[] = [];
  const addProblem = (path: string, message: string) => {
    problems.push({ message, place: { file: shownPath(repository, path), line: 1, column: 1 } });
  };
  // As in a scan, a file is listed under one name only.
  const add = (entry: SourceEntry, path: string) => {
    const { kind } = entry;
    if (kind === "submodule" && isFolderFound(path)) addProblem(path, SUBMODULE);
    if (!isFound(path)) return;
    if (kind === "unreadable") addProblem(path, UNREADABLE);
    if (kind === "misnamed") addProblem(path, MISNAMED);
    if (kind === "file" && !files.has(entry.path))
      files.set(entry.path, { shownAs: shownPath(repository, path), entry });
  };
  const waiting: { readonly link: SourceEntry; readonly path: string }[] = [];
  const visit = (entry: SourceEntry, path: string) => {
    if (entry.kind !== "link") add(entry, path);
    else if (isFound(path) || isFolderFound(path)) waiting.push({ link: entry, path });
  };
  for (const entry of entries) visit(entry, entry.path);
  const isAbove = aboveOne(roots.map((root) => repositoryPath(repository, root)));
  for (const { kind, path } of entries) if (kind === "link" && isAbove(path)) addProblem(path, ABOVE_ROOT);
  if (waiting.length === 0) return { files: [...files.values()], problems };

  const tree = createLinkedTree(entries, await linkTexts(repository, entries));
  const walked = new Set<string>();
  const seen = new Set<string>();
  // The target of a link can contain further links, which are appended.
  for (const { link, path } of waiting) {
    const end = tree.follow(link);
    if (end.kind === "outside") addProblem(path, OUTSIDE);
    if (end.kind === "nowhere" && isFlowFile(path)) addProblem(path, NOWHERE);
    if (end.kind === "file") add(end.entry, path);
    if (end.kind !== "folder" || walked.has(end.path) || SKIPPED.has(posix.basename(end.path))) continue;
    walked.add(end.path);
    for (const entry of tree.below(end.path)) {
      // Files already found by name or through another link are skipped.
      if (seen.has(entry.path) || isFolderFound(posix.dirname(entry.path))) continue;
      seen.add(entry.path);
      visit(entry, posix.join(path, entry.path.slice(end.path.length)));
    }
  }
  return { files: [...files.values()], problems };
}

/** Whether a path is a folder above one of the roots. */
function aboveOne(roots: readonly string[]): (path: string) => boolean {
  return (path) => roots.some((root) => root.startsWith(`${path}/`));
}

/** The targets of the links among the entries; "" for an unreadable one. */
async function linkTexts(
  { git }: Repository,
  entries: readonly SourceEntry[],
): Promise<(link: SourceEntry) => string> {
  const links = entries.filter(({ kind }) => kind === "link");
  const objects = new Map(links.flatMap(({ hash, path }) => (hash === undefined ? [] : [[hash, path]])));
  const texts = new Map<string, string>();
  for await (const [hash, bytes] of readObjects(git, objects.keys(), (hash) => objects.get(hash) ?? hash)) {
    texts.set(hash, bytes.toString("utf8"));
  }
  return ({ path, hash }) =>
    hash === undefined ? linkOnDisk(join(git.place.top, path)) : (texts.get(hash) ?? "");
}

function linkOnDisk(path: string): string {
  try {
    return readlinkSync(path).split(sep).join("/");
  } catch {
    return "";
  }
}

/** The discovery rules of a scan, for paths in the repository. */
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
      if (!isFlowFile(path) || isExcluded(shownPath(repository, path))) return false;
      return everyFolder(start, path, (folder) => !isOut(folder));
    });
}

/** Tests the folders between a root and a file, without the root. */
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

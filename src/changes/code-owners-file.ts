import { join } from "node:path";
import { placeOf } from "../files/boundary.ts";
import { readRegular } from "../files/regular-file.ts";
import { CODEOWNERS_PATHS, type CodeOwners, parseCodeOwners } from "./codeowners.ts";
import { GitError } from "./git-error.ts";
import { readObjects } from "./read-objects.ts";
import { type Repository, repositoryPath, type TreeEntry } from "./repository.ts";

/** Source: GitHub, "About code owners": a larger file is not loaded. */
const MOST_BYTES = 3 * 1024 * 1024;

/**
 * The owners of files by their names in places. As on GitHub, the CODEOWNERS file of the base state applies; without
 * one, that of the working tree.
 *
 * @param tree of the base revision; absent: the working tree only
 */
export async function codeOwnersOf(
  repository: Repository,
  tree: readonly TreeEntry[] = [],
): Promise<(file: string) => readonly string[]> {
  const owners = (await inTree(repository, tree)) ?? onDisk(repository);
  return (file) => {
    try {
      return owners(repositoryPath(repository, file));
    } catch (error) {
      // CODEOWNERS does not cover files outside the repository.
      if (error instanceof GitError) return [];
      throw error;
    }
  };
}

async function inTree(repository: Repository, tree: readonly TreeEntry[]): Promise<CodeOwners | undefined> {
  for (const path of CODEOWNERS_PATHS) {
    const entry = tree.find((treeEntry) => treeEntry.path === path && treeEntry.kind === "file");
    if (entry === undefined) continue;
    for await (const [, bytes] of readObjects(repository.git, [entry.hash], () => path)) {
      return parseCodeOwners(bytes.toString("utf8"));
    }
  }
  return undefined;
}

function onDisk(repository: Repository): CodeOwners {
  const text = codeOwnersOnDisk(repository);
  return text === undefined ? () => [] : parseCodeOwners(text);
}

/** The CODEOWNERS text of the working tree. */
function codeOwnersOnDisk({ git: { place } }: Repository): string | undefined {
  for (const path of CODEOWNERS_PATHS) {
    try {
      if (placeOf(place.top, path) !== "inside") continue;
      return readRegular(join(place.top, path), MOST_BYTES).toString("utf8");
    } catch {
      // Missing or unreadable: as on GitHub, the next location is tried.
    }
  }
  return undefined;
}

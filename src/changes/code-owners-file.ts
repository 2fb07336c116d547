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
 * The owners of files by the names that places show. As on GitHub, those of the state that is compared with count; where
 * it has no CODEOWNERS file, those of the working tree.
 *
 * @param tree of the revision that is compared with; absent: the working tree alone
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
      // A scanned file outside the repository has no owner in it.
      if (error instanceof GitError) return [];
      throw error;
    }
  };
}

async function inTree(repository: Repository, tree: readonly TreeEntry[]): Promise<CodeOwners | undefined> {
  for (const path of CODEOWNERS_PATHS) {
    const entry = tree.find((each) => each.path === path && each.kind === "file");
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

/** The text of the file that counts in the working tree. */
function codeOwnersOnDisk({ git: { place } }: Repository): string | undefined {
  for (const path of CODEOWNERS_PATHS) {
    try {
      if (placeOf(place.top, path) !== "inside") continue;
      return readRegular(join(place.top, path), MOST_BYTES).toString("utf8");
    } catch {
      // Not there, or not readable: as on GitHub, the next place is looked at.
    }
  }
  return undefined;
}

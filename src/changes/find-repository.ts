import { lstatSync, readFileSync, readlinkSync, realpathSync, type Stats, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve, sep } from "node:path";
import { pathWithin, realPath } from "./file-paths.ts";
import { GitError } from "./git-error.ts";

/** Where a repository is. All paths are absolute and lead through no symbolic link. */
export interface RepositoryPlace {
  /** The folder that the working tree begins in. */
  readonly top: string;
  /** What belongs to this working tree alone: `HEAD`, the index. */
  readonly gitDir: string;
  /** What all its working trees share: objects, branches, the configuration. Mostly the same folder. */
  readonly commonDir: string;
  /** What has to belong to the user before the repository is trusted. */
  readonly owned: readonly string[];
}

/**
 * The way down to a folder from the root of the repository that it is in, with slashes and one at its end; "" for the
 * root itself, and undefined outside of any repository. Git is not asked.
 *
 * @param folder absolute
 */
export function folderInRepository(folder: string): string | undefined {
  const place = attempt(() => findRepository(folder));
  const way = place && pathWithin(place.top, realPath(folder));
  return way === "" || way === undefined ? way : `${way.split(sep).join("/")}/`;
}

type Environment = Readonly<Record<string, string | undefined>>;
type GitFolder = Pick<RepositoryPlace, "gitDir" | "commonDir" | "owned">;

/**
 * Finds the repository that a folder is in; undefined where there is none. Git is not asked: it would take any folder
 * with `HEAD`, `objects` and `refs` for a repository, although these can be committed like other files. Only `.git`
 * counts here, which git never checks out. As for git, `GIT_DIR` and `GIT_WORK_TREE` come first: hooks have them set.
 *
 * @param folder absolute
 */
export function findRepository(folder: string, env: Environment = process.env): RepositoryPlace | undefined {
  const start = realpathSync(folder);
  const found = discover(start, env);
  const { GIT_DIR: gitDir, GIT_WORK_TREE: workTree } = env;
  if (!gitDir && !workTree) return found;
  // Whoever names the repository trusts it.
  const named = gitDir ? { ...namedFolder(gitDir), owned: [] } : found;
  if (named === undefined) return undefined;
  const top = named.gitDir === found?.gitDir ? found.top : start;
  return { ...named, top: workTree ? realPath(resolve(workTree)) : top };
}

/** Walks up as git does: not into a ceiling, and not onto another file system. */
function discover(start: string, env: Environment): RepositoryPlace | undefined {
  const ceilings = (env.GIT_CEILING_DIRECTORIES ?? "").split(delimiter).filter(isAbsolute);
  const closed = new Set(ceilings.map(realPath));
  const crosses = /^(?:true|yes|on|1)$/i.test(env.GIT_DISCOVERY_ACROSS_FILESYSTEM ?? "");
  const device = statSync(start).dev;
  for (let folder = start; ; ) {
    const found = gitFolderAt(join(folder, ".git"));
    if (found !== undefined) return { ...found, top: folder, owned: [folder, ...found.owned] };
    const parent = dirname(folder);
    if (parent === folder || closed.has(parent)) return undefined;
    if (!crosses && statOf(parent)?.dev !== device) return undefined;
    folder = parent;
  }
}

function namedFolder(gitDir: string): GitFolder {
  const found = gitFolderAt(resolve(gitDir));
  if (found !== undefined) return found;
  throw new GitError(
    "not-a-repository",
    `GIT_DIR is "${gitDir}", which is not a git repository`,
    "Correct or unset the environment variable GIT_DIR.",
  );
}

/** What a `.git` is: the folder itself, or a file with its path, as linked working trees and submodules have it. */
function gitFolderAt(path: string): GitFolder | undefined {
  const stat = statOf(path);
  if (stat?.isDirectory()) return gitFolder(path);
  if (!stat?.isFile()) return undefined;
  const [, target] = /^gitdir: (.*[^\r\n])[\r\n]*$/s.exec(readSmallFile(path) ?? "") ?? [];
  const found = target === undefined ? undefined : gitFolder(resolve(dirname(path), target));
  if (found !== undefined) return { ...found, owned: [path, ...found.owned] };
  throw new GitError(
    "not-a-repository",
    `the file "${path}" does not lead to a git repository`,
    "Use `git worktree repair` after moving a linked working tree, or `git submodule update --init` for a submodule.",
  );
}

/** A folder that is what git writes: a `HEAD` that names a branch or a commit, and folders for objects and names. */
function gitFolder(path: string): GitFolder | undefined {
  const gitDir = attempt(() => realpathSync(path));
  if (gitDir === undefined || !isHead(join(gitDir, "HEAD"))) return undefined;
  const shared = readSmallFile(join(gitDir, "commondir"))?.replace(/[\r\n]+$/, "");
  const commonDir = shared === undefined ? gitDir : attempt(() => realpathSync(resolve(gitDir, shared)));
  if (commonDir === undefined) return undefined;
  const isWhole = ["objects", "refs"].every((name) => statOf(join(commonDir, name))?.isDirectory());
  return isWhole ? { gitDir, commonDir, owned: [gitDir] } : undefined;
}

function isHead(path: string): boolean {
  // Of old a symbolic link, to a branch that need not exist yet.
  if (attempt(() => lstatSync(path))?.isSymbolicLink()) {
    return attempt(() => readlinkSync(path))?.startsWith("refs/") ?? false;
  }
  return /^(?:ref:\s*refs\/|[0-9a-f]{40,64}\s*$)/.test(readSmallFile(path) ?? "");
}

const LARGEST = 1 << 20;

/** The text of a regular file; anything else could be endless. */
function readSmallFile(path: string): string | undefined {
  const stat = statOf(path);
  return stat?.isFile() && stat.size <= LARGEST ? attempt(() => readFileSync(path, "utf8")) : undefined;
}

function statOf(path: string): Stats | undefined {
  return attempt(() => statSync(path));
}

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

import { lstatSync, readFileSync, readlinkSync, realpathSync, type Stats, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve, sep } from "node:path";
import { pathWithin, realPath } from "./file-paths.ts";
import { GitError } from "./git-error.ts";

/** Location of a repository. All paths are absolute and without symbolic links. */
export interface RepositoryPlace {
  /** The root of the working tree. */
  readonly top: string;
  /** Data of this working tree only: `HEAD`, the index. */
  readonly gitDir: string;
  /** Data shared by all its working trees: objects, branches, configuration. Usually the same folder. */
  readonly commonDir: string;
  /** Must belong to the user, or the repository is not trusted. */
  readonly owned: readonly string[];
}

/**
 * The path from the root of its repository to a folder, with slashes and one at the end; "" for the root, undefined
 * outside a repository. Does not call git.
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
 * Finds the repository of a folder; undefined without one. Does not call git, which would accept any folder with
 * `HEAD`, `objects` and `refs`, and anybody can commit such a folder. Only `.git` counts, which git never checks out.
 * As in git, `GIT_DIR` and `GIT_WORK_TREE` take precedence, because hooks set them.
 *
 * @param folder absolute
 */
export function findRepository(folder: string, env: Environment = process.env): RepositoryPlace | undefined {
  const start = realpathSync(folder);
  const found = discover(start, env);
  const { GIT_DIR: gitDir, GIT_WORK_TREE: workTree } = env;
  if (!gitDir && !workTree) return found;
  // A repository set by the user is trusted.
  const named = gitDir ? { ...namedFolder(gitDir), owned: [] } : found;
  if (named === undefined) return undefined;
  const top = named.gitDir === found?.gitDir ? found.top : start;
  return { ...named, top: workTree ? realPath(resolve(workTree)) : top };
}

/** Walks up like git: not above a ceiling, and not to another file system. */
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

/** The target of `.git`: the folder itself, or the path in a file (linked working trees, submodules). */
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

/** A folder in git's format: a `HEAD` with a branch or a commit, and folders for objects and refs. */
function gitFolder(path: string): GitFolder | undefined {
  const gitDir = attempt(() => realpathSync(path));
  if (gitDir === undefined || !isHead(join(gitDir, "HEAD"))) return undefined;
  const shared = readSmallFile(join(gitDir, "commondir"))?.replace(/(?<![\r\n])[\r\n]+$/, "");
  const commonDir = shared === undefined ? gitDir : attempt(() => realpathSync(resolve(gitDir, shared)));
  if (commonDir === undefined) return undefined;
  const isWhole = ["objects", "refs"].every((name) => statOf(join(commonDir, name))?.isDirectory());
  return isWhole ? { gitDir, commonDir, owned: [gitDir] } : undefined;
}

function isHead(path: string): boolean {
  // In old repositories a symbolic link, to a branch that may not exist yet.
  if (attempt(() => lstatSync(path))?.isSymbolicLink()) {
    return attempt(() => readlinkSync(path))?.startsWith("refs/") ?? false;
  }
  return /^(?:ref:\s*refs\/|[0-9a-f]{40,64}\s*$)/.test(readSmallFile(path) ?? "");
}

const LARGEST = 1 << 20;

/** The text of a regular file; other files could be endless. */
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

import { realpathSync } from "node:fs";
import { posix, resolve, sep } from "node:path";
import { askGit, failure, type Git, nulFields, runGit } from "./git.ts";
import { GitError } from "./git-error.ts";

/** A git repository, as it is seen from the folder that an inventory's paths start from. */
export interface Repository {
  readonly git: Git;
  /** The folder's path inside the repository with a slash behind it, or "" for the repository's own folder. */
  readonly prefix: string;
  /** Absolute path of the repository's own folder. */
  readonly top: string;
  readonly isShallow: boolean;
}

/**
 * Opens the repository that a folder is in. Throws a GitError when there is none.
 *
 * @param folder absolute
 */
export async function openRepository(folder: string): Promise<Repository> {
  const git = { folder };
  const output = await askGit(git, [
    "rev-parse",
    "--is-bare-repository",
    "--is-shallow-repository",
    "--show-prefix",
    "--show-cdup",
  ]);
  const [bare, shallow, prefix = "", up = ""] = output.toString("utf8").split("\n");
  if (bare === "true") {
    throw new GitError(
      "not-a-repository",
      "this is a bare repository, which has no files to read",
      "Run this in a clone with a working tree.",
    );
  }
  // "../" counts from where the folder really is, wherever a link to it stands.
  return { git, prefix, top: resolve(realpathSync(folder), up), isShallow: shallow === "true" };
}

/**
 * The full name of the commit that a revision means (a branch, a tag, `HEAD~2`, an abbreviated name). Throws a GitError
 * that says what to do when there is none.
 */
export async function resolveRevision({ git, isShallow }: Repository, revision: string): Promise<string> {
  const unknown = () => {
    if (revision === "HEAD") {
      return new GitError(
        "unknown-revision",
        "there is no commit yet, so there is no earlier state to compare with",
        "Commit the flows first.",
      );
    }
    return new GitError(
      "unknown-revision",
      `git knows no revision "${revision}"`,
      isShallow
        ? "The clone is shallow and may lack it: `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`)."
        : "Check the spelling; `git branch --all` and `git tag` list what there is, `git fetch` brings more.",
    );
  };
  // Nothing that starts with "-" can be a revision, and older releases of git would take it for an option.
  if (revision === "" || revision.startsWith("-") || /[\0\n]/.test(revision)) throw unknown();
  const result = await runGit(git, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  const commit = result.stdout.toString("utf8").trim();
  if (result.code === 0 && /^[0-9a-f]{40,64}$/.test(commit)) return commit;
  if (/not a git repository|dubious ownership/i.test(result.stderr)) throw failure("rev-parse", result);
  throw unknown();
}

/** The newest commit that both commits come from. Throws a GitError when the clone does not hold one. */
export async function mergeBase(
  repository: Repository,
  a: string,
  b: string,
  names: readonly [string, string],
): Promise<string> {
  const result = await runGit(repository.git, ["merge-base", a, b]);
  const commit = result.stdout.toString("utf8").trim();
  if (result.code === 0 && commit !== "") return commit;
  if (result.code > 1) throw failure("merge-base", result);
  const [first, second] = names;
  if (repository.isShallow) {
    throw new GitError(
      "shallow",
      `the clone is shallow and does not reach the commit where "${first}" and "${second}" parted`,
      "Fetch the rest with `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`).",
    );
  }
  throw new GitError(
    "no-common-commit",
    `"${first}" and "${second}" have no commit in common`,
    `Compare them as they are: name both revisions.`,
  );
}

/**
 * Paths that count from the folder, as paths in the repository. Throws a GitError for one outside of it.
 */
export function repositoryPath({ prefix }: Repository, path: string): string {
  const slashed = sep === "/" ? path : path.split(sep).join("/");
  const joined = posix.normalize(posix.join("/", prefix)).slice(1);
  const full = posix.join(joined === "" ? "." : joined, slashed);
  const clean = full.replace(/\/+$/, "");
  if (clean === ".." || clean.startsWith("../") || posix.isAbsolute(slashed)) {
    throw new GitError(
      "outside-repository",
      `"${path}" lies outside the git repository, whose history says nothing about it`,
      "Name paths inside the repository, or run this in the other one.",
    );
  }
  return clean === "." ? "" : clean;
}

/** A path in the repository as it counts from the folder. */
export function shownPath({ prefix }: Repository, path: string): string {
  return prefix !== "" && path.startsWith(prefix)
    ? path.slice(prefix.length)
    : posix.relative(`/${prefix}`, `/${path}`);
}

export type EntryKind = "file" | "link" | "submodule";

/** One file of a revision or of the index. */
export interface TreeEntry {
  /** From the repository's own folder. */
  readonly path: string;
  readonly kind: EntryKind;
  /** The object's full name. */
  readonly hash: string;
}

/** The full names of the trees of commits, in their order. */
export async function treesOf({ git }: Repository, commits: readonly string[]): Promise<string[]> {
  const output = await askGit(git, ["rev-parse", ...commits.map((commit) => `${commit}^{tree}`)]);
  return output.toString("utf8").trimEnd().split("\n");
}

/** Every file of a tree or commit, by its full name, sorted as git does (by bytes). */
export async function listTree({ git }: Repository, tree: string): Promise<TreeEntry[]> {
  const output = await askGit(git, ["ls-tree", "-r", "-z", "--full-tree", tree]);
  // <mode> SP <type> SP <object> TAB <path>
  return nulFields(output).flatMap((line) => entry(/^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(line)));
}

/** Every file of the index, that is what the next commit will hold. Of a conflict, our side. */
export async function listIndex({ top }: Repository): Promise<TreeEntry[]> {
  // `ls-files` lists only what lies below the folder it runs in.
  const output = await askGit({ folder: top }, ["ls-files", "--stage", "-z", "--full-name"]);
  // <mode> SP <object> SP <stage> TAB <path>
  return nulFields(output).flatMap((line) => entry(/^(\d+) ([0-9a-f]+) [02]\t([\s\S]*)$/.exec(line)));
}

function entry(match: RegExpExecArray | null): TreeEntry[] {
  const [, mode = "", hash = "", path = ""] = match ?? [];
  if (match === null) return [];
  const kind = mode === "120000" ? "link" : mode === "160000" ? "submodule" : "file";
  return [{ path, kind, hash }];
}

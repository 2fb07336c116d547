import { realpathSync, statSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { checkTrust } from "./check-trust.ts";
import { pathWithin } from "./file-paths.ts";
import { findGit } from "./find-git.ts";
import { findRepository } from "./find-repository.ts";
import { askGit, failure, type Git, nulFields, runGit, type Setting } from "./git.ts";
import { GitError } from "./git-error.ts";
import { isOn, repositorySettings } from "./git-settings.ts";
import { checkGitVersion } from "./git-version.ts";
import { isPartialClone, layoutOf } from "./repository-layout.ts";

/** A git repository, as it is seen from the folder that an inventory's paths start from. */
export interface Repository {
  readonly git: Git;
  /** The folder's path inside the repository with a slash behind it, or "" for the repository's own folder. */
  readonly prefix: string;
  readonly isShallow: boolean;
  /** What its configuration says. It comes with the repository and may say anything. */
  readonly settings: readonly Setting[];
}

/**
 * Opens the repository that a folder is in. Throws a GitError when there is none, when it is not to be trusted or not
 * stored in a known way, and when git is missing or too old.
 *
 * @param folder absolute
 */
export async function openRepository(folder: string): Promise<Repository> {
  const place = findRepository(folder);
  const way = place && pathWithin(place.top, realpathSync(folder));
  if (place === undefined || way === undefined) {
    throw new GitError(
      "not-a-repository",
      "this folder is not in a git repository, so there is nothing to compare with",
      "Run this inside the repository of the flows.",
    );
  }
  // What takes configuration apart needs no layout.
  const git: Git = { program: findGit(place.top), place, layout: "sha1", isPartial: false };
  await checkTrust(git);
  const [settings] = await Promise.all([repositorySettings(git), checkGitVersion(git)]);
  const isLinked = place.gitDir !== place.commonDir;
  if (isOn(settings, "core.bare") && !isLinked && !process.env.GIT_WORK_TREE) {
    throw new GitError(
      "not-a-repository",
      "this is a bare repository without files",
      "Run this in a clone with a working tree.",
    );
  }
  return {
    git: { ...git, layout: layoutOf(settings), isPartial: isPartialClone(settings) },
    prefix: way === "" ? "" : `${way.split(sep).join("/")}/`,
    isShallow: statSync(join(place.commonDir, "shallow"), { throwIfNoEntry: false })?.isFile() ?? false,
    settings,
  };
}

/**
 * The full name of the commit that a revision means (a branch, a tag, `HEAD~2`, an abbreviated name). Throws a GitError
 * that says what to do when there is none.
 */
export async function resolveRevision(repository: Repository, revision: string): Promise<string> {
  const { git, isShallow, settings } = repository;
  const unknown = () => {
    if (revision === "HEAD") {
      return new GitError(
        "unknown-revision",
        "the repository has no commits, so there is nothing to compare with",
        "Commit the flows first.",
      );
    }
    return new GitError(
      "unknown-revision",
      `unknown git revision "${revision}"`,
      isShallow
        ? "The clone is shallow and may lack it: run `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`)."
        : "Check the spelling; see `git branch --all` and `git tag`, or run `git fetch`.",
    );
  };
  // Nothing that starts with "-" can be a revision, and older releases of git would take it for an option.
  if (revision === "" || revision.startsWith("-") || /[\0\n]/.test(revision)) throw unknown();
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const result = await runGit(git, args, {
    settings: revision.includes("@{") ? settings.filter(isTracking) : [],
  });
  const commit = result.stdout.toString("utf8").trim();
  if (result.code === 0 && /^[0-9a-f]{40,64}$/.test(commit)) return commit;
  // Whatever else git says is about the revision.
  if (/unknown repository extension|not a git repository/i.test(result.stderr)) {
    throw failure(git, "rev-parse", result);
  }
  throw unknown();
}

/** A setting that says which branch another one follows, for `main@{upstream}`. */
function isTracking({ key }: Setting): boolean {
  return /^(?:branch\..*\.(?:remote|merge|pushremote)|remote\..*\.(?:url|fetch|push)|remote\.pushdefault|push\.default)$/s.test(
    key,
  );
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
  if (result.code > 1) throw failure(repository.git, "merge-base", result);
  const [first, second] = names;
  if (repository.isShallow) {
    throw new GitError(
      "shallow",
      `the clone is shallow and does not contain the merge base of "${first}" and "${second}"`,
      "Fetch the rest with `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`).",
    );
  }
  throw new GitError(
    "no-common-commit",
    `"${first}" and "${second}" have no common commit`,
    `Compare them directly by giving both revisions.`,
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
      `"${path}" is outside the git repository, so it has no history there`,
      "Use paths inside the repository, or run this in the other repository.",
    );
  }
  return clean === "." ? "" : clean;
}

/** A path in the repository as it counts from the folder. */
export function shownPath({ prefix }: Repository, path: string): string {
  return path.startsWith(prefix) ? path.slice(prefix.length) : posix.relative(`/${prefix}`, `/${path}`);
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
export async function listIndex({ git }: Repository): Promise<TreeEntry[]> {
  const output = await askGit(git, ["ls-files", "--stage", "-z", "--full-name"]);
  // <mode> SP <object> SP <stage> TAB <path>
  return nulFields(output).flatMap((line) => entry(/^(\d+) ([0-9a-f]+) [02]\t([\s\S]*)$/.exec(line)));
}

function entry(match: RegExpExecArray | null): TreeEntry[] {
  const [, mode = "", hash = "", path = ""] = match ?? [];
  if (match === null) return [];
  const kind = mode === "120000" ? "link" : mode === "160000" ? "submodule" : "file";
  return [{ path, kind, hash }];
}

import { isUtf8 as isValidUtf8 } from "node:buffer";
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
import { isPartialClone, storageLayout } from "./repository-layout.ts";

/** A git repository, relative to the base folder of an inventory. */
export interface Repository {
  readonly git: Git;
  /** The folder's path inside the repository with a trailing slash, or "" for the root. */
  readonly prefix: string;
  readonly isShallow: boolean;
  /** Its configuration, which is not trusted. */
  readonly settings: readonly Setting[];
}

/**
 * Opens the repository of a folder. Throws a GitError for a missing, untrusted or unsupported repository, and for a
 * missing or outdated git.
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
  // Parsing a configuration needs no layout.
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
    git: { ...git, layout: storageLayout(settings), isPartial: isPartialClone(settings) },
    prefix: way === "" ? "" : `${way.split(sep).join("/")}/`,
    isShallow: statSync(join(place.commonDir, "shallow"), { throwIfNoEntry: false })?.isFile() ?? false,
    settings,
  };
}

/**
 * The full name of the commit of a revision (a branch, a tag, `HEAD~2`, an abbreviated name). Throws a GitError with a
 * remedy for an unknown one.
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
  // A text starting with "-" is not a revision, and older releases of git would parse it as an option.
  if (revision === "" || revision.startsWith("-") || /[\0\n]/.test(revision)) throw unknown();
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const result = await runGit(git, args, {
    settings: revision.includes("@{") ? settings.filter(isTracking) : [],
  });
  const commit = result.stdout.toString("utf8").trim();
  if (result.code === 0 && /^[0-9a-f]{40,64}$/.test(commit)) return commit;
  // All other messages of git concern the revision.
  if (/unknown repository extension|not a git repository/i.test(result.stderr)) {
    throw failure(git, "rev-parse", result);
  }
  throw unknown();
}

/** A setting with the upstream of a branch, for `main@{upstream}`. */
function isTracking({ key }: Setting): boolean {
  return /^(?:branch\..*\.(?:remote|merge|pushremote)|remote\..*\.(?:url|fetch|push)|remote\.pushdefault|push\.default)$/s.test(
    key,
  );
}

/** The merge base of two commits. Throws a GitError if the clone does not contain one. */
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

/** Converts paths relative to the folder to paths in the repository. Throws a GitError for one outside. */
export function repositoryPath({ prefix }: Repository, path: string): string {
  const slashed = sep === "/" ? path : path.split(sep).join("/");
  const joined = posix.normalize(posix.join("/", prefix)).slice(1);
  const full = posix.join(joined === "" ? "." : joined, slashed);
  const clean = full.replace(/(?<!\/)\/+$/, "");
  if (clean === ".." || clean.startsWith("../") || posix.isAbsolute(slashed)) {
    throw new GitError(
      "outside-repository",
      `"${path}" is outside the git repository, so it has no history there`,
      "Use paths inside the repository, or run this in the other repository.",
    );
  }
  return clean === "." ? "" : clean;
}

/** Converts a path in the repository to one relative to the folder. */
export function shownPath({ prefix }: Repository, path: string): string {
  return path.startsWith(prefix) ? path.slice(prefix.length) : posix.relative(`/${prefix}`, `/${path}`);
}

/** misnamed: the name is not UTF-8; the path shows its valid part. unreadable: on disk, but must not be read. */
export type EntryKind = "file" | "link" | "submodule" | "misnamed" | "unreadable";

/** One file of a revision, of the index or of the working tree. */
export interface SourceEntry {
  /** Relative to the repository. */
  readonly path: string;
  readonly kind: EntryKind;
  /** Full name of the object; absent for a file only on disk. */
  readonly hash?: string;
}

/** One file of a revision or of the index. */
export interface TreeEntry extends SourceEntry {
  readonly hash: string;
}

/** A record of the index. */
export interface IndexRecord extends TreeEntry {
  /** 0; in a conflict 1 for the common ancestor, 2 for ours, 3 for theirs. */
  readonly stage: number;
  /** Git uses only the index: outside a sparse checkout, or by `update-index`. */
  readonly isPassedOver: boolean;
}

/** The full names of the trees of commits, in their order. */
export async function treesOf({ git }: Repository, commits: readonly string[]): Promise<string[]> {
  const output = await askGit(git, ["rev-parse", ...commits.map((commit) => `${commit}^{tree}`)]);
  return output.toString("utf8").trimEnd().split("\n");
}

/** Every file of a tree or commit, sorted like git (by bytes). */
export async function listTree({ git }: Repository, tree: string): Promise<TreeEntry[]> {
  const output = await askGit(git, ["ls-tree", "-r", "-z", "--full-tree", tree]);
  // <mode> SP <type> SP <object> TAB <path>
  return decodedNames(output).flatMap(({ text, isUtf8 }) => {
    const match = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(text);
    const [, mode = "", hash = "", path = ""] = match ?? [];
    return match === null ? [] : [{ path, kind: isUtf8 ? kindOf(mode) : "misnamed", hash }];
  });
}

/** One file of a tree; undefined for a missing one. */
export async function entryAt(
  { git }: Repository,
  tree: string,
  path: string,
): Promise<TreeEntry | undefined> {
  const output = await askGit(git, ["ls-tree", "-z", "--full-tree", tree, "--", path]);
  const match = /^(\d+) blob ([0-9a-f]+)\t/.exec(nulFields(output)[0] ?? "");
  const [, mode = "", hash = ""] = match ?? [];
  return match === null ? undefined : { path, kind: kindOf(mode), hash };
}

/** Whether the index holds a file. */
export async function isTracked({ git }: Repository, path: string): Promise<boolean> {
  return (await askGit(git, ["ls-files", "-z", "--", path])).length > 0;
}

/** Every file of the index, the content of the next commit. In a conflict, our side. */
export async function listIndex(repository: Repository): Promise<TreeEntry[]> {
  const records = await indexRecords(repository);
  return records.filter(({ stage }) => stage === 0 || stage === 2);
}

/** All records of the index. */
export async function indexRecords(
  { git }: Repository,
  settings: readonly Setting[] = [],
): Promise<IndexRecord[]> {
  const output = await askGit(git, ["ls-files", "--stage", "-v", "-z", "--full-name"], { settings });
  // <tag> SP <mode> SP <object> SP <stage> TAB <path>
  return decodedNames(output).flatMap(({ text, isUtf8 }) => {
    const match = /^(\w) (\d+) ([0-9a-f]+) ([0-3])\t([\s\S]*)$/.exec(text);
    if (match === null) return [];
    const [, tag = "", mode = "", hash = "", stage, path = ""] = match;
    const kind = isUtf8 ? kindOf(mode) : "misnamed";
    return [{ path, kind, hash, stage: Number(stage), isPassedOver: /[Sa-z]/.test(tag) }];
  });
}

function kindOf(mode: string): EntryKind {
  return mode === "120000" ? "link" : mode === "160000" ? "submodule" : "file";
}

const REPLACED = "\uFFFD";

/** The fields of NUL-terminated output, and whether they are valid UTF-8. */
export function decodedNames(output: Buffer): { readonly text: string; readonly isUtf8: boolean }[] {
  const texts = nulFields(output);
  // A name may contain the replacement character itself.
  if (!texts.some((text) => text.includes(REPLACED))) return texts.map((text) => ({ text, isUtf8: true }));
  let at = 0;
  return texts.map((text) => {
    const end = output.indexOf(0, at);
    const isUtf8 = !text.includes(REPLACED) || isValidUtf8(output.subarray(at, end));
    at = end + 1;
    return { text, isUtf8 };
  });
}

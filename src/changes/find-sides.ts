import { AssetsError } from "../util/errors.ts";
import { mergeBase, type Repository, resolveRevision, treesOf } from "./repository.ts";

/** The two states of a comparison. */
export interface AskedSides {
  /**
   * None: the last commit and the working tree. One: the merge base with the last commit, and the working tree. Two:
   * both revisions; `a..b` is the same, `a...b` starts from their merge base.
   */
  readonly revisions: readonly string[];
  /** The index instead of the working tree. */
  readonly staged?: boolean;
}

/** A commit that a comparison reads. */
export interface RevisionSide {
  readonly where: "commit";
  readonly commit: string;
  /** Full name of its tree, whose contents never change. */
  readonly tree: string;
  readonly words: string;
}

export interface FoundSides {
  readonly before: RevisionSide;
  readonly after: RevisionSide | { readonly where: "index" | "disk"; readonly words: string };
}

/** A side for the user: `1a2b3c4d5e6f (merge base of main and HEAD)`, `the working tree`. */
export interface SideName {
  /** Full name; absent for the working tree and the index. */
  readonly commit?: string;
  readonly words: string;
}

export function sideNames({ before, after }: FoundSides): {
  readonly before: SideName;
  readonly after: SideName;
} {
  return {
    before: { commit: before.commit, words: before.words },
    after: after.where === "commit" ? { commit: after.commit, words: after.words } : { words: after.words },
  };
}

/** Finds the commits of revisions. Throws a GitError for an unknown one. */
export async function findSides(repository: Repository, asked: AskedSides): Promise<FoundSides> {
  const { before, after } = await findCommits(repository, asked);
  const commits = [before.commit, ...("commit" in after ? [after.commit] : [])];
  const [oldTree = "", newTree = ""] = await treesOf(repository, commits);
  return {
    before: { where: "commit", ...before, tree: oldTree },
    after: "commit" in after ? { where: "commit", ...after, tree: newTree } : after,
  };
}

interface Revision {
  readonly commit: string;
  readonly words: string;
}

type Now = Revision | { readonly where: "index" | "disk"; readonly words: string };

async function findCommits(
  repository: Repository,
  { revisions, staged = false }: AskedSides,
): Promise<{ before: Revision; after: Now }> {
  if (revisions.length > 2) {
    throw new AssetsError(`${revisions.length} revisions given, but at most two can be compared`);
  }
  const [first = "HEAD", second, parted] = splitRange(revisions);
  if (second !== undefined && staged) {
    throw new AssetsError("two revisions and --staged cannot be combined", {
      hint: "--staged compares one revision with the index.",
    });
  }
  if (second !== undefined) {
    const [a, b] = [await resolveRevision(repository, first), await resolveRevision(repository, second)];
    const after = { commit: b, words: named(b, second) };
    if (!parted) return { before: { commit: a, words: named(a, first) }, after };
    const base = await mergeBase(repository, a, b, [first, second]);
    return { before: { commit: base, words: named(base, `merge base of ${first} and ${second}`) }, after };
  }
  const after: Now = staged
    ? { where: "index", words: "the index" }
    : { where: "disk", words: "the working tree" };
  const commit = await resolveRevision(repository, first);
  if (revisions.length === 0) return { before: { commit, words: named(commit, first) }, after };
  const head = await resolveRevision(repository, "HEAD");
  const base = await mergeBase(repository, commit, head, [first, "HEAD"]);
  const words = base === commit ? first : `merge base of ${first} and HEAD`;
  return { before: { commit: base, words: named(base, words) }, after };
}

function splitRange(
  revisions: readonly string[],
): [first?: string | undefined, second?: string | undefined, parted?: boolean] {
  const [first, second] = revisions;
  if (first === undefined || second !== undefined) return [first, second, false];
  const at = first.indexOf("..");
  if (at < 0) return [first];
  const isParted = first.startsWith("...", at);
  return [first.slice(0, at) || "HEAD", first.slice(at + (isParted ? 3 : 2)) || "HEAD", isParted];
}

function named(commit: string, revision: string): string {
  const words = revision.replace(/\brefs\/(?:heads|remotes|tags)\//g, "");
  return commit.startsWith(words) ? commit.slice(0, 12) : `${commit.slice(0, 12)} (${words})`;
}

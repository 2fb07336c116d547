import { join } from "node:path";
import { readRegular } from "../files/regular-file.ts";
import { askGit, nulFields } from "./git.ts";
import type { Repository } from "./repository.ts";

export interface Commit {
  /** Full name. */
  readonly commit: string;
  readonly author: string;
  readonly email: string;
  /** Author date with offset: `2026-01-31T09:30:00+01:00`. */
  readonly date: string;
  readonly subject: string;
  /** The clone ends here: all files of this commit look new, but are not. */
  readonly isBoundary: boolean;
  readonly changes: readonly FileChange[];
}

/** One file in one commit, against its first parent. */
export interface FileChange {
  readonly before?: FileState;
  readonly after?: FileState;
}

export interface FileState {
  /** Relative to the repository. */
  readonly path: string;
  readonly hash: string;
}

const MARK = "\u0001commit";

/**
 * Every ancestor of a commit, oldest first, with its changed files. Renamed files are recognized by git's rules. A
 * merge changes only files that differ from all its parents.
 */
export async function listCommits(repository: Repository, commit: string): Promise<Commit[]> {
  const format = ["--format=tformat:", MARK, "%H", "%P", "%an", "%ae", "%aI", "%s", ""]
    .join("%x00")
    .replace("tformat:%x00", "tformat:");
  const output = await askGit(repository.git, [
    "log",
    "--date-order",
    "--reverse",
    "--raw",
    "-z",
    "-c",
    "--find-renames",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-color",
    "--no-decorate",
    "--no-mailmap",
    format,
    commit,
    "--",
  ]);
  return parseCommits(nulFields(output), boundaries(repository));
}

/** Fields of `git log --raw -z`: for each commit the mark, six fields, then entries of `:modes hashes status` and paths. */
function parseCommits(fields: readonly string[], boundaries: ReadonlySet<string>): Commit[] {
  const commits: Commit[] = [];
  let at = 0;
  const next = () => fields[at++] ?? "";
  while (at < fields.length) {
    if (next().replace(/^\n/, "") !== MARK) continue;
    const [commit, _parents, author, email, date, subject] = [next(), next(), next(), next(), next(), next()];
    const changes: FileChange[] = [];
    while (at < fields.length && (fields[at] ?? "").replace(/^\n/, "") !== MARK) {
      const entry = next().replace(/^\n/, "");
      if (!entry.startsWith(":")) continue;
      const change = fileChange(entry, next);
      if (change !== undefined) changes.push(change);
    }
    commits.push({ commit, author, email, date, subject, isBoundary: boundaries.has(commit), changes });
  }
  return commits;
}

/** `:<mode> <mode> <hash> <hash> <status>`, with one more colon, mode and hash for each further parent of a merge. */
function fileChange(entry: string, next: () => string): FileChange | undefined {
  const parents = /^:+/.exec(entry)?.[0].length ?? 1;
  const parts = entry.slice(parents).split(" ");
  const [oldMode = "", newMode = ""] = [parts[0], parts[parents]];
  const [oldHash = "", newHash = ""] = [parts[parents + 1], parts[2 * parents + 1]];
  const status = parts.at(-1) ?? "";
  const first = next();
  const moved = parents === 1 && /^[RC]/.test(status);
  const path = moved ? next() : first;
  const state = (mode: string, hash: string, name: string) =>
    isFile(mode) ? { path: name, hash } : undefined;
  const before = status.startsWith("C") ? undefined : state(oldMode, oldHash, moved ? first : path);
  const after = state(newMode, newHash, path);
  if (before === undefined && after === undefined) return undefined;
  return { ...(before && { before }), ...(after && { after }) };
}

/** Only regular files: no links, submodules or missing files. */
function isFile(mode: string): boolean {
  return mode.startsWith("100");
}

/** A commit takes 41 or 65 bytes. */
const MAX_SHALLOW_BYTES = 64 * 1024 * 1024;

/** The boundary commits of a shallow clone. */
function boundaries({ git, isShallow }: Repository): ReadonlySet<string> {
  if (!isShallow) return new Set();
  return new Set(
    readRegular(join(git.place.commonDir, "shallow"), MAX_SHALLOW_BYTES)
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== ""),
  );
}

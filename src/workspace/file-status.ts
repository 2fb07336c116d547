import type { FileCache } from "../cache/file-cache.ts";
import { type FileStat, isRacy, statAt } from "../cache/file-stat.ts";
import { readRegular } from "../files/regular-file.ts";
import { MAX_FILE_BYTES } from "../flows/decode.ts";
import { type DiscoverOptions, discover } from "../flows/discover.ts";
import type { Problem } from "../flows/problem.ts";
import { contentIdOf, type ObjectFormat } from "../util/content-id.ts";

/** A found file, with the facts known without parsing. */
export interface FileStatus {
  readonly path: string;
  readonly shownAs: string;
  /** Absent for a missing file, and if the content id is known from an earlier run. */
  readonly stat?: FileStat;
  /** Absent: only a read can determine it. */
  readonly contentId?: string;
}

export interface FoundFiles {
  readonly files: readonly FileStatus[];
  readonly problems: readonly Problem[];
  /** At or before the time of every stat. */
  readonly now: number;
}

/** Knowledge from earlier runs. */
type Statuses = Pick<FileCache, "isEmpty" | "provenId" | "statusOf" | "setStatus">;

export interface StatOptions extends DiscoverOptions {
  /** Files and folders, absolute or relative to the base. */
  readonly roots: readonly string[];
  /** Skip the stat of files without a cached status to compare with. */
  readonly onlyKnown?: boolean;
}

export interface StatusOptions {
  /** Read new files and files of another size for their content id. */
  readonly readAll?: boolean;
  /** Hash of the content ids; SHA-1 when absent. */
  readonly format?: ObjectFormat;
}

/**
 * Finds the files and takes the status of each. Reads a file only if its stat proves nothing.
 *
 * @throws AssetsError (exit code 2) for a missing root
 */
export function statFiles(options: StatOptions, cache?: Statuses): FoundFiles {
  const now = Date.now();
  const files: FileStatus[] = [];
  const problems: Problem[] = [];
  const isNew = options.onlyKnown && cache?.isEmpty() !== false;
  for (const found of discover(options.roots, options)) {
    if (found.kind === "problem") problems.push(found.problem);
    else if (isNew) files.push({ path: found.path, shownAs: found.shownAs });
    else files.push(statusOfFile(found.path, found.shownAs, {}, cache, now));
  }
  return { files, problems, now };
}

/** The status of a file; reads it only if its stat proves nothing. */
export function statusOfFile(
  path: string,
  shownAs: string,
  { readAll = false, format }: StatusOptions,
  cache: Statuses | undefined,
  now: number,
): FileStatus {
  const stat = statAt(path);
  if (stat === undefined) return { path, shownAs };
  const proven = cache?.provenId(shownAs, stat);
  if (proven !== undefined) return { path, shownAs, contentId: proven };
  if (cache === undefined && !readAll) return { path, shownAs, stat };
  const known = cache?.statusOf(shownAs);
  const mayBeSame = known?.stat.size === stat.size;
  if ((!mayBeSame && !readAll) || stat.size > MAX_FILE_BYTES) return { path, shownAs, stat };
  let contentId: string;
  try {
    contentId = contentIdOf(readRegular(path, MAX_FILE_BYTES), format);
  } catch {
    return { path, shownAs, stat };
  }
  cache?.setStatus(shownAs, { stat, racy: isRacy(stat, now), contentId });
  return { path, shownAs, stat, contentId };
}

import type { FileCache } from "../cache/file-cache.ts";
import { type FileStat, isRacy, statAt } from "../cache/file-stat.ts";
import { readRegular } from "../files/regular-file.ts";
import { MAX_FILE_BYTES } from "../flows/decode.ts";
import { type DiscoverOptions, discover } from "../flows/discover.ts";
import type { Problem } from "../flows/problem.ts";
import { contentIdOf, type ObjectFormat } from "../util/content-id.ts";

/** A file that was found, and what of it is known without parsing it. */
export interface FileStatus {
  readonly path: string;
  readonly shownAs: string;
  readonly stat: FileStat | undefined;
  /** Absent: not known without reading the file. */
  readonly contentId?: string;
}

export interface FoundFiles {
  readonly files: readonly FileStatus[];
  readonly problems: readonly Problem[];
  /** Not later than any stat was taken. */
  readonly now: number;
}

/** What earlier runs know. */
type Statuses = Pick<FileCache, "isEmpty" | "provenId" | "statusOf" | "setStatus">;

export interface StatOptions extends DiscoverOptions {
  /** Files and folders, absolute or relative to the base. */
  readonly roots: readonly string[];
  /** Read also the files that are new or have another size, for their content ids. */
  readonly readAll?: boolean;
  /** Leave out the stat of files as long as nothing is known to compare it with. */
  readonly onlyKnown?: boolean;
  /** Of the content ids; SHA-1 when absent. */
  readonly format?: ObjectFormat;
}

/**
 * Finds the files and takes the status of each. A file is read only where its stat proves nothing.
 *
 * @throws AssetsError (exit code 2) when a root does not exist
 */
export function statFiles(options: StatOptions, cache?: Statuses): FoundFiles {
  const now = Date.now();
  const files: FileStatus[] = [];
  const problems: Problem[] = [];
  const isNew = options.onlyKnown && cache?.isEmpty() !== false;
  for (const found of discover(options.roots, options)) {
    if (found.kind === "problem") problems.push(found.problem);
    else if (isNew) files.push({ path: found.path, shownAs: found.shownAs, stat: undefined });
    else files.push(statusOf(found.path, found.shownAs, options, cache, now));
  }
  return { files, problems, now };
}

function statusOf(
  path: string,
  shownAs: string,
  { readAll = false, format }: StatOptions,
  cache: Statuses | undefined,
  now: number,
): FileStatus {
  const stat = statAt(path);
  if (stat === undefined || (cache === undefined && !readAll)) return { path, shownAs, stat };
  const proven = cache?.provenId(shownAs, stat);
  if (proven !== undefined) return { path, shownAs, stat, contentId: proven };
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

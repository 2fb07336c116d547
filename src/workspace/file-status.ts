import { readFileSync } from "node:fs";
import { contentIdOf } from "../cache/content-id.ts";
import type { FileCache } from "../cache/file-cache.ts";
import { type DiscoverOptions, discover } from "../flows/discover.ts";
import type { Problem } from "../flows/problem.ts";
import { mayChangeUnseen, type Stamp, stampAt } from "../store/cache/stamp.ts";

/** A file that was found, and what of it is known without parsing it. */
export interface FileStatus {
  readonly path: string;
  readonly shownAs: string;
  readonly stat: Stamp | undefined;
  /** Absent: not known without reading the file. */
  readonly contentId?: string;
}

export interface FoundFiles {
  readonly files: readonly FileStatus[];
  readonly problems: readonly Problem[];
  /** Not later than any stat was taken. */
  readonly now: number;
}

/** Finds the files and takes the status of each. */
export function statFiles(
  roots: readonly string[],
  options: DiscoverOptions,
  cache: FileCache,
): FoundFiles {
  const now = Date.now();
  const files: FileStatus[] = [];
  const problems: Problem[] = [];
  for (const found of discover(roots, options)) {
    if (found.kind === "problem") problems.push(found.problem);
    else files.push(statusOf(found.path, found.shownAs, cache, now));
  }
  return { files, problems, now };
}

function statusOf(path: string, shownAs: string, cache: FileCache, now: number): FileStatus {
  const stat = stampAt(path);
  const proven = stat && cache.provenId(shownAs, stat);
  if (stat === undefined || proven !== undefined)
    return { path, shownAs, stat, ...(proven !== undefined && { contentId: proven }) };
  const known = cache.statusOf(shownAs);
  if (known === undefined || known.stat.size !== stat.size) return { path, shownAs, stat };
  try {
    const contentId = contentIdOf(readFileSync(path));
    if (contentId !== known.contentId) return { path, shownAs, stat };
    cache.setStatus(shownAs, { stat, racy: mayChangeUnseen(stat, now), contentId });
    return { path, shownAs, stat, contentId };
  } catch {
    return { path, shownAs, stat };
  }
}

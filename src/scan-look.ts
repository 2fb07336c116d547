import { readFileSync } from "node:fs";
import { discover } from "./flows/discover.ts";
import type { Problem } from "./flows/problem.ts";
import type { ScanOptions } from "./scan.ts";
import { type CachedFile, hashOf } from "./store/cache/cached-file.ts";
import { type Stamp, sameStamp, stampAt } from "./store/cache/stamp.ts";

/** A file that was found, and what of it is known without parsing it. */
export interface Looked {
  readonly path: string;
  readonly shownAs: string;
  readonly stamp: Stamp | undefined;
  /** Its position in the cache when its contents are the same. */
  readonly same?: number;
  readonly hash?: string;
}

export interface LookedAll {
  readonly files: readonly Looked[];
  readonly problems: readonly Problem[];
  /** Not later than any stamp was taken. */
  readonly now: number;
}

/**
 * Finds the files and tells which of them are known.
 *
 * @param known in the order in which `same` counts them
 * @param stamps of files that are not known are taken, too, unless only those of known ones are wanted
 */
export function look(
  options: ScanOptions,
  known: readonly CachedFile[] = [],
  { onlyKnown = false } = {},
): LookedAll {
  const now = Date.now();
  const positions = new Map<string, number>();
  for (const [index, file] of known.entries()) positions.set(file.name, index);
  const files: Looked[] = [];
  const problems: Problem[] = [];
  for (const found of discover(options.roots, options)) {
    if (found.kind === "problem") problems.push(found.problem);
    else {
      const index = positions.get(found.shownAs);
      const before = index === undefined ? undefined : known[index];
      files.push(
        before === undefined && onlyKnown
          ? { path: found.path, shownAs: found.shownAs, stamp: undefined }
          : lookAt(found.path, found.shownAs, before, index),
      );
    }
  }
  return { files, problems, now };
}

function lookAt(
  path: string,
  shownAs: string,
  before: CachedFile | undefined,
  index: number | undefined,
): Looked {
  const stamp = stampAt(path);
  if (index === undefined || before === undefined || stamp === undefined) return { path, shownAs, stamp };
  const same = { path, shownAs, stamp, same: index, hash: before.hash };
  if (!before.doubtful && sameStamp(stamp, before.stamp)) return same;
  if (stamp.size !== before.stamp.size) return { path, shownAs, stamp };
  const bytes = bytesOf(path);
  return bytes !== undefined && hashOf(bytes) === before.hash ? same : { path, shownAs, stamp };
}

/** Undefined where the file cannot be read. */
export function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

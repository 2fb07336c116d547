import { readFileSync } from "node:fs";
import { discover } from "./flows/discover.ts";
import type { Problem } from "./flows/problem.ts";
import type { ScanOptions } from "./scan.ts";
import { type FileCache, hashOf } from "./store/cache/file-cache.ts";
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

/** Finds the files and tells which of them the cache knows. */
export function look(options: ScanOptions, cache: FileCache | undefined): LookedAll {
  const now = Date.now();
  const known = new Map<string, number>();
  for (const [index, file] of (cache?.files ?? []).entries()) known.set(file.name, index);
  const files: Looked[] = [];
  const problems: Problem[] = [];
  for (const found of discover(options.roots, options)) {
    if (found.kind === "problem") problems.push(found.problem);
    else files.push(lookAt(found.path, found.shownAs, cache, known.get(found.shownAs)));
  }
  return { files, problems, now };
}

function lookAt(
  path: string,
  shownAs: string,
  cache: FileCache | undefined,
  index: number | undefined,
): Looked {
  const stamp = stampAt(path);
  const before = index === undefined ? undefined : cache?.files[index];
  if (index === undefined || before === undefined || stamp === undefined) return { path, shownAs, stamp };
  const same = { path, shownAs, stamp, same: index, hash: before.hash };
  if (!before.doubtful && sameStamp(stamp, before.stamp)) return same;
  if (stamp.size !== before.stamp.size) return { path, shownAs, stamp };
  const bytes = bytesOf(path);
  return bytes !== undefined && hashOf(bytes) === before.hash ? same : { path, shownAs, stamp };
}

export function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

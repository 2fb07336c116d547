import { readFileSync } from "node:fs";
import { discover } from "./flows/discover.ts";
import type { Problem } from "./flows/problem.ts";
import type { LintCache } from "./lint-cache.ts";
import type { ScanOptions } from "./scan-setup.ts";
import { hashOf } from "./store/cache/file-cache.ts";
import { type Stamp, sameStamp, stampAt } from "./store/cache/stamp.ts";

/** A file that was found, and what of it is known without parsing it. */
export interface LookedFile {
  readonly path: string;
  readonly shownAs: string;
  readonly stamp: Stamp | undefined;
  /** Its number in the cache when its contents are the same. */
  readonly entry?: number;
}

export interface LookedFiles {
  readonly files: readonly LookedFile[];
  readonly problems: readonly Problem[];
  /** Not later than any stamp was taken. */
  readonly now: number;
}

/** Finds the files and tells which of them the cache of the lint knows. */
export function lookForLint(options: ScanOptions, cache: LintCache | undefined): LookedFiles {
  const now = Date.now();
  const files: LookedFile[] = [];
  const problems: Problem[] = [];
  for (const found of discover(options.roots, options)) {
    if (found.kind === "problem") {
      problems.push(found.problem);
      continue;
    }
    const { path, shownAs } = found;
    const stamp = stampAt(path);
    const entry = cache?.entryOf(shownAs);
    const isKnown =
      cache !== undefined && entry !== undefined && stamp !== undefined && isSame(cache, entry, path, stamp);
    files.push(isKnown ? { path, shownAs, stamp, entry } : { path, shownAs, stamp });
  }
  return { files, problems, now };
}

/** By the stamp, and where that proves nothing, by the contents. */
function isSame(cache: LintCache, entry: number, path: string, stamp: Stamp): boolean {
  const before = cache.stampOf(entry);
  if (!cache.isDoubtful(entry) && sameStamp(stamp, before)) return true;
  if (stamp.size !== before.size) return false;
  const bytes = bytesOf(path);
  return bytes !== undefined && hashOf(bytes) === cache.hashOf(entry);
}

/** Undefined where the file cannot be read. */
export function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

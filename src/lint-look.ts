import { discover } from "./flows/discover.ts";
import type { Problem } from "./flows/problem.ts";
import type { LintCache } from "./lint-cache.ts";
import { bytesOf } from "./scan-look.ts";
import type { ScanOptions } from "./scan-setup.ts";
import { hashOf } from "./store/cache/cached-file.ts";
import { mayChangeUnseen, type Stamp, stampAt } from "./store/cache/stamp.ts";

/** A file that was found, and what of it is known without parsing it. */
export interface LookedFile {
  readonly path: string;
  readonly shownAs: string;
  readonly stamp: Stamp | undefined;
  /** Its number in the cache when its contents are the same. */
  readonly entry?: number;
  /** Its stamp proves that from now on, and the one in the cache does not. */
  readonly renew?: true;
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
    files.push(lookAt(path, shownAs, cache, now));
  }
  return { files, problems, now };
}

function lookAt(path: string, shownAs: string, cache: LintCache | undefined, now: number): LookedFile {
  const stamp = stampAt(path);
  const entry = cache?.entryOf(shownAs);
  if (cache === undefined || entry === undefined || stamp === undefined) return { path, shownAs, stamp };
  if (cache.isProof(entry, stamp)) return { path, shownAs, stamp, entry };
  if (stamp.size !== cache.stampOf(entry).size) return { path, shownAs, stamp };
  const bytes = bytesOf(path);
  if (bytes === undefined || hashOf(bytes) !== cache.hashOf(entry)) return { path, shownAs, stamp };
  return { path, shownAs, stamp, entry, ...(!mayChangeUnseen(stamp, now) && { renew: true }) };
}

import { join, resolve } from "node:path";
import { openCacheFolder } from "../cache/cache-folder.ts";
import { placeOf } from "../files/boundary.ts";
import { readRegular } from "../files/regular-file.ts";
import { writeAtomically } from "../store/atomic-write.ts";
import { AssetsError } from "../util/errors.ts";
import type { Project } from "./project.ts";

/** Records the scanned folders outside the working tree. The store alone is not trusted for these. */
export function rememberRoots({ config, folder, environment }: Project, paths: readonly string[]): void {
  const outside = paths.map((path) => resolve(folder, path)).filter((path) => isOutside(config.folder, path));
  const place = outside.length === 0 ? undefined : openCacheFolder(config.folder, environment);
  if (place === undefined) return;
  try {
    const known = new Set([...readRoots(place.folder), ...outside]);
    writeAtomically(join(place.folder, FILE), JSON.stringify([...known]));
  } catch {
    // The next scan with these paths records them again.
  }
}

/**
 * Checks the roots in a store, which the author of the repository controls. Throws an AssetsError (exit code 2) for a
 * root outside the working tree without an earlier scan by the user.
 */
export function checkStoredRoots({ config, environment, store }: Project, roots: readonly string[]): void {
  const outside = roots.filter((root) => isOutside(config.folder, root));
  if (outside.length === 0) return;
  const place = openCacheFolder(config.folder, environment);
  const known = new Set(place && readRoots(place.folder));
  const unknown = outside.find((root) => !known.has(resolve(config.folder, root)));
  if (unknown === undefined) return;
  throw new AssetsError(`the inventory "${store.shown}" refers to "${unknown}", outside the working tree`, {
    hint: "Run `assets scan <paths>` with your folders.",
  });
}

const FILE = "outside-roots.json";
const MOST_BYTES = 1024 * 1024;

function isOutside(folder: string, root: string): boolean {
  return placeOf(folder, root) === "outside";
}

function readRoots(cache: string): readonly string[] {
  try {
    return JSON.parse(readRegular(join(cache, FILE), MOST_BYTES).toString("utf8")) as readonly string[];
  } catch {
    return [];
  }
}

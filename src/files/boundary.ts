import { realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** The folder of the git repository that a folder is in, or itself. */
export function workingTreeOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (exists(join(at, ".git"))) return at;
    if (dirname(at) === at) return folder;
  }
}

/**
 * Where a path is, seen from the working tree of a folder. `leads-out`: it is named inside, and a link takes it
 * outside.
 *
 * @param base absolute
 * @param path absolute, or relative to the base; it need not exist
 */
export function placeOf(base: string, path: string): "inside" | "outside" | "leads-out" {
  const real = realPathOf(base);
  const root = workingTreeOf(real);
  if (!isWithin(resolve(real, relative(base, resolve(base, path))), root)) return "outside";
  return isWithin(realPathOf(resolve(base, path)), root) ? "inside" : "leads-out";
}

/** The real path of a possibly missing file. */
export function realPathOf(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    if (exists(at)) return join(realpathSync(at), relative(at, path));
    if (dirname(at) === at) return path;
  }
}

/** An inaccessible path counts as absent; opening it reports the reason. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

import { realpathSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";

/** Where a path leads through symbolic links; the path itself where nothing is there. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The way from a folder down to a path, "" for itself; undefined where the path lies outside. Both are absolute. */
export function pathWithin(folder: string, path: string): string | undefined {
  const way = relative(folder, path);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way;
}

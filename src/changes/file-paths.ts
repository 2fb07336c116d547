import { realpathSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";

/** The target of a path behind symbolic links; the path itself if nothing exists there. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The relative path from a folder to a path below, "" for itself; undefined outside. Both are absolute. */
export function pathWithin(folder: string, path: string): string | undefined {
  const way = relative(folder, path);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way;
}

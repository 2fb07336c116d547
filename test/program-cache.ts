import { openCacheFolder } from "../src/cache/cache-folder.ts";

/** The folder of the program's cache for a folder of flows; see cache-folder.ts. */
export function programCache(folder: string): string {
  const place = openCacheFolder(folder, process.env);
  if (place === undefined) throw new Error("the tests have no cache folder");
  return place.folder;
}

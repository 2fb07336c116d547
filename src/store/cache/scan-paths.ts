import { basename, join } from "node:path";
import { shortHash } from "../../util/short-hash.ts";
import { cacheFolder } from "./cache-folder.ts";

/** Where what is kept of the scans for one store is. */
export interface ScanPaths {
  readonly folder: string;
  /** The files as they were read. */
  readonly manifest: string;
  /** What an update needs. */
  readonly state: string;
  /** What a query needs. */
  readonly index: string;
  /** The records line by line as JSON: the store itself, or a file beside it where the store is Ion. */
  readonly records: string;
}

/**
 * @param base the folder that the paths in the store are relative to
 * @param store the path of the store
 */
export function scanPaths(base: string, store: string): ScanPaths {
  const folder = cacheFolder(base);
  const name = `${basename(store).slice(0, 60)}-${shortHash(store)}`;
  const path = (end: string) => join(folder, `${name}.${end}`);
  return {
    folder,
    manifest: path("manifest"),
    state: path("state"),
    index: path("index"),
    records: isIon(store) ? path("records.json") : store,
  };
}

export function isIon(store: string): boolean {
  return store.toLowerCase().endsWith(".ion");
}

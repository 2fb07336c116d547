import { resolve } from "node:path";
import { slashedPath } from "../util/slashed-path.ts";

/** A file or folder that the user named, or will be told about. */
export interface FilePath {
  /** Absolute. */
  readonly path: string;
  /** As messages show it: relative to the current folder, or as the user wrote it. */
  readonly shown: string;
}

/** A path from the current folder, in the form of the places of an inventory: relative to its folder, with slashes. */
export function pathInInventory(folder: string, inventoryFolder: string, path: string): string {
  return slashedPath(inventoryFolder, resolve(folder, path));
}

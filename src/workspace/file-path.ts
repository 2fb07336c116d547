import { resolve } from "node:path";
import { slashedPath } from "../util/slashed-path.ts";

/** A path for the user, from input or for a message. */
export interface FilePath {
  /** Absolute. */
  readonly path: string;
  /** For messages: relative to the current folder, or as entered. */
  readonly shown: string;
}

/** A path relative to the folder of an inventory, with slashes, as in its places. */
export function pathInInventory(folder: string, inventoryFolder: string, path: string): string {
  return slashedPath(inventoryFolder, resolve(folder, path));
}

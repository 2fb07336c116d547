import { systemErrorReason } from "../errors.ts";
import type { Inventory } from "../inventory/model.ts";
import { writeAtomically } from "./atomic-write.ts";
import { formatOf } from "./format.ts";
import { StoreError } from "./store-error.ts";

/** The exact content of a store at this path. The format follows the end of the name. */
export function serializeStore(inventory: Inventory, path: string): string {
  return formatOf(path).serialize(inventory);
}

/**
 * Writes a store, whole or not at all.
 *
 * @param path where it goes
 * @param text from `serializeStore`
 * @param shown how messages name it
 * Throws a StoreError when it cannot be written; an old store is then as it was.
 */
export function writeStore(path: string, text: string, shown: string = path): void {
  try {
    writeAtomically(path, text);
  } catch (error) {
    throw new StoreError(
      "unwritable",
      `the store "${shown}" cannot be written: ${systemErrorReason(error)}`,
      {
        cause: error,
        hint: "Check the folder and its permissions, or name another file with --store.",
      },
    );
  }
}

import { readRegular } from "../files/regular-file.ts";
import type { Inventory } from "../model/model.ts";
import { systemErrorCode, systemErrorReason } from "../util/errors.ts";
import { checkShape } from "./check-shape.ts";
import { formatOf } from "./format.ts";
import { StoreError } from "./store-error.ts";

/** Maximum length of a string, in bytes. */
const MOST_BYTES = 512 * 1024 * 1024 - 24;

/** A store on disk. */
export interface StoredInventory {
  readonly inventory: Inventory;
  /** The exact content of the file, for comparison with a new scan. */
  readonly text: string;
}

/**
 * Reads a store.
 *
 * @param path where it is
 * @param shown how messages name it
 * Throws a StoreError: missing, unreadable, damaged (not JSON or Ion), foreign (no inventory), newer or older.
 */
export function readStore(path: string, shown: string = path): StoredInventory {
  const text = readText(path, shown);
  const format = formatOf(path);
  let value: unknown;
  try {
    value = format.parse(text);
  } catch (error) {
    throw new StoreError(
      "damaged",
      `the inventory "${shown}" is ${text.trim() === "" ? "empty" : `not complete ${format.name}`}: truncated or not an inventory`,
      { cause: error, hint: "Recreate it with `assets scan <paths>`." },
    );
  }
  return { inventory: checkShape(value, shown), text };
}

function readText(path: string, shown: string): string {
  try {
    return readRegular(path, MOST_BYTES).toString("utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      throw new StoreError("missing", `no inventory at "${shown}"`, {
        cause: error,
        hint: "Run `assets scan <paths>` first to create it.",
        exitCode: 3,
      });
    }
    throw new StoreError(
      "unreadable",
      `the inventory "${shown}" cannot be read: ${systemErrorReason(error)}`,
      {
        cause: error,
        hint: "Check the path and its permissions, or choose another file with --store.",
      },
    );
  }
}

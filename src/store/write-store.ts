import { firstBytes } from "../files/regular-file.ts";
import type { Inventory } from "../model/model.ts";
import { systemErrorReason } from "../util/errors.ts";
import { type WrittenFile, writeAtomically, writeInSteps } from "./atomic-write.ts";
import { formatOf } from "./format.ts";
import { StoreError } from "./store-error.ts";

/** The exact content of a store at this path. The format follows the end of the name. */
export function serializeStore(inventory: Inventory, path: string): string {
  return formatOf(path).serialize(inventory);
}

/**
 * Writes a store atomically.
 *
 * @param path of the store
 * @param content from `serializeStore`, or the same bytes in blocks
 * @param shown name in messages
 * @returns identity of the written file. Throws a StoreError for a failed write; an old store is then unchanged.
 */
export function writeStore(
  path: string,
  content: string | Iterable<Uint8Array>,
  shown: string = path,
): WrittenFile {
  checkReplaced(path, shown);
  try {
    return writeAtomically(path, content);
  } catch (error) {
    throw unwritable(shown, error);
  }
}

/** The same, interruptible between steps. @param meanwhile see `writeInSteps` */
export async function writeStoreInSteps(
  path: string,
  content: Iterable<Uint8Array>,
  shown: string,
  meanwhile: () => unknown,
): Promise<WrittenFile> {
  checkReplaced(path, shown);
  try {
    return await writeInSteps(path, content, meanwhile);
  } catch (error) {
    throw unwritable(shown, error);
  }
}

/** The beginning of a store, without spaces, quotes and the number of its version. */
const BEGIN = "{version:,tenant:";
/** All of an inventory without fields. */
const EMPTY = "{version:}";

/** A store replaces only another store, complete or truncated. Throws a StoreError. */
function checkReplaced(path: string, shown: string): void {
  let begin: string;
  try {
    begin = firstBytes(path, 64).toString("utf8");
  } catch {
    // Missing or unreadable: the write gives the reason.
    return;
  }
  const bare = begin.replace(/[\s"]/g, "").replace(/^(\{version:)\d+/, "$1");
  if (bare.startsWith(BEGIN) || BEGIN.startsWith(bare) || bare === EMPTY) return;
  throw new StoreError("unwritable", `"${shown}" is not an inventory and is not replaced`, {
    hint: "Choose another file with --store, or remove this one.",
  });
}

function unwritable(shown: string, error: unknown): StoreError {
  return new StoreError(
    "unwritable",
    `the inventory "${shown}" cannot be written: ${systemErrorReason(error)}`,
    {
      cause: error,
      hint: "Check the folder and its permissions, or choose another file with --store.",
    },
  );
}

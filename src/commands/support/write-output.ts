import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { writeAtomically } from "../../store/atomic-write.ts";
import { AssetsError, systemErrorReason } from "../../util/errors.ts";

export interface FilePath {
  readonly path: string;
  /** As the user sees it. */
  readonly shown: string;
}

/**
 * Writes a file that the user asked for, whole or not at all: it can be one of their flows. Throws an AssetsError (exit
 * code 2) where it cannot be written.
 */
export function writeOutput({ path, shown }: FilePath, text: string): void {
  try {
    // A missing folder is more often a mistake than wanted, and what is no file cannot be replaced.
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? existsSync(dirname(path));
    if (!isFile) writeFileSync(path, text);
    else {
      // A file that is read-only stays as it is, though another could take its place.
      if (existsSync(path)) accessSync(path, constants.W_OK);
      writeAtomically(path, text);
    }
  } catch (error) {
    throw new AssetsError(`"${shown}" cannot be written: ${systemErrorReason(error)}`, {
      hint: "Check the path, that its folder exists, and that you may write there.",
      cause: error,
    });
  }
}

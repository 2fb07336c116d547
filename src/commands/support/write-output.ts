import { writeFileSync } from "node:fs";
import { AssetsError, systemErrorReason } from "../../errors.ts";

export interface FilePath {
  readonly path: string;
  /** As the user sees it. */
  readonly shown: string;
}

/** Writes a file that the user asked for. Throws an AssetsError (exit code 2) where it cannot be written. */
export function writeOutput({ path, shown }: FilePath, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new AssetsError(`"${shown}" cannot be written: ${systemErrorReason(error)}`, {
      hint: "Check the path, that its folder exists, and that you may write there.",
      cause: error,
    });
  }
}

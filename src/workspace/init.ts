import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { folderInRepository } from "../changes/find-repository.ts";
import { placeOf } from "../files/boundary.ts";
import { AssetsError, systemErrorReason } from "../util/errors.ts";
import { type StarterFile, type StarterOptions, starterFiles } from "./starter/starter-files.ts";

/** A file that `init` wrote, kept or skipped. */
export interface InitializedFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly state: "written" | "kept" | "skipped";
  /** Lines to add by hand to a kept file, or the reason for a skipped one. */
  readonly advice?: string;
}

/**
 * Writes a configuration in a folder, and a hook and a CI job at the root of its repository. Existing files are kept.
 * Throws an AssetsError if a file cannot be written or `from` is invalid.
 */
export function writeStarterFiles(folder: string, options: StarterOptions = {}): readonly InitializedFile[] {
  return starterFiles(folder, folderInRepository(folder), options).map((file) => write(file, folder));
}

function write(file: StarterFile, folder: string): InitializedFile {
  const path = relative(folder, file.path);
  if (existsSync(file.path)) return { path, state: "kept", ...(file.advice && { advice: file.advice }) };
  if ("reason" in file) return { path, state: "skipped", advice: `  ${file.reason}` };
  if (placeOf(folder, file.path) !== "inside") {
    return { path, state: "skipped", advice: "  a link leads out of the working tree" };
  }
  const text = file.text();
  try {
    mkdirSync(dirname(file.path), { recursive: true });
    // "wx" also protects a file created at this moment.
    writeFileSync(file.path, text, { flag: "wx" });
  } catch (error) {
    throw new AssetsError(`"${path}" cannot be written: ${systemErrorReason(error)}`, {
      hint: "Check the permissions of the folder.",
      cause: error,
    });
  }
  return { path, state: "written" };
}

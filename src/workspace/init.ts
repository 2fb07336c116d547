import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathWithin, realPath } from "../changes/file-paths.ts";
import { folderInRepository } from "../changes/find-repository.ts";
import { AssetsError, systemErrorReason } from "../util/errors.ts";
import { type StarterFile, type StarterOptions, starterFiles } from "./starter/starter-files.ts";

/** A file that `init` wrote, found and left as it is, or did not write. */
export interface InitializedFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly state: "written" | "kept" | "skipped";
  /** What to add by hand to a file that was kept, or why one was skipped. */
  readonly advice?: string;
}

/**
 * Writes a configuration in a folder, and a hook and a CI job at the root of its repository; existing files stay as they
 * are. Throws an AssetsError when a file cannot be written, or `from` names no source.
 */
export function writeStarterFiles(folder: string, options: StarterOptions = {}): readonly InitializedFile[] {
  const prefix = folderInRepository(folder);
  const root = join(
    folder,
    ...(prefix ?? "")
      .split("/")
      .slice(1)
      .map(() => ".."),
  );
  return starterFiles(folder, prefix, options).map((file) => write(file, folder, root));
}

function write(file: StarterFile, folder: string, root: string): InitializedFile {
  const path = relative(folder, file.path);
  const advice = file.advice === undefined ? {} : { advice: file.advice };
  if (existsSync(file.path)) return { path, state: "kept", ...advice };
  if ("reason" in file) return { path, state: "skipped", advice: `  ${file.reason}` };
  const target = realPath(firstExisting(dirname(file.path)));
  if (pathWithin(realPath(root), target) === undefined) {
    return { path, state: "skipped", advice: "  a symbolic link leads out of the repository" };
  }
  const text = file.text();
  try {
    mkdirSync(dirname(file.path), { recursive: true });
    // "wx": also a file that appears at this moment is not overwritten.
    writeFileSync(file.path, text, { flag: "wx" });
  } catch (error) {
    throw new AssetsError(`"${path}" cannot be written: ${systemErrorReason(error)}`, {
      hint: "Check the permissions of the folder.",
      cause: error,
    });
  }
  return { path, state: "written" };
}

function firstExisting(folder: string): string {
  return existsSync(folder) ? folder : firstExisting(dirname(folder));
}

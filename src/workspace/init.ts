import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AssetsError, systemErrorReason } from "../util/errors.ts";
import { checkLink } from "./check-paths.ts";
import { starterFiles } from "./starter-files.ts";

/** A file that `init` wrote, or found and left as it is. */
export interface InitializedFile {
  readonly path: string;
  readonly state: "written" | "kept";
  /** What to add by hand to a file that was kept. */
  readonly advice?: string;
}

/** Writes a configuration, a hook and a CI workflow in a folder; existing files stay as they are. */
export function writeStarterFiles(folder: string): readonly InitializedFile[] {
  return starterFiles(folder).map(({ path, text, advice }) => {
    const target = join(folder, path);
    checkLink(folder, { path: target, shown: path });
    if (existsSync(target)) return { path, state: "kept", ...(advice !== undefined && { advice }) };
    try {
      mkdirSync(dirname(target), { recursive: true });
      // "wx": also a file that appears at this moment is not overwritten.
      writeFileSync(target, text, { flag: "wx" });
    } catch (error) {
      throw new AssetsError(`"${path}" cannot be written: ${systemErrorReason(error)}`, {
        hint: "Check the permissions of the folder.",
        cause: error,
      });
    }
    return { path, state: "written" };
  });
}

import { lstatSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { isWithin, placeOf } from "../files/boundary.ts";
import { isTerraform } from "../flows/terraform.ts";
import type { LoadedFile } from "./flow-files.ts";

/** Files that must not be edited, with the reason. */
export function uneditableFiles(base: string, files: readonly LoadedFile[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap((file) => {
      const problem = problemOf(base, file);
      return problem === undefined ? [] : [[file.name, problem] as const];
    }),
  );
}

function problemOf(base: string, { path, name }: LoadedFile): string | undefined {
  if (isTerraform(name)) return "flows in Terraform files are not edited";
  if (placeOf(base, path) !== "inside") return "the file is outside the working tree";
  if (isThroughLink(base, path)) return "the file is a link or in a linked folder";
  return undefined;
}

/** Whether a file or one of its folders below the base is a link. */
function isThroughLink(base: string, path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // A text of an editor need not have a file.
  if (stats === undefined) return false;
  if (stats.isSymbolicLink()) return true;
  return isWithin(path, base) && realpathSync(path) !== join(realpathSync(base), relative(base, path));
}

import * as path from "node:path";

/** The functions of `node:path` for one system. */
export type PathSystem = Pick<typeof path, "relative" | "sep">;

/** A path from a folder, as places show it on every system: relative, with slashes; "." for the folder itself. */
export function slashedPath(folder: string, file: string, system: PathSystem = path): string {
  const name = system.relative(folder, file);
  if (name === "") return ".";
  return system.sep === "/" ? name : name.split(system.sep).join("/");
}

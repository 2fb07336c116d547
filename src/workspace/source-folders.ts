import { createHash } from "node:crypto";

/** The folders that contain SQL files and programs, directly or below. Each ends with a slash; the outermost is empty. */
export interface SourceFolders {
  /**
   * Where the files named by flows in a folder are, in order of precedence: in the folder itself and below, then in the
   * folders of namespace files there and in each folder above.
   */
  readonly rootsOf: (folder: string) => readonly string[];
  /** A hash of the names and contents of all of them in one of these folders and below. */
  readonly hashOf: (folder: string) => string | undefined;
}

/** Folders that Kestra's git tasks take namespace files from. */
const NAMESPACE_FILES = ["_files", "files"];

/**
 * In time linear in the number of folders, which may be thousands of levels deep.
 *
 * @param files path and content of each file
 */
export function sourceFolders(files: readonly (readonly [path: string, contentId: string])[]): SourceFolders {
  const contents = new Map<string, string[]>();
  const folderAt = (folder: string): string[] => {
    const known = contents.get(folder);
    if (known !== undefined) return known;
    const made: string[] = [];
    contents.set(folder, made);
    if (folder !== "") folderAt(above(folder));
    return made;
  };
  for (const [path, contentId] of files)
    folderAt(path.slice(0, path.lastIndexOf("/") + 1)).push(JSON.stringify([path, contentId]));

  const hashes = new Map<string, string>();
  // The deepest first: a folder's hash covers the hashes of the folders in it.
  for (const folder of [...contents.keys()].sort((a, b) => b.length - a.length)) {
    const inside = contents.get(folder) ?? [];
    const hash = createHash("sha256").update(inside.sort().join("\n")).digest("hex");
    hashes.set(folder, hash);
    if (folder !== "") contents.get(above(folder))?.push(JSON.stringify([folder, hash]));
  }

  const namespaceRoots = new Map<string, readonly string[]>();
  const namespaceRootsOf = (folder: string): readonly string[] => {
    const known = namespaceRoots.get(folder);
    if (known !== undefined) return known;
    const own = NAMESPACE_FILES.map((name) => `${folder}${name}/`).filter((root) => hashes.has(root));
    const outer = folder === "" ? [] : namespaceRootsOf(above(folder));
    const roots = own.length === 0 ? outer : [...own, ...outer];
    namespaceRoots.set(folder, roots);
    return roots;
  };
  return {
    rootsOf: (folder) => [...(hashes.has(folder) ? [folder] : []), ...namespaceRootsOf(folder)],
    hashOf: (folder) => hashes.get(folder),
  };
}

function above(folder: string): string {
  return folder.slice(0, folder.slice(0, -1).lastIndexOf("/") + 1);
}

import { createHash } from "node:crypto";
import type { FileCache } from "../cache/file-cache.ts";
import { statAt } from "../cache/file-stat.ts";
import type { ReadOptions } from "../infer/index.ts";
import type { FileEnvironment } from "./file-environment.ts";
import { statusOfFile } from "./file-status.ts";
import type { RepositoryFile, RepositoryFiles } from "./read/repository-files.ts";
import { sourceFolders } from "./source-folders.ts";

/** The files that a scan found besides flows. */
export interface FoundRepositoryFiles {
  readonly sources: readonly RepositoryFile[];
  readonly manifests: readonly RepositoryFile[];
  readonly areConfigured?: true;
}

/**
 * The environment of each flow file: the SQL files and programs that its flows can name, and the manifests of dbt. Undefined where
 * there are none.
 *
 * @param now not later than any stat
 */
export function repositoryEnvironments(
  found: FoundRepositoryFiles,
  resolving: ReadOptions,
  cache: FileCache | undefined,
  now: number,
): (file: string) => FileEnvironment | undefined {
  const { manifests } = found;
  if (found.sources.length + manifests.length === 0) return () => undefined;
  const contentIdOf = ({ path, shownAs }: RepositoryFile) =>
    statusOfFile(path, shownAs, { readAll: true }, cache, now).contentId ??
    JSON.stringify(statAt(path) ?? "");
  const folders = sourceFolders(found.sources.map((file) => [file.shownAs, contentIdOf(file)]));
  const dbt = manifests.map((file) => [file.shownAs, contentIdOf(file)]);
  const sources = Object.fromEntries(found.sources.map(({ path, shownAs }) => [shownAs, path]));
  const byFolder = new Map<string, FileEnvironment | undefined>();
  const environmentIn = (folder: string): FileEnvironment | undefined => {
    const sourceRoots = folders.rootsOf(folder);
    if (sourceRoots.length + dbt.length === 0) return undefined;
    const hash = createHash("sha256");
    for (const root of sourceRoots) hash.update(JSON.stringify([root, folders.hashOf(root)]));
    if (dbt.length > 0) hash.update(JSON.stringify(dbt));
    const repositoryFiles: RepositoryFiles = {
      sources,
      sourceRoots,
      manifests,
      ...(found.areConfigured && { areConfigured: true }),
    };
    return { hash: hash.digest("hex").slice(0, 16), resolving, repositoryFiles };
  };
  return (file) => {
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    if (!byFolder.has(folder)) byFolder.set(folder, environmentIn(folder));
    return byFolder.get(folder);
  };
}

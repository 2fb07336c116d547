import { createHash } from "node:crypto";
import type { FileCache } from "../cache/file-cache.ts";
import { statAt } from "../cache/file-stat.ts";
import type { ReadOptions } from "../infer/index.ts";
import type { FileEnvironment } from "./file-environment.ts";
import { statusOfFile } from "./file-status.ts";
import type { RepositoryFile, RepositoryFiles } from "./read/repository-files.ts";
import { sqlFolders } from "./sql-folders.ts";

/** The files that a scan found besides flows. */
export interface FoundRepositoryFiles {
  readonly sql: readonly RepositoryFile[];
  readonly manifests: readonly RepositoryFile[];
  readonly areConfigured?: true;
}

/**
 * The environment of each flow file: the SQL files that its flows can name, and the manifests of dbt. Undefined where
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
  if (found.sql.length + manifests.length === 0) return () => undefined;
  const contentIdOf = ({ path, shownAs }: RepositoryFile) =>
    statusOfFile(path, shownAs, { readAll: true }, cache, now).contentId ??
    JSON.stringify(statAt(path) ?? "");
  const folders = sqlFolders(found.sql.map((file) => [file.shownAs, contentIdOf(file)]));
  const dbt = manifests.map((file) => [file.shownAs, contentIdOf(file)]);
  const sql = Object.fromEntries(found.sql.map(({ path, shownAs }) => [shownAs, path]));
  const byFolder = new Map<string, FileEnvironment | undefined>();
  const environmentIn = (folder: string): FileEnvironment | undefined => {
    const sqlRoots = folders.rootsOf(folder);
    if (sqlRoots.length + dbt.length === 0) return undefined;
    const hash = createHash("sha256");
    for (const root of sqlRoots) hash.update(JSON.stringify([root, folders.hashOf(root)]));
    if (dbt.length > 0) hash.update(JSON.stringify(dbt));
    const repositoryFiles: RepositoryFiles = {
      sql,
      sqlRoots,
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

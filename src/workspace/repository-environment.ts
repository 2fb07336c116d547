import { createHash } from "node:crypto";
import type { FileCache } from "../cache/file-cache.ts";
import { statAt } from "../cache/file-stat.ts";
import type { ReadOptions } from "../infer/index.ts";
import type { FileEnvironment } from "./file-environment.ts";
import { statusOfFile } from "./file-status.ts";
import type { RepositoryFile, RepositoryFiles } from "./read/repository-files.ts";

/** The files that a scan found besides flows. */
export interface FoundRepositoryFiles {
  readonly sql: readonly RepositoryFile[];
  readonly manifests: readonly RepositoryFile[];
  readonly areConfigured?: true;
}

/** Folders that Kestra's git tasks take namespace files from. */
const NAMESPACE_FILES = ["_files", "files"];

/**
 * The environment of each flow file: the SQL files that its flows can name, and the manifests of dbt. SQL files beside
 * it and below come first, then the folders of namespace files there and in each folder above. Undefined where there
 * are none.
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
  const withContent = ({ path, shownAs }: RepositoryFile) => ({
    ...{ path, shownAs },
    contentId:
      statusOfFile(path, shownAs, { readAll: true }, cache, now).contentId ??
      JSON.stringify(statAt(path) ?? ""),
  });
  const files = found.sql.map(withContent);
  const dbt = manifests.map(withContent).map(({ shownAs, contentId }) => [shownAs, contentId]);
  const byFolder = new Map<string, FileEnvironment | undefined>();
  const environmentIn = (folder: string): FileEnvironment | undefined => {
    const named = new Map<string, (typeof files)[number]>();
    for (const root of rootsOf(folder)) {
      for (const file of files) {
        const name = file.shownAs.slice(root.length);
        if (file.shownAs.startsWith(root) && !named.has(name)) named.set(name, file);
      }
    }
    if (named.size + dbt.length === 0) return undefined;
    const hash = createHash("sha256");
    for (const [name, { shownAs, contentId }] of named)
      hash.update(JSON.stringify([name, shownAs, contentId]));
    if (dbt.length > 0) hash.update(JSON.stringify(dbt));
    const repositoryFiles: RepositoryFiles = {
      sql: Object.fromEntries([...named].map(([name, { path, shownAs }]) => [name, { path, shownAs }])),
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

/** Search path of the files named by flows in a folder; each entry ends with a slash, or is empty. */
function rootsOf(folder: string): readonly string[] {
  const roots = [folder];
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf("/", at.length - 2) + 1)) {
    for (const name of NAMESPACE_FILES) roots.push(`${at}${name}/`);
    if (at === "") return roots;
  }
}

import { createHash } from "node:crypto";
import type { FileCache } from "../cache/file-cache.ts";
import type { ReadOptions } from "../infer/index.ts";
import { statusOfFile } from "./file-status.ts";
import type { SqlFiles } from "./read/sql-files.ts";
import type { FlowEnvironment } from "./store-scan.ts";

/** A SQL file that a scan found. */
export interface FoundSqlFile {
  readonly path: string;
  readonly shownAs: string;
}

/** Folders that Kestra's git tasks take namespace files from. */
const NAMESPACE_FILES = ["_files", "files"];

/**
 * The environment of each flow file: the SQL files that its flows can name. Those beside it and below come first, then the
 * folders of namespace files there and in each folder above. Undefined where there are none.
 *
 * @param now not later than any stat
 */
export function sqlEnvironments(
  found: readonly FoundSqlFile[],
  resolving: ReadOptions,
  cache: FileCache | undefined,
  now: number,
): (file: string) => FlowEnvironment | undefined {
  if (found.length === 0) return () => undefined;
  const files = found.map(({ path, shownAs }) => ({
    ...{ path, shownAs },
    contentId: statusOfFile(path, shownAs, { readAll: true }, cache, now).contentId ?? "unreadable",
  }));
  const byFolder = new Map<string, FlowEnvironment | undefined>();
  const environmentIn = (folder: string): FlowEnvironment | undefined => {
    const named = new Map<string, (typeof files)[number]>();
    for (const root of rootsOf(folder)) {
      for (const file of files) {
        const name = file.shownAs.slice(root.length);
        if (file.shownAs.startsWith(root) && !named.has(name)) named.set(name, file);
      }
    }
    if (named.size === 0) return undefined;
    const hash = createHash("sha256");
    for (const [name, { shownAs, contentId }] of named)
      hash.update(JSON.stringify([name, shownAs, contentId]));
    const sqlFiles: SqlFiles = Object.fromEntries(
      [...named].map(([name, { path, shownAs }]) => [name, { path, shownAs }]),
    );
    return { hash: hash.digest("hex").slice(0, 16), resolving, sqlFiles };
  };
  return (file) => {
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    if (!byFolder.has(folder)) byFolder.set(folder, environmentIn(folder));
    return byFolder.get(folder);
  };
}

/** Where the files of flows in a folder are looked for, in this order; each with a slash at its end, or empty. */
function rootsOf(folder: string): readonly string[] {
  const roots = [folder];
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf("/", at.length - 2) + 1)) {
    for (const name of NAMESPACE_FILES) roots.push(`${at}${name}/`);
    if (at === "") return roots;
  }
}

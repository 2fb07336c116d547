import type { Setting, StorageLayout } from "./git.ts";
import { GitError } from "./git-error.ts";
import { valuesOf } from "./git-settings.ts";

/** Extensions that do not affect the storage of objects and refs. */
const HARMLESS = new Set([
  "compatobjectformat",
  "noop",
  "noop-v1",
  "partialclone",
  "preciousobjects",
  "relativeworktrees",
  "submodulepathconfig",
  "worktreeconfig",
]);

/** The layout from the settings of a repository. Throws a GitError for an unsupported one. */
export function storageLayout(settings: readonly Setting[]): StorageLayout {
  const version = valuesOf(settings, "core.repositoryformatversion").at(-1) ?? "0";
  if (version !== "0" && version !== "1") throw unknown(`core.repositoryFormatVersion = ${version}`);
  const objects = valuesOf(settings, "extensions.objectformat").at(-1) ?? "sha1";
  const names = valuesOf(settings, "extensions.refstorage").at(-1) ?? "files";
  if (objects !== "sha1" && objects !== "sha256") throw unknown(`extensions.objectFormat = ${objects}`);
  if (names !== "files" && names !== "reftable") throw unknown(`extensions.refStorage = ${names}`);
  for (const { key } of version === "1" ? settings : []) {
    const name = /^extensions\.(.*)$/.exec(key)?.[1] ?? "noop";
    if (!HARMLESS.has(name) && name !== "objectformat" && name !== "refstorage") throw unknown(key);
  }
  return names === "reftable" ? `${objects}-reftable` : objects;
}

/** Whether objects may be missing until git fetches them. */
export function isPartialClone(settings: readonly Setting[]): boolean {
  return settings.some(({ key }) => key === "extensions.partialclone" || /^remote\..*\.promisor$/s.test(key));
}

function unknown(setting: string): GitError {
  return new GitError(
    "failed",
    `the git repository uses an unsupported storage format: ${setting}`,
    "Use a clone without this setting.",
  );
}

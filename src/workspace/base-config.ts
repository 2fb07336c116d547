import { dirname, join, posix } from "node:path";
import { readObjects } from "../changes/read-objects.ts";
import { entryAt, isTracked, type Repository } from "../changes/repository.ts";
import { type Config, defaultConfig, type ServerFile } from "../config/config.ts";
import { ConfigError, configError } from "../config/config-error.ts";
import { CONFIG_NAMES } from "../config/find-config.ts";
import { readConfig, readValuesFile } from "../config/read-config.ts";
import { decode } from "../flows/decode.ts";
import { AssetsError } from "../util/errors.ts";
import { slashedPath } from "../util/slashed-path.ts";
import { currentValues } from "./configured-scan.ts";
import type { Project } from "./project.ts";

/**
 * The effective configuration at a revision: the file set by the user, or the first one in the current folder and its
 * parents. An untracked file belongs to the user and applies. The defaults without a file.
 *
 * @param tree of the revision
 * @throws ConfigError for an unreadable configuration
 */
export async function baseConfig(project: Project, repository: Repository, tree: string): Promise<Config> {
  const { config } = project;
  const own = config.file !== undefined && !(await isTracked(repository, pathOf(config.file))) && config.file;
  for (const file of candidates(project, repository)) {
    if (file === own) return config;
    const bytes = await bytesAt(repository, tree, pathOf(file));
    if (bytes === undefined) continue;
    const decoded = decode(pathOf(file), bytes);
    if (decoded.kind === "problem") throw configError([decoded.problem]);
    return { ...readConfig(decoded.source, dirname(file)), file };
  }
  return own ? config : defaultConfig(config.folder);

  function pathOf(file: string): string {
    return pathIn(repository, config.folder, file);
  }
}

/**
 * A values file at a revision. An untracked one belongs to the user and applies.
 *
 * @param file relative to the folder of the configuration
 * @throws ConfigError
 */
export async function baseValues(
  { config }: Project,
  repository: Repository,
  tree: string,
  file: string,
): Promise<ServerFile> {
  const path = pathIn(repository, config.folder, join(config.folder, file));
  const bytes = await bytesAt(repository, tree, path);
  if (bytes === undefined) {
    if (isOutside(path) || !(await isTracked(repository, path))) return currentValues(config.folder, file);
    throw new ConfigError(`the values file "${file}" does not exist at the base`, {
      hint: "Commit it first, or use --settings now.",
    });
  }
  const decoded = decode(file, bytes);
  if (decoded.kind === "problem") throw configError([decoded.problem]);
  return readValuesFile(decoded.source);
}

/** Throws an AssetsError for a configuration in another folder than now, because its paths have another base folder. */
export function checkSameFolder({ config, folder }: Project, base: Config, hint: string): void {
  if (base.file === undefined || base.folder === config.folder) return;
  const now = config.file === undefined ? "absent" : `"${slashedPath(folder, config.file)}"`;
  const problem = `the configuration is "${slashedPath(folder, base.file)}" at the base and ${now} now`;
  throw new AssetsError(problem, { hint });
}

/** Absolute paths, in the order of the search. */
function candidates({ config, folder, isConfigNamed }: Project, repository: Repository): readonly string[] {
  if (isConfigNamed && config.file !== undefined) return [config.file];
  const files: string[] = [];
  for (
    let current = folder;
    !isOutside(pathIn(repository, config.folder, current));
    current = dirname(current)
  ) {
    files.push(...CONFIG_NAMES.map((name) => join(current, name)));
    if (dirname(current) === current) break;
  }
  return files;
}

function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../");
}

/** The contents of a regular file at a revision; undefined without one. */
export async function bytesAt(
  repository: Repository,
  tree: string,
  path: string,
): Promise<Buffer | undefined> {
  if (isOutside(path)) return undefined;
  const found = await entryAt(repository, tree, path);
  if (found?.kind !== "file") return undefined;
  for await (const [, bytes] of readObjects(repository.git, [found.hash], () => path)) return bytes;
  return undefined;
}

/** A path from the root of the repository that a folder is in. */
export function pathIn({ prefix }: Repository, folder: string, path: string): string {
  return posix.join(prefix, slashedPath(folder, path));
}

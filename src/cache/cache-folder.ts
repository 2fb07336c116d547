import {
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { isWithin, realPathOf, workingTreeOf } from "../files/boundary.ts";
import { readRegular } from "../files/regular-file.ts";
import { AssetsError } from "../util/errors.ts";
import { shortHash } from "../util/short-hash.ts";

export interface CacheFolder {
  /** Absolute. */
  readonly folder: string;
  /** Real path of the workspace. */
  readonly workspace: string;
}

/** Records the workspace of a folder, so that folders of removed workspaces can be deleted. */
const OWNER_FILE = "workspace";
const MOST_OWNER_BYTES = 1 << 16;

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The cache folder of a workspace, created if missing: in `ASSETS_CACHE_DIR`, or in the user's cache folder. Only the
 * user may have write access, in particular not the author of the repository. Undefined without a suitable folder;
 * everything works without a cache.
 *
 * @param base folder of the configuration
 * @throws AssetsError (exit code 2) for an unusable ASSETS_CACHE_DIR, which is a mistake in the setup
 */
export function openCacheFolder(
  base: string,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): CacheFolder | undefined {
  const named = env.ASSETS_CACHE_DIR || undefined;
  const root = named ?? userFolder(env, platform);
  if (root === undefined) return undefined;
  try {
    const workspace = realpathSync(base);
    const problem = problemOf(root, workspace);
    if (problem !== undefined) {
      if (named === undefined) return undefined;
      throw new AssetsError(`the cache folder "${named}" (ASSETS_CACHE_DIR) ${problem.message}`, {
        hint: problem.hint,
      });
    }
    const folder = join(root, `${basename(workspace).slice(0, 40)}-${shortHash(workspace)}`);
    if (isNew(folder)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, OWNER_FILE), workspace);
      removeOrphans(root);
    }
    return isOwn(lstatSync(folder), 0o077) ? { folder, workspace } : undefined;
  } catch (error) {
    if (error instanceof AssetsError) throw error;
    return undefined;
  }
}

function userFolder(env: Environment, platform: NodeJS.Platform): string | undefined {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local, HOME: home } = env;
  // Relative paths are invalid (XDG Base Directory Specification).
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, "assets");
  if (platform === "win32") {
    return local !== undefined && isAbsolute(local) ? join(local, "assets", "cache") : undefined;
  }
  if (home === undefined || !isAbsolute(home)) return undefined;
  return platform === "darwin" ? join(home, "Library", "Caches", "assets") : join(home, ".cache", "assets");
}

interface FolderProblem {
  readonly message: string;
  readonly hint: string;
}

function problemOf(root: string, workspace: string): FolderProblem | undefined {
  if (!isAbsolute(root)) {
    return {
      message: "is a relative path, so it depends on the current folder",
      hint: "Use an absolute path.",
    };
  }
  if (isWithin(realPathOf(root), workingTreeOf(workspace))) {
    return {
      message: "is inside the working tree, which the repository controls",
      hint: "Use a folder outside the working tree, or unset the variable.",
    };
  }
  const stats = statSync(root, { throwIfNoEntry: false });
  if (stats !== undefined && !isOwn(stats, 0o022)) {
    return {
      message: "belongs to another user or is writable by others",
      hint: `Use another folder, or run \`chmod 700\` on it.`,
    };
  }
  return undefined;
}

/**
 * @param forbidden permissions that other users must not have
 */
function isOwn(stats: Stats, forbidden: number): boolean {
  if (!stats.isDirectory()) return false;
  // Systems without user ids have private user folders.
  const user = process.getuid?.();
  return user === undefined || (stats.uid === user && (stats.mode & forbidden) === 0);
}

function isNew(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false }) === undefined;
}

/** Deletes the folders of removed workspaces. */
function removeOrphans(root: string): void {
  for (const name of readdirSync(root)) {
    const folder = join(root, name);
    try {
      const workspace = readRegular(join(folder, OWNER_FILE), MOST_OWNER_BYTES).toString("utf8");
      const isOrphan = isAbsolute(workspace) && statSync(workspace, { throwIfNoEntry: false }) === undefined;
      if (isOrphan && isOwn(lstatSync(folder), 0o077)) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Not a folder of this program.
    }
  }
}

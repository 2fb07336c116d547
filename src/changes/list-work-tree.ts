import { lstatSync, type Stats, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { systemErrorCode } from "../util/errors.ts";
import { askGit, type Setting } from "./git.ts";
import { userSettings, valuesOf } from "./git-settings.ts";
import {
  decodedNames,
  indexRecords,
  type Repository,
  type SourceEntry,
  type TreeEntry,
} from "./repository.ts";

/**
 * Every file of the working tree in git's view: tracked files as on disk, and new files that are not ignored. Unchanged
 * files refer to objects of the index: files outside a sparse checkout, with skip bits, or with only other line
 * endings.
 *
 * @param paths checked on disk, relative to the repository; "" for all. All others count as unchanged
 */
export async function listWorkTree(repository: Repository, paths: readonly string[]): Promise<SourceEntry[]> {
  const settings = [...(await userSettings(repository.git)), ...repository.settings];
  const [index, onDisk] = await Promise.all([
    indexRecords(repository, settings.filter(isCheckoutSetting)),
    lookOnDisk(repository, paths, settings),
  ]);
  const entries: SourceEntry[] = [];
  for (const record of index) {
    const { path, kind, hash, stage, isPassedOver } = record;
    const isUnchanged = isPassedOver || (stage === 0 && !onDisk.changed.has(path));
    // A conflict has a record per side.
    if (isUnchanged) entries.push({ path, kind, hash });
    else if (stage === 0 || entries.at(-1)?.path !== path)
      entries.push(...diskEntry(repository, path, record));
  }
  for (const path of onDisk.added) entries.push(...diskEntry(repository, path));
  return entries;
}

interface OnDisk {
  /** Tracked files that may be missing or changed. */
  readonly changed: ReadonlySet<string>;
  readonly added: readonly string[];
}

async function lookOnDisk(
  { git }: Repository,
  paths: readonly string[],
  settings: readonly Setting[],
): Promise<OnDisk> {
  const excludes = excludeFiles(git.place.commonDir, settings).flatMap((file) => ["--exclude-from", file]);
  const args = ["ls-files", "-z", "-t", "--modified", "--deleted", "--others", "--full-name"];
  const where = paths.includes("") ? [] : ["--", ...paths];
  const output = await askGit(git, [...args, "--exclude-per-directory=.gitignore", ...excludes, ...where], {
    settings: settings.filter(isCheckoutSetting),
  });
  const changed = new Set<string>();
  const added: string[] = [];
  for (const { text } of decodedNames(output)) {
    // <tag> SP <path>
    if (text.startsWith("? ")) added.push(text.slice(2));
    else changed.add(text.slice(2));
  }
  return { changed, added };
}

const SWITCH = /^(?:true|false|yes|no|on|off|[01])$/i;

/** Settings that affect git's detection of changes, with their allowed values. None refers to a file or program. */
const CHECKOUT_SETTINGS: ReadonlyMap<string, RegExp> = new Map([
  ...["filemode", "symlinks", "ignorecase", "trustctime", "sparsecheckout", "sparsecheckoutcone"].map(
    (name) => [`core.${name}`, SWITCH] as const,
  ),
  ["core.autocrlf", /^(?:true|false|input)$/i],
  ["core.eol", /^(?:lf|crlf|native)$/i],
  ["core.checkstat", /^(?:default|minimal)$/i],
]);

function isCheckoutSetting({ key, value }: Setting): boolean {
  return CHECKOUT_SETTINGS.get(key)?.test(value) ?? false;
}

/** Locations of ignore patterns in addition to `.gitignore`. Source: git's documentation "gitignore". */
function excludeFiles(commonDir: string, settings: readonly Setting[]): string[] {
  const { XDG_CONFIG_HOME, HOME = homedir() } = process.env;
  const users = valuesOf(settings, "core.excludesfile")
    .at(-1)
    ?.replace(/^~(?=\/)/, HOME);
  const usual = join(XDG_CONFIG_HOME || join(HOME, ".config"), "git", "ignore");
  const files = [resolve(users || usual), join(commonDir, "info", "exclude")];
  return files.filter((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat?.isFile() && stat.size <= LARGEST;
  });
}

/** Pattern lists are small; other files could be endless. */
const LARGEST = 1 << 24;

/** An entry from disk; none for a missing file. */
function diskEntry({ git }: Repository, path: string, tracked?: TreeEntry): SourceEntry[] {
  // A nested repository.
  if (path.endsWith("/")) return [{ path: path.slice(0, -1), kind: "submodule" }];
  if (tracked?.kind === "submodule" || tracked?.kind === "misnamed") return [{ path, kind: tracked.kind }];
  let stat: Stats;
  try {
    stat = lstatSync(join(git.place.top, path));
  } catch (error) {
    const code = systemErrorCode(error);
    if (path.includes("\uFFFD")) return [{ path, kind: "misnamed" }];
    return code === "ENOENT" || code === "ENOTDIR" ? [] : [{ path, kind: "unreadable" }];
  }
  if (stat.isSymbolicLink()) return [{ path, kind: "link" }];
  return stat.isFile() ? [{ path, kind: "file" }] : [];
}

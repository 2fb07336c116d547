import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, resolve, sep } from "node:path";
import { isWithin, placeOf, workingTreeOf } from "../files/boundary.ts";
import { AssetsError, systemErrorCode, systemErrorReason } from "../util/errors.ts";
import { slashedPath } from "../util/slashed-path.ts";
import { fileGlobTest } from "./glob.ts";
import type { Problem } from "./problem.ts";
import { isSourceFile } from "./source-file.ts";
import { unreadable } from "./unreadable.ts";

export type DiscoveredPath =
  | { readonly kind: "file"; readonly path: string; readonly shownAs: string }
  | { readonly kind: "problem"; readonly problem: Problem };

export interface DiscoverOptions {
  /** Absolute folder that shown paths are relative to, and that exclude patterns start from. */
  readonly base: string;
  /** Glob patterns; one without a slash matches at any depth. They apply to found files, not to the roots. */
  readonly exclude?: readonly string[];
  /** Also follow links that lead out of the working tree of the base. */
  readonly followLinks?: boolean;
  /** Called at the end for each exclude pattern without a match. */
  readonly onUnusedExclude?: (pattern: string) => void;
  /** Given each SQL file and `manifest.json` of the same folders: a regular file, not a link. */
  readonly onOtherFile?: (path: string, shownAs: string) => void;
}

/** Folders without flows of the repository. */
export const SKIPPED: ReadonlySet<string> = new Set([".git", "node_modules", ".assets"]);

/**
 * Finds `*.yml`, `*.yaml` and `*.tf` under files and folders, one after the other. A file as a root is found with any
 * extension. Order: sorted roots, in each the paths sorted by code unit, symbolic links last. A file reached several
 * times is listed once, under its first name. A link out of the working tree, and out of the roots outside it, is a
 * problem, because the author of the repository could disclose files of the user.
 *
 * @throws AssetsError (exit code 2) before the search, for a root that is missing, neither a file nor a folder, or a
 * link out of the working tree
 */
export function* discover(roots: readonly string[], options: DiscoverOptions): Generator<DiscoveredPath> {
  const used = new Set<string>();
  const sorted = [...new Set(roots.map((root) => resolve(options.base, root)))].sort();
  const checked = sorted.map((root) => ({ root, stats: existing(root, options) }));
  const inside = [options.base, ...sorted.filter((root) => placeOf(options.base, root) === "outside")];
  const walk: Walk = {
    base: options.base,
    ...(!options.followLinks && { boundaries: inside.map((path) => workingTreeOf(realpathSync(path))) }),
    ...(options.onOtherFile && { onOtherFile: options.onOtherFile }),
    isExcluded: excluder(options.exclude ?? [], (pattern) => used.add(pattern)),
    seenFolders: new Set(),
    seenFiles: new Set(),
    links: [],
  };
  for (const { root, stats } of checked) {
    const name = slashedPath(walk.base, root);
    if (stats.isDirectory()) yield* folder(walk, root, name, realpathSync(root));
    else yield* file(walk, root, name, realpathSync(root));
  }
  // Following a link can find more links; the sets of visited paths end every loop.
  for (let link = walk.links.shift(); link !== undefined; link = walk.links.shift())
    yield* followLink(walk, link);
  for (const pattern of new Set(options.exclude)) if (!used.has(pattern)) options.onUnusedExclude?.(pattern);
}

interface Walk {
  readonly base: string;
  /** Real paths of the folders that links may lead into; absent: anywhere. */
  readonly boundaries?: readonly string[];
  readonly isExcluded: (shownAs: string) => boolean;
  readonly seenFolders: Set<string>;
  readonly seenFiles: Set<string>;
  readonly links: string[];
  readonly onOtherFile?: DiscoverOptions["onOtherFile"];
}

/** @param name of the folder as shown */
function* folder(walk: Walk, path: string, name: string, real: string): Generator<DiscoveredPath> {
  if (walk.seenFolders.has(real)) return;
  walk.seenFolders.add(real);
  let entries: Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    yield { kind: "problem", problem: unreadable(name, error) };
    return;
  }
  // Joined by hand: there can be very many, and the parts are known to be clean.
  const [own, ownReal, ownShown] = [inside(path, sep), inside(real, sep), name === "." ? "" : `${name}/`];
  if (walk.onOtherFile !== undefined) {
    for (const entry of entries) {
      if (
        !(isSourceFile(entry.name) || entry.name === "manifest.json") ||
        !entry.isFile() ||
        walk.isExcluded(ownShown + entry.name)
      )
        continue;
      walk.onOtherFile(own + entry.name, ownShown + entry.name);
    }
  }
  for (const entry of inPathOrder(entries)) {
    const isFile = entry.isFile();
    const child = own + entry.name;
    const childShown = ownShown + entry.name;
    // Usually one text for both.
    const childReal = ownReal === own ? child : ownReal + entry.name;
    if (SKIPPED.has(entry.name) && !isFile) continue;
    if (walk.isExcluded(childShown)) continue;
    if (isFile) yield* file(walk, child, childShown, childReal);
    else if (entry.isDirectory()) yield* folder(walk, child, childShown, childReal);
    else if (entry.isSymbolicLink()) walk.links.push(child);
    else if (isFlowFile(entry.name)) yield problem(childShown, NO_FILE);
  }
}

function inside(folder: string, separator: string): string {
  return folder.endsWith(separator) ? folder : folder + separator;
}

function* file(walk: Walk, path: string, name: string, real: string): Generator<DiscoveredPath> {
  if (walk.seenFiles.has(real)) return;
  walk.seenFiles.add(real);
  yield { kind: "file", path, shownAs: name };
}

function* followLink(walk: Walk, path: string): Generator<DiscoveredPath> {
  let real: string;
  let stats: Stats;
  try {
    real = realpathSync(path);
    stats = statSync(real);
  } catch (error) {
    if (isFlowFile(path)) yield { kind: "problem", problem: unreadable(slashedPath(walk.base, path), error) };
    return;
  }
  const name = slashedPath(walk.base, path);
  // A link to a folder that must be skipped stays skipped under its other name.
  if (stats.isDirectory() ? SKIPPED.has(basename(real)) : !isFlowFile(path)) return;
  if (walk.boundaries?.every((boundary) => !isWithin(real, boundary))) yield problem(name, LEADS_OUT);
  else if (stats.isDirectory()) yield* folder(walk, path, name, real);
  else if (stats.isFile()) yield* file(walk, path, name, real);
  else yield problem(name, NO_FILE);
}

const LEADS_OUT = "is a link out of the working tree: exclude it, or use --follow-links";
const NO_FILE = "is a pipe, a device or a socket, not a file: exclude it";

function problem(file: string, message: string): DiscoveredPath {
  return { kind: "problem", problem: { message, place: { file, line: 1, column: 1 } } };
}

/** As full paths would sort: a folder's name counts with the slash that follows it. */
function inPathOrder(entries: readonly Dirent[]): readonly Dirent[] {
  return entries
    .filter((entry) => !entry.isFile() || isFlowFile(entry.name))
    .map((entry) => ({ entry, name: entry.isDirectory() ? `${entry.name}/` : entry.name }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ entry }) => entry);
}

/** @throws AssetsError (exit code 2) when a root does not exist */
export function checkRoot(root: string, options: DiscoverOptions): void {
  existing(resolve(options.base, root), options);
}

function existing(root: string, { base, followLinks }: DiscoverOptions): Stats {
  const name = slashedPath(base, root);
  const stats = statOf(root, name);
  if (!stats.isDirectory() && !stats.isFile()) {
    throw new AssetsError(`"${name}" is neither a file nor a folder`, { hint: "Use a folder with flows." });
  }
  if (followLinks || placeOf(base, root) !== "leads-out") return stats;
  throw new AssetsError(`"${name}" is a link out of the working tree`, {
    hint: "Use --follow-links to allow it.",
  });
}

function statOf(root: string, name: string): Stats {
  try {
    return statSync(root);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      throw new AssetsError(`no file or folder "${name}"`, {
        hint: "Check the spelling of the path.",
        cause: error,
      });
    }
    throw new AssetsError(`"${name}" cannot be read: ${systemErrorReason(error)}`, { cause: error });
  }
}

/** Terraform files may hold flows too. The configuration of this program is YAML as well, and no flow file. */
export function isFlowFile(path: string): boolean {
  return /\.(?:ya?ml|tf)$/.test(path) && !/(?:^|[/\\])assets\.config\.ya?ml$/.test(path);
}

function readGlob(glob: string, written: string): (path: string) => boolean {
  try {
    return fileGlobTest(glob);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AssetsError(`the glob "${written}" cannot be read: ${error.message}`, { cause: error });
  }
}

/**
 * A test for excluded paths; a glob without a slash matches at any depth.
 *
 * @param onMatch called with each pattern that matches a path
 */
export function excluder(
  patterns: readonly string[],
  onMatch: (pattern: string) => void = () => {},
): (shownAs: string) => boolean {
  if (patterns.length === 0) return () => false;
  const matchers = patterns.map((pattern) => {
    const cleaned = pattern.replace(/^\.\//, "").replace(/(?<!\/)\/+$/, "");
    const matches = readGlob(cleaned, pattern);
    if (cleaned.includes("/")) return { pattern, matches };
    return { pattern, matches: (path: string) => matches(path.slice(path.lastIndexOf("/") + 1)) };
  });
  return (shownAs) => {
    const matching = matchers.filter(({ matches }) => matches(shownAs));
    for (const { pattern } of matching) onMatch(pattern);
    return matching.length > 0;
  };
}

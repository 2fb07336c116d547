import { join, relative, resolve, sep } from "node:path";
import type { FileCache } from "../../cache/file-cache.ts";
import { sameStat } from "../../cache/file-stat.ts";
import { excluder, isFlowFile, SKIPPED } from "../../flows/discover.ts";
import type { Problem } from "../../flows/problem.ts";
import type { SourceText } from "../../flows/source-text.ts";
import type { FileEnvironments } from "../../resolve/file-environments.ts";
import { DEFAULT_MAX_CASES } from "../../resolve/options.ts";
import { type FileStatus, statFiles } from "../file-status.ts";
import { repositoryFinder } from "../find-repository-files.ts";
import { currentText, type LintFile, type LintFilesOptions, linked, lintFileReader } from "../lint.ts";
import type { FoundRepositoryFiles } from "../repository-environment.ts";

/** The flow files of a session: those on disk, replaced by unsaved texts. A file is read once, until it changes. */
export interface SessionFiles {
  /** In the order of discovery; unsaved new files last. */
  readonly all: () => readonly LintFile[];
  /** The same with their environments, as lint sees them. */
  readonly linked: () => readonly LintFile[];
  /** Of files and folders that could not be opened at all. */
  readonly problems: () => readonly Problem[];
  readonly repositoryFiles: () => FoundRepositoryFiles;
  /** The name of a path in places; undefined for a file that lint does not find. */
  readonly nameOf: (path: string) => string | undefined;
  /** The current text. */
  readonly textOf: (name: string) => SourceText | undefined;
  /** The last text that could be read: the current one, an earlier one, or that on disk. */
  readonly lastReadable: (name: string) => { readonly text: string; readonly file: LintFile } | undefined;
  /** An unsaved text; undefined: the file on disk counts again. */
  readonly setText: (name: string, text: string | undefined) => void;
  readonly hasText: (name: string) => boolean;
  /** The unsaved texts by name. */
  readonly texts: () => ReadonlyMap<string, string>;
  /** Looks for files that changed on disk. */
  readonly refresh: () => void;
  /** Changes with every text and every file. */
  readonly version: () => number;
}

interface Known {
  readonly status: FileStatus;
  readonly file: LintFile;
}

/** A file that was read with its environments. */
interface WithEnvironment {
  readonly hash: string;
  /** The same file alone. */
  readonly alone: LintFile;
  readonly file: LintFile;
}

/** Opens the files of a lint run. Throws an AssetsError for a missing root. */
export function openSessionFiles(options: LintFilesOptions & { readonly cache: FileCache }): SessionFiles {
  const { cache } = options;
  const texts = new Map<string, string>();
  const scan = { ...options.scan, texts };
  const { base } = scan;
  const isExcluded = excluder(scan.exclude ?? []);
  const known = new Map<string, Known>();
  const unsaved = new Map<string, LintFile>();
  const readable = new Map<string, { readonly text: string; readonly file: LintFile }>();
  let problems: readonly Problem[] = [];
  let repositoryFiles: FoundRepositoryFiles = { sources: [], manifests: [] };
  let version = 0;
  let listed: readonly LintFile[] | undefined;
  let linkedFiles: readonly LintFile[] | undefined;
  const environments = new Map<string, WithEnvironment>();

  const refresh = (): void => {
    const finder = repositoryFinder(scan);
    const found = statFiles({ ...scan, onOtherFile: finder.onOtherFile }, cache);
    const open = lintFileReader({ ...options, scan: options.scan }, found.now);
    const next = new Map<string, Known>();
    for (const status of found.files) {
      const before = known.get(status.shownAs);
      const isSame = before !== undefined && isUnchanged(before.status, status);
      next.set(status.shownAs, isSame ? { ...before, status } : opened(open, status));
    }
    known.clear();
    for (const [name, state] of next) known.set(name, state);
    problems = found.problems;
    repositoryFiles = finder.found();
    cache.save();
    changed();
  };
  const opened = (open: (status: FileStatus) => LintFile, status: FileStatus): Known => {
    const file = once(open(status));
    const contentId = status.contentId ?? cache.statusOf(status.shownAs)?.contentId;
    return { status: { ...status, ...(contentId !== undefined && { contentId }) }, file };
  };
  const changed = (): void => {
    version++;
    listed = undefined;
    linkedFiles = undefined;
  };
  const isInScope = (name: string): boolean =>
    name !== "" &&
    isFlowFile(name) &&
    !name.startsWith("../") &&
    name.split("/").every((part, at, all) => {
      const path = all.slice(0, at + 1).join("/");
      return !(SKIPPED.has(part) && at < all.length - 1) && !isExcluded(path);
    }) &&
    scan.roots.some((root) => isUnder(resolve(base, root), join(base, name)));
  const openText = (name: string, text: string, environment?: FileEnvironments): LintFile => {
    const open = lintFileReader({ ...options, scan }, Date.now());
    return once(open({ path: name, shownAs: name, text }, environment));
  };
  const all = (): readonly LintFile[] => {
    listed ??= [
      ...[...known].map(([name, { file }]) => unsaved.get(name) ?? file),
      ...[...unsaved].filter(([name]) => !known.has(name)).map(([, file]) => file),
    ];
    return listed;
  };
  const openWith = (alone: LintFile, environment: FileEnvironments): LintFile => {
    const { name } = alone;
    const before = environments.get(name);
    if (before?.hash === environment.hash && before.alone === alone) return before.file;
    const text = texts.get(name);
    const status = known.get(name)?.status;
    const file =
      text === undefined && status !== undefined
        ? once(lintFileReader(options, Date.now())(status, environment))
        : openText(name, text ?? "", environment);
    environments.set(name, { hash: environment.hash, alone, file });
    return file;
  };
  const maxCases = scan.maxCases ?? DEFAULT_MAX_CASES;
  const openNumber = (number: number, environment: FileEnvironments): LintFile => {
    const alone = all()[number];
    if (alone === undefined) throw new RangeError("no such file");
    return openWith(alone, environment);
  };

  refresh();
  return {
    all,
    linked: () => {
      linkedFiles ??= linked(all(), openNumber, maxCases);
      return linkedFiles;
    },
    problems: () => problems,
    repositoryFiles: () => repositoryFiles,
    nameOf: (path) => {
      const name = relative(base, path);
      const shown = sep === "/" ? name : name.split(sep).join("/");
      return known.has(shown) || isInScope(shown) ? shown : undefined;
    },
    textOf: (name) => currentText(scan, name),
    lastReadable: (name) => {
      const current = unsaved.get(name) ?? known.get(name)?.file;
      const source = currentText(scan, name);
      if (current && source && !current.load().own.unreadable) return { text: source.text, file: current };
      const before = readable.get(name);
      if (before !== undefined) return before;
      const onDisk = known.get(name)?.file;
      const saved = currentText({ base }, name);
      return onDisk && saved && !onDisk.load().own.unreadable
        ? { text: saved.text, file: onDisk }
        : undefined;
    },
    setText: (name, text) => {
      const before = unsaved.get(name);
      const textBefore = texts.get(name);
      if (text === textBefore) return;
      if (before && textBefore !== undefined && !before.load().own.unreadable)
        readable.set(name, { text: textBefore, file: before });
      if (text === undefined) {
        texts.delete(name);
        unsaved.delete(name);
        readable.delete(name);
      } else {
        texts.set(name, text);
        unsaved.set(name, openText(name, text));
      }
      changed();
    },
    hasText: (name) => texts.has(name),
    texts: () => texts,
    refresh,
    version: () => version,
  };
}

/** A file whose load runs once, and only on demand. */
function once(file: LintFile): LintFile {
  let loaded: ReturnType<LintFile["load"]> | undefined;
  return {
    ...file,
    load: () => {
      loaded ??= file.load();
      return loaded;
    },
  };
}

function isUnchanged(before: FileStatus, now: FileStatus): boolean {
  if (before.path !== now.path) return false;
  if (before.contentId !== undefined && now.contentId !== undefined)
    return before.contentId === now.contentId;
  return before.stat !== undefined && now.stat !== undefined && sameStat(before.stat, now.stat);
}

function isUnder(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode, MAX_FILE_BYTES } from "./flows/decode.ts";
import type { Problem } from "./flows/problem.ts";
import { type FileContents, readFlowBytes, readFlowFile, readFlowText } from "./flows/read-flow-file.ts";
import { type SourceText, sourceText } from "./flows/source-text.ts";
import { keepInLintCache, keptFile } from "./keep-lint-cache.ts";
import type { FileFacts, LintInput } from "./lint/facts.ts";
import { fileFacts } from "./lint/file-facts.ts";
import { type FileKin, fileKin } from "./lint/file-kin.ts";
import { type LintResult, lint, looksEverywhere } from "./lint/lint.ts";
import type { LintSettings } from "./lint/settings.ts";
import { type KeptFile, type LintCache, type LintPart, lintCachePlace, openLintCache } from "./lint-cache.ts";
import { type LookedFile, lookForLint } from "./lint-look.ts";
import { inventoryOfFiles, resolveFile } from "./resolve/resolve-file.ts";
import { bytesOf } from "./scan-look.ts";
import { about, resolveOptions, type ScanOptions } from "./scan-setup.ts";
import { hashOf } from "./store/cache/cached-file.ts";
import type { Stamp } from "./store/cache/stamp.ts";

export interface LintScanOptions extends ScanOptions {
  /** Text that counts instead of what a file holds, by the path that the file is shown as; it need not exist. */
  readonly texts?: ReadonlyMap<string, string>;
}

export interface LintFilesOptions {
  readonly scan: LintScanOptions;
  readonly settings: LintSettings;
  /** The files whose findings are wanted, by shown path; the others give the context. Absent: all. */
  readonly reported?: (file: string) => boolean;
  /** Of the build of the program: what a run learns of files is kept for the next. Absent: nothing is kept. */
  readonly programId?: string;
}

export interface LintedFiles extends LintResult {
  /** What the rules looked at. Where the findings of some files are wanted, it need not be all that was found. */
  readonly input: LintInput;
  /** How much there is, looked at or not. */
  readonly found: { readonly files: number; readonly flows: number };
  /** The text of a file that was read, or undefined where it cannot be read again. */
  readonly textOf: (file: string) => SourceText | undefined;
}

/** A file, and its number in the cache when its contents are the same. */
interface Item extends LookedFile {
  /** What counts instead of its contents. */
  readonly text?: string;
}

/** What was made of a file that had to be read. */
interface ReadItem extends LintPart {
  readonly kept?: KeptFile;
}

/**
 * Reads the files that are not known from an earlier run, and lints. One file's tree is in memory at a time. The findings
 * depend on the files and the options alone, and not on what was kept.
 */
export function lintFiles(options: LintFilesOptions): LintedFiles {
  const { scan, settings, reported, programId } = options;
  const { base } = scan;
  const dependsOn = JSON.stringify([programId, resolveOptions(scan), settings.kestra]);
  const place = programId === undefined ? undefined : lintCachePlace(base, dependsOn);
  const cache = place && openLintCache(place);
  const { files, problems, now } = lookForLint(scan, cache);
  const items = withTexts(files, scan.texts);

  const fresh = new Map<Item, ReadItem>();
  let flowsRead = 0;
  const readNow = (item: Item): ReadItem => {
    const known = fresh.get(item);
    if (known !== undefined) return known;
    const read = readItem(item, options, now);
    fresh.set(item, read);
    flowsRead += read.parts.flows.length;
    scan.onFile?.({ files: fresh.size, flows: flowsRead });
    return read;
  };
  for (const item of items) if (item.entry === undefined) readNow(item);

  const isWhole = reported === undefined || cache === undefined || looksEverywhere(settings);
  const seen = isWhole ? items : neighbours(items, fresh, reported, cache);
  if (seen === items) cache?.readAhead();
  const partOf = (item: Item): LintPart =>
    fresh.get(item) ?? (item.entry === undefined ? undefined : cache?.partOf(item.entry)) ?? readNow(item);
  const parts = seen.map((item) => ({ item, part: partOf(item) }));

  const facts = [...parts.map(({ part }) => part.facts), ...problems.map(problemFacts)];
  const input: LintInput = {
    files: facts.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
    inventory: inventoryOfFiles(
      parts.map(({ part }) => part.parts),
      problems,
      about(scan),
    ),
  };
  keep();
  return {
    ...lint(input, settings, reported),
    input,
    found: { files: items.length + problems.length, flows: flowCount() },
    textOf: (file) => textAt(scan, file),
  };

  function keep(): void {
    if (place === undefined) return;
    const renewed = new Map<number, Stamp>();
    for (const { entry, stamp, renew } of items) {
      if (renew && entry !== undefined && stamp !== undefined) renewed.set(entry, stamp);
    }
    // What could not be read may be readable the next time, without any stamp telling.
    const read = [...fresh.values()].flatMap(({ kept }) => kept ?? []);
    keepInLintCache(place, cache, { found: items, read, renewed });
  }

  function flowCount(): number {
    let flows = 0;
    for (const item of items) {
      const read = fresh.get(item);
      if (read) flows += read.parts.flows.length;
      else if (item.entry !== undefined) flows += cache?.flowsOf(item.entry) ?? 0;
    }
    return flows;
  }
}

/** The files that are asked about, those that have changed, and those that the rules have to see beside them. */
function neighbours(
  items: readonly Item[],
  fresh: ReadonlyMap<Item, ReadItem>,
  reported: (file: string) => boolean,
  cache: LintCache,
): readonly Item[] {
  const byEntry = new Map<number, Item>();
  for (const item of items) if (item.entry !== undefined && !fresh.has(item)) byEntry.set(item.entry, item);
  const asked: FileKin[] = [];
  const others: FileKin[] = [];
  const seen = new Set<Item>(fresh.keys());
  for (const item of items) {
    const isAsked = reported(item.shownAs);
    const read = fresh.get(item);
    if (isAsked) seen.add(item);
    if (read) (isAsked ? asked : others).push(fileKin(read.parts.flows));
    else if (isAsked) {
      const part = item.entry === undefined ? undefined : cache.partOf(item.entry);
      // Nothing may be left out beside a file of which nothing is known.
      if (part === undefined) return items;
      asked.push(fileKin(part.parts.flows));
    }
  }
  for (const entry of cache.kinOf(asked, others, (each) => byEntry.has(each))) {
    const item = byEntry.get(entry);
    if (item) seen.add(item);
  }
  return items.filter((item) => seen.has(item));
}

function readItem(item: Item, { scan, settings, programId }: LintFilesOptions, now: number): ReadItem {
  const { path, shownAs, stamp, text } = item;
  const mayRead = text === undefined && stamp !== undefined && stamp.size <= MAX_FILE_BYTES;
  const bytes = mayRead ? bytesOf(path) : undefined;
  const contents =
    text !== undefined
      ? readFlowText(sourceText(shownAs, text))
      : bytes === undefined
        ? readFlowFile(path, shownAs)
        : readFlowBytes(bytes, shownAs);
  const parts = resolveFile(contents, resolveOptions(scan));
  const { kestra } = settings;
  const facts = fileFacts(
    shownAs,
    contents,
    parts.flows,
    { ...(scan.kestra && { line: scan.kestra }), ...(kestra && { kestra }) },
    () => textAt(scan, shownAs),
  );
  if (programId === undefined || bytes === undefined || stamp === undefined) return { parts, facts };
  const file = { name: shownAs, stamp, hash: hashOf(bytes) };
  const kept = keptFile(file, { parts, facts }, fileKin(parts.flows), now);
  return { parts, facts, kept };
}

/** Texts stand in the place of files, and after these come those that no file has. */
function withTexts(files: readonly LookedFile[], texts: ReadonlyMap<string, string> | undefined): Item[] {
  const left = new Map(texts);
  const items = files.map((file): Item => {
    const text = left.get(file.shownAs);
    if (text === undefined) return file;
    left.delete(file.shownAs);
    return { path: file.path, shownAs: file.shownAs, stamp: undefined, text };
  });
  for (const [file, text] of left) items.push({ path: file, shownAs: file, stamp: undefined, text });
  return items;
}

function problemFacts(problem: Problem): FileFacts {
  const contents: FileContents = {
    flows: [],
    others: [],
    problems: [problem],
    notes: [],
    unknownContainers: [],
    withoutNamespace: [],
  };
  return fileFacts(problem.place.file, contents, [], {}, () => undefined);
}

function textAt(
  { base, texts }: Pick<LintScanOptions, "base" | "texts">,
  file: string,
): SourceText | undefined {
  const given = texts?.get(file);
  if (given !== undefined) return sourceText(file, given);
  try {
    const decoded = decode(file, readFileSync(join(base, file)));
    return decoded.kind === "text" ? decoded.source : undefined;
  } catch {
    return undefined;
  }
}

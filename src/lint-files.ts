import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode, MAX_FILE_BYTES } from "./flows/decode.ts";
import type { Problem } from "./flows/problem.ts";
import { type FileContents, readFlowBytes, readFlowFile, readFlowText } from "./flows/read-flow-file.ts";
import { type SourceText, sourceText } from "./flows/source-text.ts";
import type { FileFacts, LintInput } from "./lint/facts.ts";
import { fileFacts } from "./lint/file-facts.ts";
import { type FileKin, fileKin, kinIndex, kinOf } from "./lint/file-kin.ts";
import { type LintResult, lint, looksEverywhere } from "./lint/lint.ts";
import type { LintSettings } from "./lint/settings.ts";
import {
  type KeptFile,
  type LintCache,
  type LintPart,
  lintCachePlace,
  openLintCache,
  packLintPart,
  renewLintCache,
  writeLintCache,
} from "./lint-cache.ts";
import { inventoryOfFiles, resolveFile } from "./resolve/resolve-file.ts";
import { bytesOf, type Looked, look } from "./scan-look.ts";
import { about, resolveOptions, type ScanOptions } from "./scan-setup.ts";
import { cachedFile, hashOf } from "./store/cache/file-cache.ts";
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

/** A file, and where it is in the cache when its contents are the same. */
interface Item extends Looked {
  /** What counts instead of its contents. */
  readonly text?: string;
}

/** What was made of a file that had to be read. */
interface ReadItem extends LintPart {
  readonly kept?: KeptFile;
}

/** So many changed files cost more to read again than everything else to look at. */
const MANY = 64;

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
  const { files, problems, now } = look(scan, cache?.files.files);
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
  for (const item of items) if (item.same === undefined) readNow(item);

  const isWhole =
    reported === undefined || cache === undefined || fresh.size > MANY || looksEverywhere(settings);
  const seen = isWhole ? items : neighbours(items, fresh, reported, cache);
  const partOf = (item: Item): LintPart =>
    fresh.get(item) ?? (item.same === undefined ? undefined : cache?.partOf(item.same)) ?? readNow(item);
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
    // A text that stands for a file is no reason to forget the file.
    if (place === undefined || (scan.texts !== undefined && cache !== undefined)) return;
    const stamps = new Map<number, Stamp>();
    for (const { same, stamp } of items) if (same !== undefined && stamp) stamps.set(same, stamp);
    const isOld = cache === undefined || [...fresh.values()].some(({ kept }) => kept !== undefined);
    if (isWhole && isOld) keepAll(parts, cache, fresh, place, now);
    else if (cache) renewLintCache(place, cache, stamps, now);
  }

  function flowCount(): number {
    let flows = 0;
    for (const item of items) {
      const read = fresh.get(item);
      if (read) flows += read.parts.flows.length;
      else if (item.same !== undefined) flows += cache?.kin.flows[item.same] ?? 0;
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
  const byPosition = new Map<number, Item>();
  for (const item of items) if (item.same !== undefined) byPosition.set(item.same, item);
  const asked: FileKin[] = [];
  const others: FileKin[] = [];
  const seen = new Set<Item>(fresh.keys());
  for (const item of items) {
    const isAsked = reported(item.shownAs);
    const read = fresh.get(item);
    if (isAsked) seen.add(item);
    if (read) (isAsked ? asked : others).push(fileKin(read.parts.flows));
    else if (isAsked) {
      const part = item.same === undefined ? undefined : cache.partOf(item.same);
      // Nothing may be left out beside a file of which nothing is known.
      if (part === undefined) return items;
      asked.push(fileKin(part.parts.flows));
    }
  }
  for (const position of kinOf(asked, others, cache.kin, (file) => byPosition.has(file))) {
    const item = byPosition.get(position);
    if (item) seen.add(item);
  }
  return items.filter((item) => seen.has(item));
}

function keepAll(
  parts: readonly { readonly item: Item; readonly part: LintPart }[],
  cache: LintCache | undefined,
  fresh: ReadonlyMap<Item, ReadItem>,
  place: Parameters<typeof writeLintCache>[0],
  now: number,
): void {
  const kept: KeptFile[] = [];
  const kin: FileKin[] = [];
  for (const { item, part } of parts) {
    const read = fresh.get(item);
    const file = read ? read.kept : keptBefore(item, cache, now);
    // What could not be read may be readable the next time, without any stamp telling.
    if (file === undefined) continue;
    kept.push(file);
    kin.push(fileKin(part.parts.flows));
  }
  writeLintCache(place, kept, kinIndex(kin));
}

function keptBefore(
  { same, stamp, hash, shownAs }: Item,
  cache: LintCache | undefined,
  now: number,
): KeptFile | undefined {
  const bytes = same === undefined ? undefined : cache?.bytesOf(same);
  if (bytes === undefined || stamp === undefined || hash === undefined) return undefined;
  return { file: cachedFile(shownAs, stamp, hash, now), bytes };
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
  const kept = {
    file: cachedFile(shownAs, stamp, hashOf(bytes), now),
    bytes: packLintPart({ parts, facts }, shownAs),
  };
  return { parts, facts, kept };
}

/** Texts stand in the place of files, and after these come those that no file has. */
function withTexts(files: readonly Looked[], texts: ReadonlyMap<string, string> | undefined): Item[] {
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

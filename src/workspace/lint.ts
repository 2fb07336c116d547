import { join } from "node:path";
import type { CacheSection, FileCache, RecordKey } from "../cache/file-cache.ts";
import { isRacy } from "../cache/file-stat.ts";
import { packPart, unpackPart } from "../cache/pack-part.ts";
import { readRegular } from "../files/regular-file.ts";
import { completeFlows } from "../flows/complete-flows.ts";
import { decode, MAX_FILE_BYTES, tooLarge } from "../flows/decode.ts";
import type { Problem } from "../flows/problem.ts";
import {
  type FileContents,
  onlyProblem,
  readFlowBytes,
  readFlowFile,
  readFlowText,
} from "../flows/read-flow-file.ts";
import { type SourceText, sourceText } from "../flows/source-text.ts";
import { readFile } from "../infer/index.ts";
import { blueprintFacts } from "../lint/blueprint-facts.ts";
import type { FileFacts, LintInput } from "../lint/facts.ts";
import { fileFacts } from "../lint/file-facts.ts";
import type { FactOptions } from "../lint/flow-rule-context.ts";
import { type LintResult, lint, needsWholeRepository } from "../lint/lint.ts";
import { relatedFiles } from "../lint/related-files.ts";
import type { LintSettings } from "../lint/settings.ts";
import type { FileResult } from "../model/declared.ts";
import { declaredParts } from "../model/declared-only.ts";
import { type FileSummary, flowCount, packSummary, readSummary } from "../model/file-summary.ts";
import { compareText } from "../model/order.ts";
import type { FileEnvironments } from "../resolve/file-environments.ts";
import { linkKnownFiles } from "../resolve/link-known-files.ts";
import { inventoryOfFiles } from "../resolve/resolve-file.ts";
import { contentIdOf } from "../util/content-id.ts";
import { type FileStatus, statFiles } from "./file-status.ts";
import { about, resolveOptions, type ScanOptions } from "./scan-options.ts";

export interface LintScanOptions extends ScanOptions {
  /** Overlay text by shown path; the file need not exist. */
  readonly texts?: ReadonlyMap<string, string>;
}

export interface LintFilesOptions {
  readonly scan: LintScanOptions;
  readonly settings: LintSettings;
  /** The files with reported findings, by shown path; all others are context. Absent: all. */
  readonly reported?: (file: string) => boolean;
  /** Cached results of files, updated by this run. Absent: every file is read. */
  readonly cache?: FileCache;
}

export interface LintedFiles extends LintResult {
  /** The inventory behind the findings. With selected files, it need not be complete. */
  readonly input: LintInput;
  /** Counts of all found files, read or not. */
  readonly found: { readonly files: number; readonly flows: number };
  /** The linted text of a file, or undefined if it cannot be read again or has changed. */
  readonly textOf: (file: string) => SourceText | undefined;
}

/** Results of a file for the rules. */
export interface LintedFile {
  /** Everything read from the file, inferred parts included. */
  readonly own: FileResult;
  /** Its declarations. */
  readonly parts: FileResult;
  readonly facts: FileFacts;
}

/** A found file with its cached status. */
export interface LintFile {
  readonly name: string;
  readonly summary: FileSummary;
  /** Of the bytes behind the results; absent for an overlay text. */
  readonly contentId?: string;
  readonly load: () => LintedFile;
}

/**
 * Lints files. Cached files are not read, and with selected files, only related files are used. The findings depend
 * only on files and options.
 */
export function lintFiles(options: LintFilesOptions): LintedFiles {
  const { scan, settings, reported, cache } = options;
  const { files, problems, now } = statFiles(scan, cache);
  const open = lintFileReader(options, now);
  const items = withTexts(files, scan.texts);
  const found = linked(
    items.map((item) => open(item)),
    (number, environments) => {
      const item = items[number];
      if (item === undefined) throw new RangeError("no such file");
      return open(item, environments);
    },
    resolveOptions(scan).maxCases,
  );
  const isWhole = reported === undefined || cache === undefined || needsWholeRepository(settings);
  const contentIds = new Map(found.map(({ name, contentId }) => [name, contentId]));
  const input = lintInput(isWhole ? found : concerning(found, reported), problems, scan);
  cache?.save();
  return {
    ...lint(input, settings, reported),
    input,
    found: {
      files: found.length + problems.length,
      flows: found.reduce((sum, { summary }) => sum + flowCount(summary), 0),
    },
    textOf: (file) => currentText(scan, file, contentIds.get(file)),
  };
}

/**
 * The input of the rules.
 *
 * @param problems of files and folders that could not be opened at all
 */
export function lintInput(
  files: readonly LintFile[],
  problems: readonly Problem[],
  scan: ScanOptions,
): LintInput {
  const looked = files.map(({ load }) => load());
  const facts = [...looked.map((file) => file.facts), ...problems.map(problemFacts)];
  return {
    files: facts.sort((a, b) => compareText(a.file, b.file)),
    inventory: inventoryOfFiles(
      looked.map(({ parts }) => parts),
      problems,
      about(scan),
    ),
  };
}

/** The files with their environments. @param open a file with its environments */
export function linked(
  alone: readonly LintFile[],
  open: (number: number, environments: FileEnvironments) => LintFile,
  maxCases: number,
): readonly LintFile[] {
  const numbers = new Map(alone.map(({ name }, number) => [name, number]));
  const opened = (name: string, environments: FileEnvironments | undefined): LintFile => {
    const number = numbers.get(name) ?? -1;
    const file = environments ? open(number, environments) : alone[number];
    if (file === undefined) throw new RangeError("no such file");
    return file;
  };
  const steps = linkKnownFiles(alone, maxCases);
  let step = steps.next();
  while (!step.done)
    step = steps.next(step.value.map(([name, environments]) => opened(name, environments).load().parts));
  const { value: environments } = step;
  return alone.map((file) => {
    const own = environments.get(file.name);
    return own === undefined ? file : opened(file.name, own);
  });
}

/** The selected files, and the related files for the rules. */
export function concerning(
  files: readonly LintFile[],
  reported: (file: string) => boolean,
): readonly LintFile[] {
  const asked = [...files.keys()].filter((number) => reported(files[number]?.name ?? ""));
  const related = relatedFiles(
    files.map(({ summary }) => summary),
    asked,
  );
  return files.filter((_, number) => related.has(number));
}

/** A file of the working tree, or its overlay text. */
export interface LintItem extends FileStatus {
  readonly text?: string;
}

/** Opens files one by one; results of uncached files are stored. */
export function lintFileReader(
  { scan, settings, cache }: LintFilesOptions,
  started: number,
): (item: LintItem, environments?: FileEnvironments) => LintFile {
  const { kestra } = settings;
  const resolving = resolveOptions(scan);
  const factOptions: FactOptions = { ...(scan.kestra && { line: scan.kestra }), ...(kestra && { kestra }) };
  const [partsKey, factsKey] = [JSON.stringify(resolving), JSON.stringify([resolving, factOptions])];
  // Asked for each time: a section lasts until the next save.
  const partsNow = () => cache?.section("parts", partsKey);
  const factsNow = () => cache?.section("lint", factsKey);
  const progress = { files: 0, flows: 0 };

  const fromCache = (
    item: LintItem,
    key: RecordKey,
    environments?: FileEnvironments,
  ): LintFile | undefined => {
    const parts = partsNow();
    const record = parts?.find(key);
    if (parts === undefined || record === undefined) return undefined;
    const load = (): LintedFile => {
      const [own, ownFacts] = [unpack<FileResult>(partsNow(), key), unpack<FileFacts>(factsNow(), key)];
      return own && ownFacts
        ? { own, parts: declaredParts(own), facts: ownFacts }
        : resolve(item, bytesOf(item), environments).load();
    };
    return { name: key.name, summary: parts.summary(record), contentId: key.contentId, load };
  };
  const resolve = (
    item: LintItem,
    bytes: Uint8Array | undefined,
    environments?: FileEnvironments,
  ): LintFile => {
    const { shownAs: name } = item;
    const key = bytes && keyOf(name, contentIdOf(bytes), environments);
    const contents = completeFlows(contentsOf(item, bytes), resolving);
    const parts = partsNow();
    const known = key && unpack<FileResult>(parts, key);
    const own =
      known ??
      readFile(contents, { ...resolving, ...(environments && { environments: environments.byFlow }) });
    const declared = declaredParts(own);
    const ownFacts = contents.blueprint
      ? blueprintFacts(
          contents.blueprint,
          factOptions,
          (file) => declaredParts(readFile(file, resolving)).flows,
        )
      : fileFacts(name, contents, declared.flows, factOptions, () => currentText(scan, name));
    const summary = packSummary(own);
    if (key !== undefined) {
      if (known === undefined) parts?.set(key, { summary, body: packPart(own, name) });
      factsNow()?.set(key, { summary: NO_BYTES, body: packPart(ownFacts, name) });
    }
    if (environments === undefined) {
      progress.files++;
      progress.flows += own.flows.length;
      scan.onFile?.({ ...progress });
    }
    return {
      name,
      summary: readSummary(summary),
      ...(key && { contentId: key.contentId }),
      load: () => ({ own, parts: declared, facts: ownFacts }),
    };
  };
  return (item, environments) => {
    const { shownAs: name, stat, contentId } = item;
    const cached = (id: string) => fromCache(item, keyOf(name, id, environments), environments);
    const known = contentId === undefined ? undefined : cached(contentId);
    if (known !== undefined) return known;
    const bytes = bytesOf(item);
    if (bytes === undefined || stat === undefined) return resolve(item, bytes, environments);
    const now = contentIdOf(bytes);
    cache?.setStatus(name, { stat, racy: isRacy(stat, started), contentId: now });
    return (now === contentId ? undefined : cached(now)) ?? resolve(item, bytes, environments);
  };
}

function keyOf(name: string, contentId: string, environments: FileEnvironments | undefined): RecordKey {
  return { name, contentId, ...(environments && { environment: environments.hash }) };
}

const NO_BYTES = new Uint8Array();

function unpack<Part>(section: CacheSection | undefined, key: RecordKey): Part | undefined {
  const record = section?.find(key);
  const body = record === undefined ? undefined : section?.body(record);
  return body && unpackPart<Part>(body, key.name);
}

/** The stat on disk; undefined for an overlay, and for an unreadable or too large file. */
function bytesOf({ path, stat, text }: LintItem): Uint8Array | undefined {
  if (text !== undefined || stat === undefined || stat.size > MAX_FILE_BYTES) return undefined;
  try {
    return readRegular(path, MAX_FILE_BYTES);
  } catch {
    return undefined;
  }
}

function contentsOf({ path, shownAs, text }: LintItem, bytes: Uint8Array | undefined): FileContents {
  if (text !== undefined) {
    const size = Buffer.byteLength(text);
    return size > MAX_FILE_BYTES
      ? onlyProblem(tooLarge(shownAs, size))
      : readFlowText(sourceText(shownAs, text));
  }
  return bytes === undefined ? readFlowFile(path, shownAs) : readFlowBytes(bytes, shownAs);
}

/** Overlays replace files; those without a file come last. */
function withTexts(files: readonly FileStatus[], texts: ReadonlyMap<string, string> | undefined): LintItem[] {
  const left = new Map(texts);
  const items = files.map((file): LintItem => {
    const text = left.get(file.shownAs);
    if (text === undefined) return file;
    left.delete(file.shownAs);
    return { path: file.path, shownAs: file.shownAs, text };
  });
  for (const [file, text] of left) items.push({ path: file, shownAs: file, text });
  return items;
}

function problemFacts(problem: Problem): FileFacts {
  return fileFacts(problem.place.file, onlyProblem(problem), [], {}, () => undefined);
}

/**
 * The text of a file: its overlay, or the text on disk.
 *
 * @param contentId undefined for a file with another content; absent: any
 */
export function currentText(
  { base, texts }: Pick<LintScanOptions, "base" | "texts">,
  file: string,
  contentId?: string,
): SourceText | undefined {
  const given = texts?.get(file);
  if (given !== undefined) return sourceText(file, given);
  try {
    const bytes = readRegular(join(base, file), MAX_FILE_BYTES);
    if (contentId !== undefined && contentIdOf(bytes) !== contentId) return undefined;
    const decoded = decode(file, bytes);
    return decoded.kind === "text" ? decoded.source : undefined;
  } catch {
    return undefined;
  }
}

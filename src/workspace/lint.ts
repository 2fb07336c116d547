import { join } from "node:path";
import type { CacheSection, FileCache, RecordKey } from "../cache/file-cache.ts";
import { isRacy } from "../cache/file-stat.ts";
import { packPart, unpackPart } from "../cache/pack-part.ts";
import { readRegular } from "../files/regular-file.ts";
import { completeFlows } from "../flows/complete-flows.ts";
import { decode, MAX_FILE_BYTES } from "../flows/decode.ts";
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
import { inventoryOfFiles } from "../resolve/resolve-file.ts";
import { contentIdOf } from "../util/content-id.ts";
import { type FileStatus, statFiles } from "./file-status.ts";
import { about, resolveOptions, type ScanOptions } from "./scan-options.ts";

export interface LintScanOptions extends ScanOptions {
  /** Text that counts instead of what a file holds, by the path that the file is shown as; it need not exist. */
  readonly texts?: ReadonlyMap<string, string>;
}

export interface LintFilesOptions {
  readonly scan: LintScanOptions;
  readonly settings: LintSettings;
  /** The files whose findings are wanted, by shown path; the others give the context. Absent: all. */
  readonly reported?: (file: string) => boolean;
  /** What earlier runs know of files; it learns from this one. Absent: every file is read. */
  readonly cache?: FileCache;
}

export interface LintedFiles extends LintResult {
  /** What the rules looked at. Where the findings of some files are wanted, it need not be all that was found. */
  readonly input: LintInput;
  /** How much there is, looked at or not. */
  readonly found: { readonly files: number; readonly flows: number };
  /** The text of a file that was read, or undefined where it cannot be read again. */
  readonly textOf: (file: string) => SourceText | undefined;
}

/** What the rules look at of a file. */
interface LintedFile {
  readonly parts: FileResult;
  readonly facts: FileFacts;
}

/** A file that was found, and what is known of it before it is looked at. */
interface LintFile {
  readonly name: string;
  readonly summary: FileSummary;
  readonly load: () => LintedFile;
}

/**
 * Lints files. Those that the cache knows are not read, and where the findings of a few are wanted, only what concerns
 * these is looked at. The findings depend on the files and the options alone.
 */
export function lintFiles(options: LintFilesOptions): LintedFiles {
  const { scan, settings, reported, cache } = options;
  const { files, problems, now } = statFiles(scan, cache);
  const open = createReader(options, now);
  const found = withTexts(files, scan.texts).map(open);
  const isWhole = reported === undefined || cache === undefined || needsWholeRepository(settings);
  const looked = (isWhole ? found : concerning(found, reported)).map(({ load }) => load());
  const facts = [...looked.map((file) => file.facts), ...problems.map(problemFacts)];
  const input: LintInput = {
    files: facts.sort((a, b) => compareText(a.file, b.file)),
    inventory: inventoryOfFiles(
      looked.map(({ parts }) => parts),
      problems,
      about(scan),
    ),
  };
  cache?.save();
  return {
    ...lint(input, settings, reported),
    input,
    found: {
      files: found.length + problems.length,
      flows: found.reduce((sum, { summary }) => sum + flowCount(summary), 0),
    },
    textOf: (file) => textAt(scan, file),
  };
}

/** The files that are asked about, and those that the rules have to see beside them. */
function concerning(files: readonly LintFile[], reported: (file: string) => boolean): readonly LintFile[] {
  const asked = [...files.keys()].filter((number) => reported(files[number]?.name ?? ""));
  const related = relatedFiles(
    files.map(({ summary }) => summary),
    asked,
  );
  return files.filter((_, number) => related.has(number));
}

/** A file of the working tree, or a text that counts instead. */
interface Item extends FileStatus {
  readonly text?: string;
}

/** Opens files one by one: those that the cache does not know are read, and what becomes of them is kept. */
function createReader(
  { scan, settings, cache }: LintFilesOptions,
  started: number,
): (item: Item) => LintFile {
  const { kestra } = settings;
  const resolving = resolveOptions(scan);
  const factOptions: FactOptions = { ...(scan.kestra && { line: scan.kestra }), ...(kestra && { kestra }) };
  const parts = cache?.section("parts", JSON.stringify(resolving));
  const facts = cache?.section("lint", JSON.stringify([resolving, factOptions]));
  const progress = { files: 0, flows: 0 };

  const fromCache = (item: Item, key: RecordKey): LintFile | undefined => {
    const record = parts?.find(key);
    if (parts === undefined || record === undefined) return undefined;
    const load = (): LintedFile => {
      const [own, ownFacts] = [unpack<FileResult>(parts, key), unpack<FileFacts>(facts, key)];
      return own && ownFacts
        ? { parts: declaredParts(own), facts: ownFacts }
        : resolve(item, bytesOf(item)).load();
    };
    return { name: key.name, summary: parts.summary(record), load };
  };
  const resolve = (item: Item, bytes: Uint8Array | undefined): LintFile => {
    const { shownAs: name } = item;
    const key = bytes && { name, contentId: contentIdOf(bytes) };
    const contents = completeFlows(contentsOf(item, bytes), resolving);
    const known = key && unpack<FileResult>(parts, key);
    const own = known ?? readFile(contents, resolving);
    const declared = declaredParts(own);
    const ownFacts = fileFacts(name, contents, declared.flows, factOptions, () => textAt(scan, name));
    const summary = packSummary(own);
    if (key !== undefined) {
      if (known === undefined) parts?.set(key, { summary, body: packPart(own, name) });
      facts?.set(key, { summary: NO_BYTES, body: packPart(ownFacts, name) });
    }
    progress.files++;
    progress.flows += own.flows.length;
    scan.onFile?.({ ...progress });
    return { name, summary: readSummary(summary), load: () => ({ parts: declared, facts: ownFacts }) };
  };
  return (item) => {
    const { shownAs: name, stat, contentId } = item;
    const known = contentId === undefined ? undefined : fromCache(item, { name, contentId });
    if (known !== undefined) return known;
    const bytes = bytesOf(item);
    if (bytes === undefined || stat === undefined) return resolve(item, bytes);
    const now = contentIdOf(bytes);
    cache?.setStatus(name, { stat, racy: isRacy(stat, started), contentId: now });
    return (
      (now === contentId ? undefined : fromCache(item, { name, contentId: now })) ?? resolve(item, bytes)
    );
  };
}

const NO_BYTES = new Uint8Array();

function unpack<Part>(section: CacheSection | undefined, key: RecordKey): Part | undefined {
  const record = section?.find(key);
  const body = record === undefined ? undefined : section?.body(record);
  return body && unpackPart<Part>(body, key.name);
}

/** What the file system holds; undefined where a text counts instead, or the file cannot be read or is too large. */
function bytesOf({ path, stat, text }: Item): Uint8Array | undefined {
  if (text !== undefined || stat === undefined || stat.size > MAX_FILE_BYTES) return undefined;
  try {
    return readRegular(path, MAX_FILE_BYTES);
  } catch {
    return undefined;
  }
}

function contentsOf({ path, shownAs, text }: Item, bytes: Uint8Array | undefined): FileContents {
  if (text !== undefined) return readFlowText(sourceText(shownAs, text));
  return bytes === undefined ? readFlowFile(path, shownAs) : readFlowBytes(bytes, shownAs);
}

/** Texts stand in the place of files, and after these come those that no file has. */
function withTexts(files: readonly FileStatus[], texts: ReadonlyMap<string, string> | undefined): Item[] {
  const left = new Map(texts);
  const items = files.map((file): Item => {
    const text = left.get(file.shownAs);
    if (text === undefined) return file;
    left.delete(file.shownAs);
    return { path: file.path, shownAs: file.shownAs, stat: undefined, text };
  });
  for (const [file, text] of left) items.push({ path: file, shownAs: file, stat: undefined, text });
  return items;
}

function problemFacts(problem: Problem): FileFacts {
  return fileFacts(problem.place.file, onlyProblem(problem), [], {}, () => undefined);
}

function textAt(
  { base, texts }: Pick<LintScanOptions, "base" | "texts">,
  file: string,
): SourceText | undefined {
  const given = texts?.get(file);
  if (given !== undefined) return sourceText(file, given);
  try {
    const decoded = decode(file, readRegular(join(base, file), MAX_FILE_BYTES));
    return decoded.kind === "text" ? decoded.source : undefined;
  } catch {
    return undefined;
  }
}

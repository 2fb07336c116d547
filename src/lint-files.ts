import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "./flows/decode.ts";
import { type SourceText, sourceText } from "./flows/source-text.ts";
import type { FileFacts, LintInput } from "./lint/facts.ts";
import { fileFacts } from "./lint/file-facts.ts";
import { type LintResult, lint } from "./lint/lint.ts";
import type { LintSettings } from "./lint/settings.ts";
import { type ScanOptions, type ScanResult, scan } from "./scan.ts";

export interface LintFilesOptions {
  readonly scan: ScanOptions;
  readonly settings: LintSettings;
  /** The files whose findings are wanted, by shown path; the others give the context. Absent: all. */
  readonly reported?: (file: string) => boolean;
  /** How the files are read; a caller may show how far it is. */
  readonly read?: (options: ScanOptions) => ScanResult;
}

export interface LintedFiles extends LintResult {
  readonly input: LintInput;
  /** The text of a file that was read, or undefined where it cannot be read again. */
  readonly textOf: (file: string) => SourceText | undefined;
}

/** Scans the files and lints them. One file's tree is in memory at a time. */
export function lintFiles({ scan: options, settings, reported, read = scan }: LintFilesOptions): LintedFiles {
  const files: FileFacts[] = [];
  const textOf = (file: string) => textAt(options, file);
  const { kestra } = settings;
  const { inventory } = read({
    ...options,
    visit: (scanned) => {
      options.visit?.(scanned);
      const { shownAs, contents, resolved } = scanned;
      const facts = { ...(options.kestra && { line: options.kestra }), ...(kestra && { kestra }) };
      files.push(fileFacts(shownAs, contents, resolved, facts, () => textOf(shownAs)));
    },
  });
  files.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const input: LintInput = { files, inventory };
  return { ...lint(input, settings, reported), input, textOf };
}

function textAt({ base, texts }: ScanOptions, file: string): SourceText | undefined {
  const given = texts?.get(file);
  if (given !== undefined) return sourceText(file, given);
  try {
    const decoded = decode(file, readFileSync(join(base, file)));
    return decoded.kind === "text" ? decoded.source : undefined;
  } catch {
    return undefined;
  }
}

import type { Finding } from "../lint/finding.ts";
import { fixText } from "../lint/fix/fix-file.ts";
import { changed } from "./edit-files.ts";
import { type LintedFiles, type LintFilesOptions, lintFiles } from "./lint.ts";

export interface FixedFiles {
  /** Remaining findings of the corrected files. */
  readonly linted: LintedFiles;
  /** Corrected and original texts by file. */
  readonly files: ReadonlyMap<string, { readonly before: string; readonly after: string }>;
  /** Number of corrected findings. */
  readonly applied: number;
}

/** Few corrections enable another, such as a type for an output after its misspelled key. */
const MOST_ROUNDS = 5;

/**
 * Applies the fixes of the findings accepted by `shownOf`, repeatedly, because a fix can reveal findings. Writes
 * nothing. Throws an AssetsError for a file that another program has changed since it was linted.
 */
export function fixFiles(
  run: LintFilesOptions,
  first: LintedFiles,
  shownOf: (linted: LintedFiles) => readonly Finding[],
): FixedFiles {
  const files = new Map<string, { before: string; after: string }>();
  let linted = first;
  let applied = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = fixRound(linted, shownOf(linted), files);
    if (now === 0) break;
    applied += now;
    const texts = new Map([...files].map(([file, { after }]) => [file, after]));
    linted = lintFiles({ ...run, scan: { ...run.scan, texts } });
  }
  return { linted, files, applied };
}

function fixRound(
  { textOf }: LintedFiles,
  findings: readonly Finding[],
  files: Map<string, { before: string; after: string }>,
): number {
  let applied = 0;
  const withFixes = new Set(findings.filter(({ fix }) => fix !== undefined).map(({ range }) => range.file));
  for (const file of withFixes) {
    const text = textOf(file)?.text;
    if (text === undefined) throw changed(file);
    const fixed = fixText(file, text, findings);
    if (fixed.applied === 0) continue;
    applied += fixed.applied;
    files.set(file, { before: files.get(file)?.before ?? text, after: fixed.text });
  }
  return applied;
}

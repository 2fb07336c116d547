import { join } from "node:path";
import { readRegular } from "../files/regular-file.ts";
import { MAX_FILE_BYTES } from "../flows/decode.ts";
import type { Finding } from "../lint/finding.ts";
import { fixText } from "../lint/fix/fix-file.ts";
import { checkLink } from "./check-paths.ts";
import { type LintedFiles, type LintFilesOptions, lintFiles } from "./lint.ts";
import type { Project } from "./project.ts";
import { writeFile } from "./write-file.ts";

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
 * nothing.
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
    if (text === undefined) continue;
    const fixed = fixText(file, text, findings);
    if (fixed.applied === 0) continue;
    applied += fixed.applied;
    files.set(file, { before: files.get(file)?.before ?? text, after: fixed.text });
  }
  return applied;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Writes corrected texts to their files and keeps byte order marks. Throws an AssetsError for a file that must not be
 * written.
 */
export async function writeFixes(
  { config: { folder: base } }: Pick<Project, "config">,
  { files }: FixedFiles,
): Promise<void> {
  // Checked before the first write: a link allowed for reading is not allowed for writing.
  for (const file of files.keys()) checkLink(base, { path: join(base, file), shown: file });
  for (const [file, { after }] of files) {
    const path = join(base, file);
    const hasMark = readRegular(path, MAX_FILE_BYTES).subarray(0, 3).equals(BYTE_ORDER_MARK);
    await writeFile({ path, shown: file }, [(hasMark ? "\uFEFF" : "") + after]);
  }
}

import { readYaml } from "../../flows/read-yaml.ts";
import { sourceText } from "../../flows/source-text.ts";
import type { Finding } from "../finding.ts";
import { applyFixes, type Fix } from "./edit.ts";

export interface FixedText {
  readonly text: string;
  readonly applied: number;
}

/**
 * The text of a file after the fixes of its findings. Only the edited characters change. A fix that would break the
 * YAML is skipped.
 */
export function fixText(file: string, text: string, findings: readonly Finding[]): FixedText {
  const fixes = findings.filter(({ range }) => range.file === file).flatMap(({ fix }) => (fix ? [fix] : []));
  if (fixes.length === 0) return { text, applied: 0 };
  const before = problemsIn(file, text);
  const all = applyFixes(text, fixes);
  if (problemsIn(file, all.text) <= before) return all;
  // A harmful fix must not prevent the others.
  const kept: Fix[] = [];
  for (const fix of fixes) {
    if (problemsIn(file, applyFixes(text, [...kept, fix]).text) <= before) kept.push(fix);
  }
  return applyFixes(text, kept);
}

/** Another broken document in the file must not prevent fixes here. */
function problemsIn(file: string, text: string): number {
  return readYaml(sourceText(file, text)).reduce((sum, { problems }) => sum + problems.length, 0);
}

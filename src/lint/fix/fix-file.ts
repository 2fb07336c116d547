import { readYaml } from "../../flows/read-yaml.ts";
import { sourceText } from "../../flows/source-text.ts";
import type { Finding } from "../finding.ts";
import { applyFixes } from "./edit.ts";

export interface FixedText {
  readonly text: string;
  readonly applied: number;
}

/**
 * The text of a file with the fixes of its findings made. Nothing but the edited characters changes. A result that does
 * not read as YAML is not given: then the text stays as it is.
 */
export function fixText(file: string, text: string, findings: readonly Finding[]): FixedText {
  const fixes = findings.filter(({ range }) => range.file === file).flatMap(({ fix }) => (fix ? [fix] : []));
  const fixed = applyFixes(text, fixes);
  const broken = readYaml(sourceText(file, fixed.text)).some(({ problems }) => problems.length > 0);
  return broken ? { text, applied: 0 } : fixed;
}

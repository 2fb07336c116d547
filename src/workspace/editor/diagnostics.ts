import { type Baseline, hideKnown } from "../../lint/baseline.ts";
import type { Finding } from "../../lint/finding.ts";
import { findAll, needsWholeRepository, reportFindings } from "../../lint/lint.ts";
import { relatedFiles } from "../../lint/related-files.ts";
import type { LintSettings } from "../../lint/settings.ts";
import { lintInput } from "../lint.ts";
import type { ScanOptions } from "../scan-options.ts";
import type { SessionFiles } from "./session-files.ts";

/** Settings of the rules in a session. */
export interface DiagnosticSettings {
  readonly scan: ScanOptions;
  readonly rules: LintSettings;
  readonly baseline?: Baseline;
}

/** Findings by file: of each file those that `assets lint FILE` prints for the same texts. */
export function diagnostics(
  files: SessionFiles,
  { scan, rules, baseline }: DiagnosticSettings,
  names: readonly string[],
): ReadonlyMap<string, readonly Finding[]> {
  const all = files.all();
  const needed = needsWholeRepository(rules) ? all : concerning(files, names);
  const input = lintInput(needed, files.problems(), scan);
  const found = findAll(input, rules);
  return new Map(
    names.map((name) => {
      const { findings } = reportFindings(found, input.files, rules, (file) => file === name);
      return [name, baseline === undefined ? findings : hideKnown(findings, baseline).shown];
    }),
  );
}

/** The names of some files and of the files whose findings can depend on them. */
export function relatedNames(files: SessionFiles, names: readonly string[]): readonly string[] {
  return concerning(files, names).map(({ name }) => name);
}

function concerning(files: SessionFiles, names: readonly string[]) {
  const all = files.all();
  const wanted = new Set(names);
  const asked = [...all.keys()].filter((at) => wanted.has(all[at]?.name ?? ""));
  const related = relatedFiles(
    all.map(({ summary }) => summary),
    asked,
  );
  return all.filter((_, at) => related.has(at));
}

import { type Baseline, hideKnown } from "../../lint/baseline.ts";
import type { Finding } from "../../lint/finding.ts";
import { allFindings, needsWholeRepository, reportFindings } from "../../lint/lint.ts";
import type { LintSettings } from "../../lint/settings.ts";
import { concerning, lintInput } from "../lint.ts";
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
  const wanted = new Set(names);
  const all = files.linked();
  const needed = needsWholeRepository(rules) ? all : concerning(all, (name) => wanted.has(name));
  const input = lintInput(needed, files.problems(), scan);
  const found = allFindings(input, rules);
  return new Map(
    names.map((name) => {
      const { findings } = reportFindings(found, input.files, rules, (file) => file === name);
      return [name, baseline === undefined ? findings : hideKnown(findings, baseline).shown];
    }),
  );
}

/** The names of some files and of the files whose findings can depend on them. */
export function relatedNames(files: SessionFiles, names: readonly string[]): readonly string[] {
  const wanted = new Set(names);
  return concerning(files.linked(), (name) => wanted.has(name)).map(({ name }) => name);
}

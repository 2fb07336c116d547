import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import { AssetsError, type ExitCode, systemErrorReason } from "../errors.ts";
import { baselineOf, hideKnown } from "../lint/baseline.ts";
import type { Finding, Severity } from "../lint/finding.ts";
import { fixText } from "../lint/fix/fix-file.ts";
import { RULES } from "../lint/rules/index.ts";
import { fails } from "../lint/verdict.ts";
import { type LintedFiles, type LintFilesOptions, lintFiles } from "../lint-files.ts";
import { formatLint } from "../report/lint/formats.ts";
import type { LintReport } from "../report/lint/lint-report.ts";
import { ruleList } from "../report/lint/rule-list.ts";
import { plainStyle } from "../report/style.ts";
import { visible } from "../report/visible.ts";
import { count } from "../report/words.ts";
import { baselineText, readBaseline } from "./support/baseline-file.ts";
import { type LintOutput, lintOutputs } from "./support/lint-outputs.ts";
import { type LintFlags, lintSettings } from "./support/lint-settings.ts";
import { lintTargets } from "./support/lint-targets.ts";
import { packageVersion } from "./support/package-version.ts";
import type { Program } from "./support/program.ts";
import { scanOptions } from "./support/scan-options.ts";
import { scanWithProgress } from "./support/scan-with-progress.ts";

export interface LintOptions extends LintFlags {
  readonly config?: string;
  /** `text`, `sarif=<file>` ...; stdout where no file is named. */
  readonly formats: readonly string[];
  readonly exclude?: readonly string[];
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly failOn?: Severity | "never";
  readonly maxWarnings?: number;
  readonly stdinFilename?: string;
  readonly listRules?: boolean;
}

export async function run(
  program: Program,
  paths: readonly string[],
  options: LintOptions,
): Promise<ExitCode> {
  const outputs = lintOutputs(options.formats);
  if (options.listRules) {
    program.print(
      ruleList(
        RULES,
        outputs.some(({ format }) => format === "json"),
        program.text,
      ),
    );
    return 0;
  }
  const config = await loadConfig({
    cwd: program.folder,
    ...(options.config !== undefined && { file: options.config }),
  });
  const run = prepare(program, config, paths, options);
  let linted = lintFiles(run);
  checkFound(linted, run);

  const baseline = baselinePath(program, config, options);
  if (options.updateBaseline) return updateBaseline(program, linted, run, baseline);
  const known = baseline === undefined ? undefined : readBaseline(baseline.path, baseline.shown);
  const visibleOf = (files: LintedFiles) =>
    known === undefined
      ? { shown: files.findings, hidden: 0, stale: 0 }
      : hideKnown(files.findings, known, run.settings.only ? () => false : run.reported);

  let fixed = 0;
  if (options.fix) {
    if (options.dryRun) return previewFixes(program, linted, visibleOf(linted).shown);
    // A fix can make way for another, such as a type for a key that was misspelled. Few ever need a second round.
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const applied = writeFixes(linted, visibleOf(linted).shown, run);
      if (applied === 0) break;
      fixed += applied;
      linted = lintFiles(run);
    }
  }
  const { shown, hidden, stale } = visibleOf(linted);
  const report = reportOf(linted, shown, { hidden, stale, fixed });
  for (const output of outputs) write(program, report, output);
  return verdict(shown, outputs, options);
}

const MOST_ROUNDS = 5;

function prepare(
  program: Program,
  config: Config,
  paths: readonly string[],
  options: LintOptions,
): LintFilesOptions {
  const targets = lintTargets(program.folder, config, paths, options.stdinFilename);
  if (options.fix && targets.texts !== undefined) {
    throw new AssetsError("--fix writes files, and standard input is none", {
      hint: "Name the file instead of `-`.",
    });
  }
  const told = { roots: targets.roots, settings: options.exclude ? { exclude: options.exclude } : {} };
  const { settings: _, ...scanning } = scanOptions(config, told);
  return {
    scan: { ...scanning, ...(targets.texts && { texts: targets.texts }) },
    settings: lintSettings(config, options),
    ...(targets.reported && { reported: targets.reported }),
    read: (all) => scanWithProgress(program, all),
  };
}

/** Files that hooks name need not hold flows; a folder that is linted should. */
function checkFound({ input }: LintedFiles, { reported }: LintFilesOptions): void {
  const { flows, files, roots } = input.inventory;
  if (flows.length > 0 || reported || files.unreadable > 0) return;
  throw new AssetsError(`there is no flow under ${roots.map((root) => `"${root}"`).join(", ")}`, {
    hint: "Name the folder that holds your flows: `assets lint <paths>`.",
    exitCode: 3,
  });
}

interface FilePath {
  readonly path: string;
  readonly shown: string;
}

function baselinePath(program: Program, config: Config, options: LintOptions): FilePath | undefined {
  if (options.baseline !== undefined) {
    return { path: resolve(program.folder, options.baseline), shown: options.baseline };
  }
  const named = config.baseline ?? (options.updateBaseline ? "assets.baseline.json" : undefined);
  return named === undefined ? undefined : { path: resolve(config.folder, named), shown: named };
}

function updateBaseline(
  program: Program,
  { findings }: LintedFiles,
  { reported, settings }: LintFilesOptions,
  baseline: FilePath | undefined,
): ExitCode {
  if (baseline === undefined) return 0;
  if (reported !== undefined || settings.only !== undefined) {
    throw new AssetsError("a baseline is written for all files and rules, and only some are asked for", {
      hint: "Leave out the file names and --rule.",
    });
  }
  writeFile(baseline, baselineText(baselineOf(findings)));
  program.print(`${visible(baseline.shown)}: ${count(findings.length, "finding")} will be hidden\n`);
  return 0;
}

function previewFixes(program: Program, { textOf }: LintedFiles, findings: readonly Finding[]): ExitCode {
  for (const file of filesWithFixes(findings)) {
    const text = textOf(file)?.text;
    if (text === undefined) continue;
    const fixed = fixText(file, text, findings);
    if (fixed.applied > 0)
      program.print(createTwoFilesPatch(`a/${file}`, `b/${file}`, text, fixed.text, "", ""));
  }
  return 0;
}

function writeFixes(
  { textOf }: LintedFiles,
  findings: readonly Finding[],
  { scan: { base } }: LintFilesOptions,
): number {
  let applied = 0;
  for (const file of filesWithFixes(findings)) {
    const text = textOf(file)?.text;
    if (text === undefined) continue;
    const fixed = fixText(file, text, findings);
    if (fixed.applied === 0) continue;
    const path = join(base, file);
    const mark = readFileSync(path).subarray(0, 3).equals(BYTE_ORDER_MARK) ? "\uFEFF" : "";
    writeFile({ path, shown: file }, mark + fixed.text);
    applied += fixed.applied;
  }
  return applied;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function filesWithFixes(findings: readonly Finding[]): string[] {
  return [...new Set(findings.filter(({ fix }) => fix !== undefined).map(({ range }) => range.file))];
}

function reportOf(
  { input, suppressed, textOf }: LintedFiles,
  findings: readonly Finding[],
  counts: Pick<LintReport, "hidden" | "stale" | "fixed">,
): LintReport {
  let last: ReturnType<typeof textOf>;
  return {
    findings,
    files: input.files.length,
    flows: input.inventory.flows.length,
    suppressed,
    ...counts,
    rules: RULES,
    lineOf: (file, line) => {
      if (last?.file !== file) last = textOf(file);
      return last?.line(line);
    },
    version: packageVersion(),
  };
}

function write(program: Program, report: LintReport, { format, file }: LintOutput): void {
  if (file === undefined) program.print(formatLint(report, format, program.text));
  else
    writeFile(
      { path: resolve(program.folder, file), shown: file },
      formatLint(report, format, { ...program.text, style: plainStyle }),
    );
}

function writeFile({ path, shown }: FilePath, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new AssetsError(`"${shown}" cannot be written: ${systemErrorReason(error)}`, {
      hint: "Check the path, and that its folder exists.",
      cause: error,
    });
  }
}

/** Who reads SARIF looks for findings in it, and takes another exit code for a failed run. */
function verdict(
  shown: readonly Finding[],
  outputs: readonly LintOutput[],
  { failOn = "error", maxWarnings }: LintOptions,
): ExitCode {
  const leading = outputs.find(({ file }) => file === undefined) ?? outputs[0];
  if (leading?.format === "sarif") return 0;
  return fails(shown, { failOn, ...(maxWarnings !== undefined && { maxWarnings }) }) ? 1 : 0;
}

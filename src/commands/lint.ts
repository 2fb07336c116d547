import { resolve } from "node:path";
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import { AssetsError, type ExitCode } from "../errors.ts";
import { baselineOf, type Hidden, hideKnown } from "../lint/baseline.ts";
import type { Finding, Severity } from "../lint/finding.ts";
import { RULES } from "../lint/rules/index.ts";
import { fails } from "../lint/verdict.ts";
import { type LintedFiles, type LintFilesOptions, lintFiles } from "../lint-files.ts";
import { buildId } from "../cache/build-id.ts";
import { programVersion } from "../program-version.ts";
import { formatLint } from "../report/lint/formats.ts";
import type { LintReport } from "../report/lint/lint-report.ts";
import { ruleList } from "../report/lint/rule-list.ts";
import { plainStyle } from "../report/style.ts";
import { visible } from "../report/visible.ts";
import { count } from "../report/words.ts";
import { baselineText, readBaseline } from "./support/baseline-file.ts";
import { checkPolicies } from "./support/check-policies.ts";
import { fixesAsDiff, fixFiles, writeFixes } from "./support/lint-fixes.ts";
import { type LintOutput, lintOutputs } from "./support/lint-outputs.ts";
import { type LintFlags, lintSettings } from "./support/lint-settings.ts";
import { lintTargets } from "./support/lint-targets.ts";
import type { Program } from "./support/program.ts";
import { scanOptions } from "./support/scan-options.ts";
import { createProgress } from "./support/scan-progress.ts";
import { type FilePath, writeOutput } from "./support/write-output.ts";

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
  checkPolicies(config, program.folder);
  const run = prepare(program, config, paths, options);
  const { onFile, end } = createProgress(program);
  let linted: LintedFiles;
  try {
    linted = lintFiles({ ...run, scan: { ...run.scan, onFile } });
  } finally {
    end();
  }
  checkFound(linted, run);

  const baseline = baselinePath(program, config, options);
  if (options.updateBaseline) return updateBaseline(program, linted, run, baseline, config);
  const known = baseline === undefined ? undefined : readBaseline(baseline.path, baseline.shown);
  const visibleOf = (files: LintedFiles): Hidden =>
    known === undefined
      ? { shown: files.findings, hidden: 0, stale: 0 }
      : hideKnown(files.findings, known, run.settings.only ? () => false : run.reported);

  if (!options.fix) return finish(program, linted, visibleOf(linted), 0, outputs, options);
  const fixed = fixFiles(run, linted, (files) => visibleOf(files).shown);
  if (options.dryRun) {
    program.print(fixesAsDiff(fixed));
    return 0;
  }
  writeFixes(fixed, run.scan.base);
  return finish(program, fixed.linted, visibleOf(fixed.linted), fixed.applied, outputs, options);
}

function finish(
  program: Program,
  linted: LintedFiles,
  { shown, hidden, stale }: Hidden,
  fixed: number,
  outputs: readonly LintOutput[],
  options: LintOptions,
): ExitCode {
  const report = reportOf(linted, shown, { hidden, stale, fixed });
  for (const output of outputs) write(program, report, output);
  return verdict(shown, outputs, options);
}

function prepare(
  program: Program,
  config: Config,
  paths: readonly string[],
  options: LintOptions,
): LintFilesOptions {
  const targets = lintTargets(program.folder, config, paths, options.stdinFilename);
  if (options.dryRun && !options.fix) {
    throw new AssetsError("--dry-run shows what --fix would change, and --fix is not there", {
      hint: "Write `assets lint --fix --dry-run`.",
    });
  }
  if (options.fix && options.updateBaseline) {
    throw new AssetsError("--fix and --update-baseline cannot go together", {
      hint: "Run --fix first, then write what is left to the baseline.",
    });
  }
  if (options.fix && targets.texts !== undefined) {
    throw new AssetsError("--fix writes files, and standard input is none", {
      hint: "Name the file instead of `-`.",
    });
  }
  const told = { roots: targets.roots, settings: options.exclude ? { exclude: options.exclude } : {} };
  const { settings: _, ...scanning } = scanOptions(config, told);
  const id = buildId();
  return {
    scan: { ...scanning, ...(targets.texts && { texts: targets.texts }) },
    settings: lintSettings(config, options),
    ...(targets.reported && { reported: targets.reported }),
    ...(id !== undefined && { programId: id }),
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
  config: Config,
): ExitCode {
  if (baseline === undefined) return 0;
  if (reported !== undefined || settings.only !== undefined) {
    throw new AssetsError("a baseline is written for all files and rules, and only some are asked for", {
      hint: "Leave out the file names and --rule.",
    });
  }
  writeOutput(baseline, baselineText(baselineOf(findings)));
  const shown = visible(baseline.shown);
  const used = config.baseline !== undefined && resolve(config.folder, config.baseline) === baseline.path;
  const how = used ? "" : ` with --baseline ${shown}, or with "baseline" in the configuration`;
  program.print(`${shown}: ${count(findings.length, "finding")} will be hidden${how}\n`);
  return 0;
}

function reportOf(
  { found, suppressed, textOf }: LintedFiles,
  findings: readonly Finding[],
  counts: Pick<LintReport, "hidden" | "stale" | "fixed">,
): LintReport {
  let last: ReturnType<typeof textOf>;
  return {
    findings,
    ...found,
    suppressed,
    ...counts,
    rules: RULES,
    lineOf: (file, line) => {
      if (last?.file !== file) last = textOf(file);
      return last?.line(line);
    },
    version: programVersion(),
  };
}

function write(program: Program, report: LintReport, { format, file }: LintOutput): void {
  if (file === undefined) program.print(formatLint(report, format, program.text));
  else {
    const text = formatLint(report, format, { ...program.text, style: plainStyle });
    writeOutput({ path: resolve(program.folder, file), shown: file }, text);
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

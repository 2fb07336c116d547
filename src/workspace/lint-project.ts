import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { FileCache } from "../cache/file-cache.ts";
import { baselineOf, hideKnown, type Visible } from "../lint/baseline.ts";
import type { RawFinding } from "../lint/finding.ts";
import { StoreError } from "../store/store-error.ts";
import { AssetsError } from "../util/errors.ts";
import { readBaseline, writeBaseline } from "./baseline-file.ts";
import { cachePlace } from "./cache-place.ts";
import { findChangedSettings } from "./changed-settings.ts";
import { checkLink } from "./check-paths.ts";
import { checkPolicies } from "./check-policies.ts";
import { scanOptions, withValues } from "./configured-scan.ts";
import { editFiles } from "./edit-files.ts";
import type { FilePath } from "./file-path.ts";
import { type LintedFiles, type LintFilesOptions, lintFiles } from "./lint.ts";
import { type FixedFiles, fixFiles } from "./lint-fixes.ts";
import type { LintRequest } from "./lint-request.ts";
import { lintSettings } from "./lint-settings.ts";
import { lintTargets } from "./lint-targets.ts";
import { openCacheAt } from "./open-cache.ts";
import type { Project } from "./project.ts";
import { type SettingsFrom, settingsFrom } from "./settings-from.ts";
import { storedHead } from "./stored-head.ts";

export type LintOutcome =
  | {
      readonly kind: "linted";
      readonly linted: LintedFiles;
      readonly visible: Visible;
      /** Findings corrected in the files. */
      readonly fixed: number;
    }
  /** The changes of --fix. */
  | { readonly kind: "dry-run"; readonly fixed: FixedFiles }
  | {
      readonly kind: "baseline";
      readonly file: FilePath;
      readonly findings: number;
      /** The baseline from the configuration. */
      readonly isConfigured: boolean;
    };

/** Lints the flows of the project, and fixes them or writes their findings to a baseline. */
export async function lintProject(project: Project, request: LintRequest): Promise<LintOutcome> {
  const { folder, environment } = project;
  const base = await baseSettings(project, request);
  const settings = base ?? currentSettings(project, request);
  const { config } = settings.project;
  const { file: _, ...withoutPlaces } = config;
  // Places in messages are those of the file in the working tree.
  checkPolicies(base === undefined ? config : withoutPlaces, folder);
  const place = cachePlace(config.folder, environment);
  const cache = place && openCacheAt(place, config.folder);
  try {
    return await lintWith(project, settings, request, cache);
  } finally {
    cache?.close();
  }
}

/** A new baseline hides nothing by itself, so it follows the working tree. */
async function baseSettings(project: Project, request: LintRequest): Promise<SettingsFrom | undefined> {
  const { settings, settingsFrom: revision, updateBaseline } = request;
  if (updateBaseline && settings === undefined && revision === undefined) return undefined;
  return settingsFrom(project, request);
}

/** The settings of the working tree, with the values files of the stored inventory. */
export function currentSettings(project: Project, request: LintRequest): SettingsFrom {
  const stored = { values: request.values === undefined ? storedValues(project) : [] };
  const { values } = withValues(project, { settings: stored }, request).settings;
  return {
    project,
    values,
    changes: [],
    readBaseline: async ({ path, shown }) => ({ baseline: readBaseline(path, shown), changes: [] }),
  };
}

/** An unreadable inventory counts as missing, because lint depends on the flows alone. */
function storedValues(project: Project): readonly string[] {
  if (!existsSync(project.store.path)) return [];
  try {
    return storedHead(project).settings?.values ?? [];
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    project.note(`note: ${error.message}; lint uses no values files`);
    return [];
  }
}

async function lintWith(
  current: Project,
  given: SettingsFrom,
  request: LintRequest,
  cache: FileCache | undefined,
): Promise<LintOutcome> {
  const { project, readBaseline } = given;
  const { progress } = project;
  const baseline = baselinePath(project, request);
  const known = baseline && !request.updateBaseline ? await readBaseline(baseline) : undefined;
  const changes = [...given.changes, ...(known?.changes ?? [])];
  const run = await lintRun(given, request, findChangedSettings(current, changes), cache);
  let linted: LintedFiles;
  try {
    linted = lintFiles({ ...run, scan: { ...run.scan, onFile: progress } });
  } finally {
    progress(undefined);
  }
  checkFound(linted, run);

  if (request.updateBaseline && baseline !== undefined) {
    return updateBaseline(project, linted, run, baseline);
  }
  const visibleOf = (files: LintedFiles): Visible =>
    known?.baseline === undefined
      ? { shown: files.findings, hidden: 0, stale: 0 }
      : hideKnown(files.findings, known.baseline, run.settings.only ? () => false : run.reported);

  if (!request.fix) return { kind: "linted", linted, visible: visibleOf(linted), fixed: 0 };
  const fixed = fixFiles(run, linted, (files) => visibleOf(files).shown);
  if (request.dryRun) return { kind: "dry-run", fixed };
  const edits = [...fixed.files].map(([name, texts]) => ({ name, ...texts }));
  await editFiles(project.config.folder, edits);
  return {
    kind: "linted",
    linted: fixed.linted,
    visible: visibleOf(fixed.linted),
    fixed: fixed.applied,
  };
}

/** The files and rules of a lint run. Throws an AssetsError for contradictory options. */
export async function lintRun(
  { project, values, readValues }: SettingsFrom,
  request: LintRequest,
  changed: readonly RawFinding[],
  cache: FileCache | undefined,
): Promise<LintFilesOptions> {
  const { folder, config } = project;
  const targets = lintTargets(folder, config, request);
  if (request.dryRun && !request.fix) {
    throw new AssetsError("--dry-run needs --fix", {
      hint: "Use `assets lint --fix --dry-run`.",
    });
  }
  if (request.fix && request.updateBaseline) {
    throw new AssetsError("--fix and --update-baseline cannot be combined", {
      hint: "Run --fix first, then --update-baseline.",
    });
  }
  if (request.fix && targets.texts !== undefined) {
    throw new AssetsError("--fix cannot write to standard input", {
      hint: "Use a file name instead of `-`.",
    });
  }
  const { exclude } = request;
  const overrides = { roots: targets.roots, settings: { ...(exclude && { exclude }), values } };
  const { settings: _, ...scan } = await scanOptions(project, overrides, readValues);
  return {
    scan: { ...scan, ...(targets.texts && { texts: targets.texts }) },
    settings: lintSettings(config, request, changed),
    ...(targets.reported && { reported: targets.reported }),
    ...(cache && { cache }),
  };
}

/** Files from a hook may contain no flows; a linted folder should. */
function checkFound({ input }: LintedFiles, { reported }: LintFilesOptions): void {
  const { flows, files, roots } = input.inventory;
  const hasBlueprint = input.files.some(({ findings }) => findings !== undefined);
  if (flows.length > 0 || hasBlueprint || reported || files.unreadable > 0) return;
  throw new AssetsError(`no flow under ${roots.map((root) => `"${root}"`).join(", ")}`, {
    hint: "Specify the folder with your flows: `assets lint <paths>`.",
    exitCode: 3,
  });
}

/** The baseline of a lint run; undefined without one. */
export function baselinePath(
  { folder, config, followLinks }: Project,
  request: LintRequest,
): FilePath | undefined {
  const { baseline, updateBaseline } = request;
  const named = config.baseline ?? (updateBaseline ? "assets.baseline.json" : undefined);
  const [from, shown] = baseline === undefined ? [config.folder, named] : [folder, baseline];
  if (shown === undefined) return undefined;
  const file = { path: resolve(from, shown), shown };
  checkLink(config.folder, file, followLinks);
  return file;
}

async function updateBaseline(
  { config }: Project,
  { findings }: LintedFiles,
  { reported, settings }: LintFilesOptions,
  file: FilePath,
): Promise<LintOutcome> {
  if (reported !== undefined || settings.only !== undefined) {
    throw new AssetsError("a baseline needs all files and rules", {
      hint: "Omit file names and --rule.",
    });
  }
  await writeBaseline(file, baselineOf(findings));
  const isConfigured = config.baseline !== undefined && resolve(config.folder, config.baseline) === file.path;
  return { kind: "baseline", file, findings: findings.length, isConfigured };
}

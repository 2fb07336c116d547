import { findRepository } from "../changes/find-repository.ts";
import { findSides } from "../changes/find-sides.ts";
import { GitError } from "../changes/git-error.ts";
import { isTracked, openRepository, type Repository, resolveRevision } from "../changes/repository.ts";
import type { SettingChange } from "../changes/setting-change.ts";
import type { Baseline } from "../lint/baseline.ts";
import { AssetsError } from "../util/errors.ts";
import { slashedPath } from "../util/slashed-path.ts";
import { baseConfig, baseValues, bytesAt, checkSameFolder, pathIn } from "./base-config.ts";
import { parseBaseline, readBaseline } from "./baseline-file.ts";
import { checkLink } from "./check-paths.ts";
import { type CheckBase, type CheckSettings, checkBase } from "./ci-base.ts";
import { baseStoredSettings, differingValues } from "./compared-settings.ts";
import { type ReadValues, type ScanOverrides, withValues } from "./configured-scan.ts";
import { differingSettings } from "./differing-settings.ts";
import type { FilePath } from "./file-path.ts";
import type { Project, ValuesOptions } from "./project.ts";
import { storedSettings } from "./snapshot-settings.ts";
import { withConfig } from "./store-path.ts";

export interface SettingsFrom {
  /** With the configuration of the base. */
  readonly project: Project;
  /** The values files, relative to the folder of the configuration. */
  readonly values: readonly string[];
  readonly readValues?: ReadValues;
  /** Differences of the working tree from the base. */
  readonly changes: readonly SettingChange[];
  readonly readBaseline: (file: FilePath) => Promise<KnownFindings>;
}

export interface BaseSettings extends SettingsFrom {
  /** Roots and settings of the inventory at the base. */
  readonly stored: ScanOverrides;
}

export interface KnownFindings {
  /** Undefined where there was no baseline. */
  readonly baseline: Baseline | undefined;
  readonly changes: readonly SettingChange[];
}

/**
 * The settings of the base of a check, so that a change cannot disable its own check; undefined for the settings of the
 * working tree.
 *
 * @throws AssetsError for an unknown base, and for unusable settings
 */
export async function settingsFrom(
  project: Project,
  options: ValuesOptions & CheckSettings,
): Promise<BaseSettings | undefined> {
  const base = checkBase(project.environment, options);
  if (base === undefined) return undefined;
  const { variable } = base;
  if (variable !== undefined && findRepository(project.config.folder) === undefined) {
    project.note(`warning: this folder is not in a git repository, so ${variable.name} has no effect`);
    return undefined;
  }
  const repository = await openRepository(project.config.folder);
  if (variable !== undefined && isSubmodule(repository)) {
    throw new AssetsError(
      `this folder is in a submodule, but ${variable.name} refers to the outer repository`,
      { hint: "Use --settings-from <revision> with a revision of the submodule, or --settings now." },
    );
  }
  const tree = await baseTree(repository, base);
  const config = await baseConfig(project, repository, tree);
  checkSameFolder(project, config, "Keep the configuration in its folder, or use --settings now.");
  const before = withConfig(project, config);
  checkLink(config.folder, before.store, project.followLinks);
  const stored = await baseStoredSettings(before, repository, tree);
  const values = withValues(project, { settings: { values: [] }, ...stored }, options).settings?.values ?? [];
  const readValues: ReadValues = (file) => baseValues(project, repository, tree, file);
  return {
    project: before,
    values,
    stored,
    readValues,
    changes: [
      ...differingSettings(withoutPlaces(project.config), withoutPlaces(config)),
      ...differingSettings(
        { "values of the inventory": currentStoredValues(project) },
        { "values of the inventory": stored.settings?.values ?? [] },
        slashedPath(config.folder, project.store.path),
      ),
      ...(await differingValues(config.folder, values, readValues)),
    ],
    readBaseline: (file) => baseBaseline(repository, tree, config.folder, file),
  };
}

/** A pull request can turn a folder into a submodule, a repository of its author's choice. */
function isSubmodule({ git }: Repository): boolean {
  return /[\\/]\.git[\\/]modules[\\/]/.test(git.place.gitDir);
}

/** The tree of the merge base with HEAD, as in `assets diff <revision>`. */
async function baseTree(repository: Repository, base: CheckBase): Promise<string> {
  const { revision, variable, commit } = base;
  if (variable === undefined) return (await findSides(repository, { revisions: [revision] })).before.tree;
  const missing = (cause?: unknown) => {
    const reason = cause instanceof Error ? `: ${cause.message}` : "";
    return new AssetsError(
      `the base of the pull request, ${variable.name} "${variable.value}", is not in this clone${reason}`,
      {
        cause,
        hint: "Fetch it (in GitHub Actions: `fetch-depth: 0`), or use --settings now to check with the settings of the change.",
      },
    );
  };
  try {
    const found = await resolveRevision(repository, revision);
    // A tag can have the name of an abbreviated commit.
    if (commit !== undefined && !found.startsWith(commit)) throw missing();
    return (await findSides(repository, { revisions: [found] })).before.tree;
  } catch (error) {
    const isMissing = error instanceof GitError && NOT_IN_CLONE.has(error.kind);
    throw isMissing ? missing(error) : error;
  }
}

const NOT_IN_CLONE: ReadonlySet<string> = new Set(["unknown-revision", "no-common-commit", "shallow"]);

function withoutPlaces({ file: _, folder: __, ...settings }: Project["config"]) {
  return settings;
}

/** An unreadable inventory has no values. */
function currentStoredValues(project: Project): readonly string[] {
  try {
    return storedSettings(project).settings?.values ?? [];
  } catch (error) {
    if (!(error instanceof AssetsError)) throw error;
    return [];
  }
}

/** The baseline as it was at the base. One that git never tracked belongs to the user and applies. */
async function baseBaseline(
  repository: Repository,
  tree: string,
  folder: string,
  { path, shown }: FilePath,
): Promise<KnownFindings> {
  const name = pathIn(repository, folder, path);
  const bytes = await bytesAt(repository, tree, name);
  if (bytes === undefined && (name.startsWith("../") || !(await isTracked(repository, name))))
    return { baseline: readBaseline(path, shown), changes: [] };
  const baseline = bytes && parseBaseline(bytes.toString("utf8"), shown);
  const now = currentBaseline(path, shown);
  const file = slashedPath(folder, path);
  const key = `baseline ${file}`;
  return {
    baseline,
    changes: differingSettings({ [key]: now?.findings }, { [key]: baseline?.findings }, file),
  };
}

function currentBaseline(path: string, shown: string): Baseline | undefined {
  try {
    return readBaseline(path, shown);
  } catch (error) {
    if (!(error instanceof AssetsError)) throw error;
    return undefined;
  }
}

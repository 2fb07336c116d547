import type { FoundSides } from "../changes/find-sides.ts";
import { isTracked, type Repository } from "../changes/repository.ts";
import type { SettingChange } from "../changes/setting-change.ts";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import type { Config } from "../config/config.ts";
import type { Inventory } from "../model/model.ts";
import { checkShape } from "../store/check-shape.ts";
import { formatOf } from "../store/format.ts";
import { baseConfig, baseValues, bytesAt, checkSameFolder, pathIn } from "./base-config.ts";
import { currentValues, type ReadValues, type ScanOverrides, withValues } from "./configured-scan.ts";
import { differingSettings } from "./differing-settings.ts";
import type { Project, RevisionOptions } from "./project.ts";
import { snapshotSettings, storedSettings } from "./snapshot-settings.ts";

export interface ComparedSettings {
  readonly scan: SnapshotOptions;
  /** Differing settings of the two sides, by key. */
  readonly changes: readonly SettingChange[];
}

/**
 * The settings for both sides of a comparison: those of the base, so that a change cannot hide itself by excluding
 * files. Settings outside git belong to the user and apply. Throws an AssetsError if the configuration of the base is
 * unreadable or in another folder.
 */
export async function comparedSettings(
  project: Project,
  repository: Repository,
  { before }: FoundSides,
  { settings: side = "base", ...values }: RevisionOptions,
): Promise<ComparedSettings> {
  const now = project.config;
  const base = await baseConfig(project, repository, before.tree);
  if (side === "base") {
    checkSameFolder(project, base, "Keep the configuration in its folder, or use --settings now.");
  }
  const nowStored = withValues(project, storedSettings(project), values);
  const baseStored = withValues(
    project,
    await baseStoredSettings(project, repository, before.tree, base),
    values,
  );
  const changes: SettingChange[] = differingSettings(
    { ...scanned(nowStored, now), ...writtenSettings(now) },
    { ...scanned(baseStored, base), ...writtenSettings(base) },
  );
  const readBase: ReadValues = (file) => baseValues(project, repository, before.tree, file);
  const named = new Set([...(nowStored.settings?.values ?? []), ...(baseStored.settings?.values ?? [])]);
  changes.push(...(await differingValues(now.folder, named, readBase)));
  const scan =
    side === "base"
      ? await snapshotSettings({ ...project, config: base }, baseStored, readBase)
      : await snapshotSettings(project, nowStored);
  return { scan, changes };
}

/** The values files whose contents are not those of the base. */
export async function differingValues(
  folder: string,
  files: Iterable<string>,
  readBase: ReadValues,
): Promise<readonly SettingChange[]> {
  const changes: SettingChange[] = [];
  for (const file of files) {
    const [older, newer] = await Promise.all([
      readBase(file).catch(() => undefined),
      currentValues(folder, file).catch(() => undefined),
    ]);
    const key = `values file ${file}`;
    changes.push(...differingSettings({ [key]: newer }, { [key]: older }));
  }
  return changes;
}

export async function baseStoredSettings(
  project: Project,
  repository: Repository,
  tree: string,
  base: Config,
): Promise<ScanOverrides> {
  const { path, shown } = project.store;
  const name = pathIn(repository, project.config.folder, path);
  // A store outside the repository belongs to the user.
  if (name.startsWith("../") || !(await isTracked(repository, name))) {
    const stored = storedSettings(project);
    return stored.roots === project.config.paths ? { ...stored, roots: base.paths } : stored;
  }
  const bytes = await bytesAt(repository, tree, name);
  if (bytes === undefined) return { roots: base.paths };
  const { roots, tenant, settings }: Inventory = checkShape(
    formatOf(path).parse(bytes.toString("utf8")),
    shown,
  );
  return { roots, tenant, ...(settings && { settings }) };
}

function scanned(
  { roots, tenant, settings }: ScanOverrides,
  config: Config,
): Readonly<Record<string, unknown>> {
  const isOther = tenant !== undefined && tenant !== config.tenant;
  return { roots, ...(isOther && { "tenant of the store": tenant }), ...settings };
}

/** Everything except the location of the configuration and the roots, which the store may override. */
function writtenSettings({
  folder: _,
  file: __,
  paths: ___,
  ...settings
}: Config): Readonly<Record<string, unknown>> {
  return settings;
}

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
import { withConfig } from "./store-path.ts";

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
  const baseProject = withConfig(project, base);
  if (side === "base") {
    checkSameFolder(project, base, "Keep the configuration in its folder, or use --settings now.");
  }
  const nowStored = withValues(project, storedSettings(project), values);
  const baseStored = withValues(
    project,
    await baseStoredSettings(baseProject, repository, before.tree),
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
      ? await snapshotSettings(baseProject, baseStored, readBase)
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
    changes.push(...differingSettings({ [key]: newer }, { [key]: older }, file));
  }
  return changes;
}

/**
 * The settings of the inventory at the base. One that git never tracked, or outside the repository, belongs to the user
 * and applies.
 *
 * @param base the project with the configuration of the base
 */
export async function baseStoredSettings(
  base: Project,
  repository: Repository,
  tree: string,
): Promise<ScanOverrides> {
  const { config, store } = base;
  const name = pathIn(repository, config.folder, store.path);
  const bytes = await bytesAt(repository, tree, name);
  if (bytes !== undefined) {
    const { roots, tenant, settings }: Inventory = checkShape(
      formatOf(store.path).parse(bytes.toString("utf8")),
      store.shown,
    );
    return { roots, tenant, ...(settings && { settings }) };
  }
  if (!name.startsWith("../") && (await isTracked(repository, name))) return { roots: config.paths };
  return storedSettings(base);
}

function scanned(
  { roots, tenant, settings = {} }: ScanOverrides,
  config: Config,
): Readonly<Record<string, unknown>> {
  const isOther = tenant !== undefined && tenant !== config.tenant;
  // The configuration has keys of the same names.
  const stored = Object.entries(settings).map(([key, value]) => [`${key} of the inventory`, value]);
  return { roots, ...(isOther && { "tenant of the inventory": tenant }), ...Object.fromEntries(stored) };
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

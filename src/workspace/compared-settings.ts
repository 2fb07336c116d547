import type { FoundSides } from "../changes/find-sides.ts";
import { isTracked, type Repository } from "../changes/repository.ts";
import type { SettingChange } from "../changes/setting-change.ts";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import type { Config } from "../config/config.ts";
import type { Inventory } from "../model/model.ts";
import { checkShape } from "../store/check-shape.ts";
import { formatOf } from "../store/format.ts";
import { baseConfig, bytesAt, checkSameFolder, pathIn } from "./base-config.ts";
import type { ScanOverrides } from "./configured-scan.ts";
import { differingSettings } from "./differing-settings.ts";
import type { Project, RevisionOptions } from "./project.ts";
import { snapshotSettings, storedSettings } from "./snapshot-settings.ts";

export interface ComparedSettings {
  readonly scan: SnapshotOptions;
  /** What the other side would have had read in another way, by key. */
  readonly changes: readonly SettingChange[];
}

/**
 * How both sides of a comparison are read: by the settings of the side before, so that a change cannot hide itself by
 * what it leaves out. Settings that git does not track belong to the user, and hold. Throws an AssetsError where the
 * configuration of that side cannot be read or is in another folder.
 */
export async function comparedSettings(
  project: Project,
  repository: Repository,
  { before }: FoundSides,
  { settings: side = "base" }: RevisionOptions,
): Promise<ComparedSettings> {
  const now = project.config;
  const base = await baseConfig(project, repository, before.tree);
  if (side === "base") {
    checkSameFolder(project, base, "Keep the configuration in its folder, or use --settings now.");
  }
  const nowStored = storedSettings(project);
  const baseStored = await baseStoredSettings(project, repository, before.tree, base);
  const changes = differingSettings(
    { ...scanned(nowStored, now), ...writtenSettings(now) },
    { ...scanned(baseStored, base), ...writtenSettings(base) },
  );
  const [config, stored] = side === "base" ? [base, baseStored] : [now, nowStored];
  return { scan: await snapshotSettings({ ...project, config }, stored), changes };
}

async function baseStoredSettings(
  project: Project,
  repository: Repository,
  tree: string,
  base: Config,
): Promise<ScanOverrides> {
  const { path, shown } = project.store;
  const name = pathIn(repository, project.config.folder, path);
  // A store outside of the repository is the user's.
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

/** All but the place of the configuration and the roots, which the store may override. */
function writtenSettings({
  folder: _,
  file: __,
  paths: ___,
  ...settings
}: Config): Readonly<Record<string, unknown>> {
  return settings;
}

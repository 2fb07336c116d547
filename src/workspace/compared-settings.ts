import { relative, sep } from "node:path";
import type { FoundSides } from "../changes/find-sides.ts";
import { readObjects } from "../changes/read-objects.ts";
import { entryAt, isTracked, type Repository } from "../changes/repository.ts";
import type { SettingChange } from "../changes/setting-change.ts";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import { type Config, defaultConfig } from "../config/config.ts";
import { readConfig } from "../config/read-config.ts";
import { decode } from "../flows/decode.ts";
import type { Inventory } from "../model/model.ts";
import { checkShape } from "../store/check-shape.ts";
import { formatOf } from "../store/format.ts";
import type { ScanOverrides } from "./configured-scan.ts";
import type { Project, RevisionOptions } from "./project.ts";
import { snapshotSettings, storedSettings } from "./snapshot-settings.ts";

export interface ComparedSettings {
  readonly scan: SnapshotOptions;
  /** Differing settings of the two sides, by key. */
  readonly changes: readonly SettingChange[];
}

const CONFIG_FILE = "assets.config.yaml";

/**
 * The settings for both sides of a comparison: those of the base, so that a change cannot hide itself by excluding
 * files. Settings outside git belong to the user and apply. Throws a ConfigError for an unreadable configuration of the
 * base.
 */
export async function comparedSettings(
  project: Project,
  repository: Repository,
  { before }: FoundSides,
  { settings: side = "base" }: RevisionOptions,
): Promise<ComparedSettings> {
  const now = project.config;
  const base = await baseConfig(project, repository, before.tree);
  const nowStored = storedSettings(project);
  const baseStored = await baseStoredSettings(project, repository, before.tree, base);
  const changes = differing(
    { ...scanned(nowStored, now), ...lintSettings(now) },
    { ...scanned(baseStored, base), ...lintSettings(base) },
  );
  const [config, stored] = side === "base" ? [base, baseStored] : [now, nowStored];
  return { scan: await snapshotSettings({ ...project, config }, stored), changes };
}

/** The configuration of the base; the current one if git does not track it. */
async function baseConfig({ config }: Project, repository: Repository, tree: string): Promise<Config> {
  const path = pathIn(repository, config.folder, config.file ?? CONFIG_FILE);
  const bytes = await bytesAt(repository, tree, path);
  if (bytes !== undefined) {
    const decoded = decode(path, bytes);
    if (decoded.kind === "text") return { ...readConfig(decoded.source, config.folder), ...fileOf(config) };
  }
  if (config.file !== undefined && !(await isTracked(repository, path))) return config;
  return { ...defaultConfig(config.folder), ...fileOf(config) };
}

function fileOf({ file }: Config): Pick<Config, "file"> {
  return file === undefined ? {} : { file };
}

async function baseStoredSettings(
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

/** Everything except the location of the configuration: lint settings can hide changes too. */
function lintSettings({
  folder: _,
  file: __,
  paths: ___,
  ...settings
}: Config): Readonly<Record<string, unknown>> {
  return settings;
}

function differing(
  after: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): SettingChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key): SettingChange[] => {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) return [];
    return [
      {
        key,
        ...(before[key] !== undefined && { before: before[key] }),
        ...(after[key] !== undefined && { after: after[key] }),
      },
    ];
  });
}

async function bytesAt(repository: Repository, tree: string, path: string): Promise<Buffer | undefined> {
  const found = await entryAt(repository, tree, path);
  if (found?.kind !== "file") return undefined;
  for await (const [, bytes] of readObjects(repository.git, [found.hash], () => path)) return bytes;
  return undefined;
}

/** Relative to the folder of the repository. */
function pathIn({ prefix }: Repository, folder: string, path: string): string {
  const way = path === CONFIG_FILE ? path : relative(folder, path);
  return `${prefix}${way.split(sep).join("/")}`;
}

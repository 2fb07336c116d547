import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SettingChange } from "../changes/setting-change.ts";
import type { Inventory, ScanSettings } from "../model/model.ts";
import { differences, type StoreDifference } from "../store/differences.ts";
import { readStore } from "../store/read-store.ts";
import { serializeStore } from "../store/write-store.ts";
import { AssetsError } from "../util/errors.ts";
import { cachePlace } from "./cache-place.ts";
import type { CheckSettings } from "./ci-base.ts";
import { type ReadValues, scanOptions, withValues } from "./configured-scan.ts";
import { pathInInventory } from "./file-path.ts";
import { type OpenInventory, withGraph } from "./open-store.ts";
import { rememberRoots } from "./outside-roots.ts";
import type { LiveOptions, Project, ValuesOptions } from "./project.ts";
import { refreshStore } from "./refresh-store.ts";
import type { RefreshedStore, RefreshOptions } from "./refreshed-store.ts";

export type SavedScan = Pick<RefreshedStore, "report" | "state">;

/** Arguments of a scan that extend the configuration. */
export interface ScanRequest extends ValuesOptions, LiveOptions {
  /** Files and folders, relative to the current folder; those of the configuration when empty. */
  readonly paths: readonly string[];
  readonly tenant?: string;
  /** Stored with the inventory, as the values files are, so that queries use the same settings. */
  readonly settings: Omit<ScanSettings, "values" | "live">;
}

export interface CheckedStore {
  readonly upToDate: boolean;
  readonly differences: readonly StoreDifference[];
  /** Differences of the settings from those of the base, which apply. */
  readonly settings: readonly SettingChange[];
  /** Unreadable files. */
  readonly unreadable: number;
}

/** Scans the flows of the project and writes the inventory, unless it is current. */
export async function scanProject(project: Project, request: ScanRequest): Promise<SavedScan> {
  const { report, state, problem } = await scanRequested(project, request, true);
  if (problem !== undefined) throw problem;
  const { folder } = project.config;
  if (existsSync(join(folder, ".assets", "cache")))
    await (await import("./remove-old-cache.ts")).removeOldCache(folder);
  return { report, state };
}

/** Compares the stored inventory with a new scan, by the settings of the base of a pull request. */
export async function checkStore(
  current: Project,
  request: ScanRequest,
  from: CheckSettings = {},
): Promise<CheckedStore> {
  const { values } = request;
  // A query scans too and needs no settings of another revision.
  const { settingsFrom } = await import("./settings-from.ts");
  const base = await settingsFrom(current, { ...from, ...(values && { values }) });
  const { project = current, changes: settings = [] } = base ?? {};
  const { report, state, inventory } = await scanRequested(project, request, false, base?.readValues);
  const { unreadable } = report.summary.files;
  if (state === "unchanged") return { upToDate: true, differences: [], settings, unreadable };
  const { path, shown } = project.store;
  const stored = readStore(path, shown);
  const now = inventory();
  const found = differences(stored.inventory, now);
  const upToDate = found.length === 0 && hasOtherLineEndings(path, now);
  return { upToDate, differences: found, settings, unreadable };
}

/** Git may have converted the line endings of the store on checkout (`core.autocrlf`). */
function hasOtherLineEndings(path: string, inventory: Inventory): boolean {
  const text = readFileSync(path, "latin1");
  if (!text.includes("\r\n")) return false;
  return text.replaceAll("\r\n", "\n") === Buffer.from(serializeStore(inventory, path)).toString("latin1");
}

async function scanRequested(
  project: Project,
  request: ScanRequest,
  write: boolean,
  readValues?: ReadValues,
): Promise<RefreshedStore> {
  const { config, folder } = project;
  const { paths, settings: given, tenant, live } = request;
  if (write) rememberRoots(project, paths);
  const unused: string[] = [];
  const settings: ScanSettings = {
    ...given,
    ...(live !== undefined && { live: pathInInventory(folder, config.folder, checkLiveName(live)) }),
  };
  const overrides = {
    roots: paths.length > 0 ? paths.map((path) => resolve(folder, path)) : config.paths,
    settings: withSortedInputs(settings),
    ...(tenant !== undefined && { tenant }),
  };
  const options = await scanOptions(project, withValues(project, overrides, request), readValues);
  const onUnusedExclude = (pattern: string) => void unused.push(pattern);
  const scanned = await scanForStore(project, { ...options, onUnusedExclude, write, refuseEmpty: true });
  for (const pattern of unused)
    project.note(`note: the exclude pattern "${pattern}" matches no file or folder`);
  return scanned;
}

/** An export for later scans, too. Throws an AssetsError for standard input. */
function checkLiveName(name: string): string {
  if (name !== "-") return name;
  throw new AssetsError("the export of --live cannot be standard input: queries read it again", {
    hint: "Use a file, or a folder of parts.",
  });
}

/** The order of inputs must not change the bytes of the inventory. */
function withSortedInputs(settings: ScanSettings): ScanSettings {
  const { inputs } = settings;
  if (inputs === undefined) return settings;
  const entries = Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...settings, inputs: Object.fromEntries(entries) };
}

/** Scans without access to the stored inventory. */
export async function readInventory(project: Project, request: ScanRequest): Promise<OpenInventory> {
  const { inventory } = await scanRequested(project, request, false);
  const read = inventory();
  return withGraph(read, {
    declared: false,
    aliases: project.config.infer === false ? [] : project.config.infer.aliases,
  });
}

/** Updates the project's store from changed files. */
export async function scanForStore(
  project: Project,
  options: Omit<RefreshOptions, "store" | "cache">,
): Promise<RefreshedStore> {
  const cache = cachePlace(options.base, project.environment);
  try {
    return await refreshStore({
      ...{ ...options, store: project.store, onFile: project.progress },
      ...(cache && { cache }),
    });
  } finally {
    project.progress(undefined);
  }
}

import { existsSync } from "node:fs";
import { AssetsError } from "../util/errors.ts";
import { count } from "../util/text.ts";
import { cachePlace } from "./cache-place.ts";
import type { CheckSettings } from "./ci-base.ts";
import { type ScanOverrides, scanOptions } from "./configured-scan.ts";
import { settingKeys } from "./differing-settings.ts";
import { isMergedStore } from "./merged-store.ts";
import { type OpenInventory, openStore, withGraph } from "./open-store.ts";
import { checkStoredRoots } from "./outside-roots.ts";
import type { Project } from "./project.ts";
import type { RefreshedStore } from "./refreshed-store.ts";
import { scanForStore } from "./scan.ts";
import type { BaseSettings } from "./settings-from.ts";
import { storedHead } from "./stored-head.ts";

export interface QueryOptions {
  /** False: the stored inventory without an update. */
  readonly scan?: boolean;
  /** Only declared assets, without inferred ones. */
  readonly declared?: boolean;
  /** The settings of a check, which then reads all flows itself. */
  readonly from?: CheckSettings;
}

/**
 * The inventory for a query: the stored one, updated by a scan of its roots with the same settings. An update is
 * written to the store; if that fails, the query uses the result of the scan. Without a store, the configured paths are
 * scanned, with a note. A merged inventory is used as it is. Throws an AssetsError for a missing root, and for a first
 * scan without flows.
 *
 * @param scan false: the store without an update; throws a StoreError if there is none
 */
export async function currentInventory(
  project: Project,
  { scan = true, declared = false, from }: QueryOptions = {},
): Promise<OpenInventory> {
  const isMerged = isMergedStore(project);
  if (from !== undefined && !isMerged) {
    const base = await (await import("./settings-from.ts")).settingsFrom(project, from);
    if (base !== undefined) return inventoryForCheck(base, declared);
  }
  const { path } = project.store;
  const { infer, folder } = project.config;
  const view = { declared, aliases: infer === false ? [] : infer.aliases };
  const stored = () => openStore(project.store, cachePlace(folder, project.environment), view);
  if (!scan || isMerged) {
    await warnOfTrackedStore(project, isMerged ? "merge again" : "omit --no-scan to read the flows");
    return stored();
  }
  const scanned = existsSync(path) ? await scanAgain(project) : await firstScan(project);
  if (scanned.problem === undefined) return stored();
  project.note(`note: ${scanned.problem.message}; the answer is current, the stored inventory is not`);
  return withGraph(scanned.inventory(), view);
}

/** The inventory by the settings of the base of a pull request. */
async function inventoryForCheck(base: BaseSettings, declared: boolean): Promise<OpenInventory> {
  const { project, stored, readValues, changes } = base;
  if (changes.length > 0) {
    project.note(`warning: the settings differ (${settingKeys(changes)}); those of the base apply`);
  }
  const options = await scanOptions(project, stored, readValues);
  const scanned = await scanForStore(project, { ...options, write: false, refuseEmpty: true });
  const { infer } = project.config;
  return withGraph(scanned.inventory(), { declared, aliases: infer === false ? [] : infer.aliases });
}

/** A commit to the repository may contain a forged answer. */
async function warnOfTrackedStore({ config, note, store }: Project, remedy: string): Promise<void> {
  const { mayBeTracked } = await import("./is-tracked.ts");
  if (await mayBeTracked(config.folder, store.path)) {
    note(
      `warning: git tracks the inventory "${store.shown}", so a commit can make it differ from the flows; ${remedy}`,
    );
  }
}

/** The scan of `assets scan` without arguments. */
async function firstScan(project: Project): Promise<RefreshedStore> {
  const { config, note, store } = project;
  const options = await scanOptions(project, { roots: config.paths });
  const scanned = await scanForStore(project, { ...options, write: true, refuseEmpty: true });
  const { files } = scanned.report.summary;
  const unread = files.unreadable === 0 ? "" : `; ${count(files.unreadable, "file")} cannot be read`;
  note(
    `note: no inventory at "${store.shown}"; scanned ${count(files.withFlows, "file")} with flows${unread}`,
  );
  return scanned;
}

/** The roots and settings of the stored inventory. */
export function storedOverrides(project: Project): ScanOverrides {
  const { roots, tenant, settings } = storedHead(project);
  checkStoredRoots(project, roots);
  return { roots, tenant, ...(settings && { settings }) };
}

async function scanAgain(project: Project): Promise<RefreshedStore> {
  const overrides = storedOverrides(project);
  try {
    return await scanForStore(project, { ...(await scanOptions(project, overrides)), write: true });
  } catch (error) {
    if (!(error instanceof AssetsError)) throw error;
    throw new AssetsError(`cannot update the inventory: ${error.message}`, {
      cause: error,
      hint: "Run this in the folder of the last `assets scan`, scan again, or use the stored inventory with --no-scan.",
      exitCode: error.exitCode,
    });
  }
}

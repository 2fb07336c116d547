import { resolve } from "node:path";
import type { ScanSettings } from "../inventory/model.ts";
import { type CachedScan, scanCached } from "../scan-cached.ts";
import type { ScanOptions } from "../scan-setup.ts";
import type { UpdatedStore } from "../scan-update.ts";
import { assembledInventory } from "../store/assembly/assembled-records.ts";
import { type Difference, differences } from "../store/differences.ts";
import { readStore } from "../store/read-store.ts";
import { AssetsError } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { Project } from "./project.ts";
import { holdsScan, type SavedScan, saveScan } from "./save-scan.ts";
import { scanOptions } from "./scan-options.ts";
import type { ScanReport } from "./scan-report.ts";

export type { SavedScan } from "./save-scan.ts";

/** What to scan, beside the configuration. */
export interface ScanRequest {
  /** Files and folders, relative to the current folder; those of the configuration when empty. */
  readonly paths: readonly string[];
  readonly tenant?: string;
  /** Kept with the inventory, so that queries scan again in the same way. */
  readonly settings: ScanSettings;
}

export interface CheckedStore {
  readonly upToDate: boolean;
  readonly differences: readonly Difference[];
  /** Files that could not be read. */
  readonly unreadable: number;
}

/** Scans the project's flows and writes the inventory, unless the store holds it already. */
export async function scanProject(project: Project, request: ScanRequest): Promise<SavedScan> {
  const scanned = await scanRequested(project, request);
  if (scanned.kind === "unchanged") return { report: scanned.report as ScanReport, state: "unchanged" };
  return saveScan(scanned.scanned, project.store);
}

/** Compares the stored inventory with what a scan finds now. */
export async function checkStore(project: Project, request: ScanRequest): Promise<CheckedStore> {
  const scanned = await scanRequested(project, request);
  if (scanned.kind === "unchanged") {
    const { unreadable } = (scanned.report as ScanReport).summary.files;
    return { upToDate: true, differences: [], unreadable };
  }
  const { unreadable } = scanned.scanned.head.files;
  const { path, shown } = project.store;
  if (holdsScan(scanned.scanned, project.store)) return { upToDate: true, differences: [], unreadable };
  const stored = readStore(path, shown);
  const found = differences(stored.inventory, assembledInventory(scanned.scanned));
  return { upToDate: false, differences: found, unreadable };
}

async function scanRequested(
  project: Project,
  { paths, settings, tenant }: ScanRequest,
): Promise<CachedScan> {
  const { config, folder } = project;
  const unused: string[] = [];
  const options = scanOptions(config, {
    roots: paths.length > 0 ? paths.map((path) => resolve(folder, path)) : config.paths,
    settings,
    ...(tenant !== undefined && { tenant }),
  });
  const onUnusedExclude = (pattern: string) => void unused.push(pattern);
  const scanned = await scanForStore(project, { ...options, onUnusedExclude });
  for (const pattern of unused)
    project.note(`note: the exclude pattern "${pattern}" matches no file or folder`);
  if (scanned.kind === "scanned") refuseNothing(scanned.scanned);
  return scanned;
}

/** Scans for the project's store, reading only what changed since it was written. */
export async function scanForStore(project: Project, options: ScanOptions): Promise<CachedScan> {
  try {
    return await scanCached({ ...options, onFile: project.progress }, project.store.path);
  } finally {
    project.progress(undefined);
  }
}

/** An inventory of nothing is a mistake in the path more often than the truth; it must not replace a store. */
function refuseNothing({ head: { files, roots } }: UpdatedStore): void {
  if (files.withFlows > 0 || files.unreadable > 0) return;
  const where = roots.map((root) => `"${root}"`).join(", ");
  const message =
    files.found === 0
      ? `there is no YAML file under ${where}`
      : `there is no flow under ${where}: ${count(files.found, "YAML file")}, and none has id, namespace and tasks`;
  throw new AssetsError(message, {
    hint: "Name the folder that holds your flows: `assets scan <paths>`.",
    exitCode: 3,
  });
}

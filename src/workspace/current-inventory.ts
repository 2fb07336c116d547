import { readHead } from "../store/read-head.ts";
import { AssetsError } from "../util/errors.ts";
import { cachePlace } from "./cache-place.ts";
import { type ScanOverrides, scanOptions } from "./configured-scan.ts";
import { type OpenInventory, openStore, withGraph } from "./open-store.ts";
import type { Project } from "./project.ts";
import { scanForStore } from "./scan.ts";
import type { StoreScan } from "./store-scan.ts";

export interface QueryOptions {
  /** False: the stored inventory as it is. */
  readonly scan?: boolean;
  /** Only what flows declare, and nothing that is inferred. */
  readonly declared?: boolean;
}

/**
 * The inventory that a query works on: the stored one, brought up to date by scanning its roots again with the same
 * settings. The store is written when that changed it; where it cannot be written, the query goes on with what the scan
 * found. Throws a StoreError when there is no store, and an AssetsError when a root is gone.
 *
 * @param scan false: the store as it is
 */
export async function currentInventory(
  project: Project,
  { scan = true, declared = false }: QueryOptions = {},
): Promise<OpenInventory> {
  const { path, shown } = project.store;
  const { infer, folder } = project.config;
  const view = { declared, aliases: infer === false ? [] : infer.aliases };
  const stored = () => openStore(project.store, cachePlace(folder, project.environment), view);
  if (!scan) return stored();
  const { roots, tenant, settings } = readHead(path, shown);
  const scanned = await scanAgain(project, { roots, tenant, ...(settings && { settings }) });
  if (scanned.problem === undefined) return stored();
  project.note(`note: ${scanned.problem.message}; this answer is up to date, the store is not`);
  return withGraph(scanned.inventory(), view);
}

async function scanAgain(project: Project, overrides: ScanOverrides): Promise<StoreScan> {
  try {
    return await scanForStore(project, { ...scanOptions(project.config, overrides), write: true });
  } catch (error) {
    if (!(error instanceof AssetsError)) throw error;
    throw new AssetsError(`the inventory cannot be brought up to date: ${error.message}`, {
      cause: error,
      hint: "Run this where you ran `assets scan`, scan again, or use the store as it is with --no-scan.",
      exitCode: error.exitCode,
    });
  }
}

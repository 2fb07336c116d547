import { loadConfig } from "../../config/load-config.ts";
import { AssetsError } from "../../errors.ts";
import type { ScanOptions } from "../../scan.ts";
import { readHead } from "../../store/read-head.ts";
import { cachePlace } from "../../workspace/cache-place.ts";
import { type OpenInventory, openStore, withGraph } from "../../workspace/open-store.ts";
import type { StoreScan } from "../../workspace/scan-store.ts";
import type { Program } from "./program.ts";
import { scanForStore } from "./scan-for-store.ts";
import { scanOptions } from "./scan-options.ts";
import { type StorePath, storePath } from "./store-path.ts";

export interface QueryOptions {
  readonly store?: string;
  readonly config?: string;
  /** False with --no-scan. */
  readonly scan: boolean;
}

/**
 * The inventory that a query works on: the stored one, brought up to date by scanning its roots again with the same
 * settings. The store is written when that changed it; where it cannot be written, the query goes on with what the scan
 * found. Throws a StoreError when there is no store, and an AssetsError when a root is gone.
 */
export async function currentInventory(program: Program, options: QueryOptions): Promise<OpenInventory> {
  const config = await loadConfig({
    cwd: program.folder,
    ...(options.config !== undefined && { file: options.config }),
  });
  const store = storePath(program, config, options.store);
  const { path, shown } = store;
  const stored = () => openStore(path, shown, cachePlace(config.folder));
  if (!options.scan) return stored();
  const { roots, tenant, settings } = readHead(path, shown);
  const { problem, inventory } = await scanAgain(
    program,
    scanOptions(config, { roots, tenant, ...(settings && { settings }) }),
    store,
  );
  if (problem === undefined) return stored();
  program.note(`note: ${problem.message}; this answer is up to date, the store is not`);
  return withGraph(inventory());
}

async function scanAgain(program: Program, options: ScanOptions, store: StorePath): Promise<StoreScan> {
  try {
    return await scanForStore(program, { ...options, store, write: true });
  } catch (error) {
    if (!(error instanceof AssetsError)) throw error;
    throw new AssetsError(`the inventory cannot be brought up to date: ${error.message}`, {
      cause: error,
      hint: "Run this where you ran `assets scan`, scan again, or use the store as it is with --no-scan.",
      exitCode: error.exitCode,
    });
  }
}

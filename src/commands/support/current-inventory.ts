import type { Config } from "../../config/config.ts";
import { loadConfig } from "../../config/load-config.ts";
import type { Inventory } from "../../inventory/model.ts";
import type { CachedScan } from "../../scan-cached.ts";
import { assembledInventory } from "../../store/assembly/assembled-records.ts";
import { readHead } from "../../store/read-head.ts";
import { readStore } from "../../store/read-store.ts";
import { StoreError } from "../../store/store-error.ts";
import { AssetsError } from "../../util/errors.ts";
import type { Program } from "./program.ts";
import { saveScan } from "./save-scan.ts";
import { scanForStore } from "./scan-for-store.ts";
import { scanOptions, type Told } from "./scan-options.ts";
import { openStore } from "./store-index.ts";
import { storePath } from "./store-path.ts";

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
export async function currentInventory(program: Program, options: QueryOptions): Promise<Inventory> {
  const config = await loadConfig({
    cwd: program.folder,
    ...(options.config !== undefined && { file: options.config }),
  });
  const { path, shown } = storePath(program, config, options.store);
  if (!options.scan) return openStore(config.folder, path) ?? readStore(path, shown).inventory;
  const { roots, tenant, settings } = readHead(path, shown);
  const scanned = await scanAgain(program, config, { roots, tenant, ...(settings && { settings }) }, path);
  if (scanned.kind === "unchanged") return openStore(config.folder, path) ?? readStore(path, shown).inventory;
  try {
    await saveScan(scanned.scanned, { path, shown });
    return openStore(config.folder, path) ?? assembledInventory(scanned.scanned);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    program.note(`note: ${error.message}; this answer is up to date, the store is not`);
    return assembledInventory(scanned.scanned);
  }
}

async function scanAgain(program: Program, config: Config, told: Told, store: string): Promise<CachedScan> {
  try {
    return await scanForStore(program, scanOptions(config, told), store);
  } catch (error) {
    if (!(error instanceof AssetsError)) throw error;
    throw new AssetsError(`the inventory cannot be brought up to date: ${error.message}`, {
      cause: error,
      hint: "Run this where you ran `assets scan`, scan again, or use the store as it is with --no-scan.",
      exitCode: error.exitCode,
    });
  }
}

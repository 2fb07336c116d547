import type { Config } from "../../config/config.ts";
import { loadConfig } from "../../config/load-config.ts";
import { AssetsError } from "../../errors.ts";
import type { Inventory } from "../../inventory/model.ts";
import type { ScanResult } from "../../scan.ts";
import { readStore } from "../../store/read-store.ts";
import { StoreError } from "../../store/store-error.ts";
import { serializeStore, writeStore } from "../../store/write-store.ts";
import type { Program } from "./program.ts";
import { scanOptions, type Told } from "./scan-options.ts";
import { scanWithProgress } from "./scan-with-progress.ts";
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
  if (!options.scan) return readStore(path, shown).inventory;
  const stored = lastScan(path, shown);
  const { inventory } = scanAgain(program, config, stored.told);
  const text = serializeStore(inventory, path);
  if (text === stored.text) return inventory;
  try {
    writeStore(path, text, shown);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    program.note(`note: ${error.message}; this answer is up to date, the store is not`);
  }
  return inventory;
}

/** What the last scan was told, and the bytes it wrote. The old inventory itself must not stay in memory with the new. */
function lastScan(path: string, shown: string): { readonly told: Told; readonly text: string } {
  const { inventory, text } = readStore(path, shown);
  const { tenant, roots, settings } = inventory;
  return { told: { roots, tenant, ...(settings && { settings }) }, text };
}

function scanAgain(program: Program, config: Config, told: Told): ScanResult {
  try {
    return scanWithProgress(program, scanOptions(config, told));
  } catch (error) {
    if (!(error instanceof AssetsError)) throw error;
    throw new AssetsError(`the inventory cannot be brought up to date: ${error.message}`, {
      cause: error,
      hint: "Run this where you ran `assets scan`, scan again, or use the store as it is with --no-scan.",
      exitCode: error.exitCode,
    });
  }
}

import { createGraph, type Graph } from "../graph/graph.ts";
import type { Inventory } from "../inventory/model.ts";
import type { CachedScan } from "../scan-cached.ts";
import { assembledInventory } from "../store/assembly/assembled-records.ts";
import { readHead } from "../store/read-head.ts";
import { readStore } from "../store/read-store.ts";
import { StoreError } from "../store/store-error.ts";
import { AssetsError } from "../util/errors.ts";
import { graphOf, openStore } from "./open-store.ts";
import type { Project } from "./project.ts";
import { saveScan } from "./save-scan.ts";
import { scanForStore } from "./scan.ts";
import { type ScanOverrides, scanOptions } from "./scan-options.ts";

/** An inventory and the graph over it. */
export interface OpenInventory {
  readonly inventory: Inventory;
  readonly graph: Graph;
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
  { scan = true }: { readonly scan?: boolean } = {},
): Promise<OpenInventory> {
  const { path, shown } = project.store;
  const stored = () => withGraph(openStore(project.config.folder, path) ?? readStore(path, shown).inventory);
  if (!scan) return stored();
  const { roots, tenant, settings } = readHead(path, shown);
  const scanned = await scanAgain(project, { roots, tenant, ...(settings && { settings }) });
  if (scanned.kind === "unchanged") return stored();
  try {
    await saveScan(scanned.scanned, project.store);
    return withGraph(openStore(project.config.folder, path) ?? assembledInventory(scanned.scanned));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    project.note(`note: ${error.message}; this answer is up to date, the store is not`);
    const inventory = assembledInventory(scanned.scanned);
    return { inventory, graph: createGraph(inventory) };
  }
}

function withGraph(inventory: Inventory): OpenInventory {
  return { inventory, graph: graphOf(inventory) };
}

async function scanAgain(project: Project, overrides: ScanOverrides): Promise<CachedScan> {
  try {
    return await scanForStore(project, scanOptions(project.config, overrides));
  } catch (error) {
    if (!(error instanceof AssetsError)) throw error;
    throw new AssetsError(`the inventory cannot be brought up to date: ${error.message}`, {
      cause: error,
      hint: "Run this where you ran `assets scan`, scan again, or use the store as it is with --no-scan.",
      exitCode: error.exitCode,
    });
  }
}

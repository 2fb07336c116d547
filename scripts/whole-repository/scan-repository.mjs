import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace } from "../../dist/index.js";

/** Scans the flows of a folder with a separate cache folder. Returns the inventory and the text of its store. */
export async function scanRepository(folder, cache, store = join(folder, ".assets", "inventory.json")) {
  const workspace = await openWorkspace({ folder, store, environment: { ASSETS_CACHE_DIR: cache } });
  await workspace.scan({ paths: [folder], settings: {} });
  const bytes = readFileSync(store, "utf8");
  return { bytes, inventory: JSON.parse(bytes) };
}

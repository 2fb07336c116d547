import { type AssetHistory, assetHistory } from "../changes/asset-history.ts";
import { openRepository } from "../changes/repository.ts";
import { cachePlace } from "./cache-place.ts";
import { withValues } from "./configured-scan.ts";
import { knownFiles } from "./known-files.ts";
import { openCacheAt } from "./open-cache.ts";
import type { Project, ValuesOptions } from "./project.ts";
import { snapshotSettings, storedSettings } from "./snapshot-settings.ts";

/**
 * All changes of an asset. Old states are read with the current settings. The asset may be removed. A summary of each
 * state of each file is cached, so that the next history reads only new files and those with its asset.
 */
export async function historyOfAsset(
  project: Project,
  id: string,
  values: ValuesOptions = {},
): Promise<AssetHistory> {
  const { folder } = project.config;
  const scan = await snapshotSettings(project, withValues(project, storedSettings(project), values));
  const repository = await openRepository(folder);
  const cache = openCacheAt(cachePlace(folder, project.environment), folder);
  try {
    const known = knownFiles(cache.section("parts", JSON.stringify(scan.resolve)));
    const history = await assetHistory(repository, id, scan, known);
    cache.save();
    return history;
  } finally {
    cache.close();
  }
}

import { type AssetHistory, assetHistory } from "../changes/asset-history.ts";
import { openRepository } from "../changes/repository.ts";
import type { FileParts } from "../inventory/declared.ts";
import { buildId } from "../cache/build-id.ts";
import { openRevisionCache } from "../store/cache/revision-cache.ts";
import type { Project } from "./project.ts";
import { snapshotSettings } from "./snapshot-settings.ts";

/**
 * Every change of an asset, oldest states read as a scan reads the flows now. The asset need not exist any more. The ids
 * in each state of each file are cached, so that the next history reads only files that name its asset, and new ones.
 */
export async function historyOfAsset(project: Project, id: string): Promise<AssetHistory> {
  const { folder } = project.config;
  const scan = snapshotSettings(project);
  const repository = await openRepository(folder);
  const build = buildId();
  if (build === undefined) return assetHistory(repository, id, scan);
  const key = JSON.stringify([build, scan.resolve]);
  const ids = openRevisionCache<readonly string[]>(folder, key, "history.ids");
  const parts = openRevisionCache<FileParts>(folder, key, "revisions.parts");
  const history = await assetHistory(repository, id, scan, { parts, ids });
  ids.save();
  return history;
}

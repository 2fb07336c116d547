import { type AssetHistory, assetHistory } from "../../changes/asset-history.ts";
import { openRepository } from "../../changes/repository.ts";
import type { FileParts } from "../../inventory/declared.ts";
import { buildId } from "../../cache/build-id.ts";
import { openRevisionCache } from "../../store/cache/revision-cache.ts";
import { historyScan } from "./history-scan.ts";
import type { Program } from "./program.ts";

/**
 * The history of an asset, read as a scan reads the flows now. Which ids each state of each file names is kept, so that
 * the next history reads only what names its asset, and what is new.
 */
export async function historyForCommand(
  program: Program,
  id: string,
  options: { readonly store?: string; readonly config?: string },
): Promise<AssetHistory> {
  const { folder, scan } = await historyScan(program, options);
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

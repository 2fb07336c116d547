import { type AssetHistory, assetHistory } from "../../changes/asset-history.ts";
import { openRepository } from "../../changes/repository.ts";
import { historyScan } from "./history-scan.ts";
import type { Program } from "./program.ts";

/** The history of an asset, read as a scan reads the flows now. */
export async function historyForCommand(
  program: Program,
  id: string,
  options: { readonly store?: string; readonly config?: string },
): Promise<AssetHistory> {
  const { folder, scan } = await historyScan(program, options);
  return assetHistory(await openRepository(folder), id, scan);
}
